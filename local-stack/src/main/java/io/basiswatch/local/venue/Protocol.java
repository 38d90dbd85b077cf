package io.basiswatch.local.venue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How one venue speaks. Adding a venue to the replay is one implementation and one line in {@link Protocols}. */
interface Protocol {
    /** The streams that a captured frame belongs to, by names of our own; none for an acknowledgement and the like. */
    List<String> streams(byte[] payload);

    /** Hands the times and counted numbers of the venue's texts to {@code numbers}. */
    JsonEdit.Rule rule(Numbers numbers);

    /**
     * A client has connected.
     *
     * @param path of its address, without what tells venues apart
     * @param query of its address; empty where it has none
     */
    Conversation open(String path, String query);

    /**
     * A frame of the captures is being sent, whether anybody listens or not.
     *
     * @param streams what {@link #streams} says of it
     * @param payload the frame as it was captured
     */
    default void played(List<String> streams, byte[] payload, Survey survey, Loop loop) {}

    /**
     * Answers a REST request.
     *
     * @param survey what the captures hold
     * @return what the venue would answer; empty where it knows no such thing
     */
    Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now);
}
