package io.basiswatch.local.venue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One client's socket as the venue sees it: what it has subscribed to, and what it is therefore told. */
interface Conversation {
    /** What the venue replies to a client's frame. */
    List<String> hear(String frame, Instant now);

    /**
     * What this client is told of a frame that belongs to {@code streams}; nothing where it did not ask for them.
     *
     * @param payload the frame, its times and numbers already of now
     */
    Optional<String> tell(List<String> streams, byte[] payload);

    /** What the venue says of its own accord, asked once a second. */
    default List<String> second(Instant now) {
        return List.of();
    }

    /** Whether the venue closes the socket now, such as one that has been silent for too long; asked when something was heard, and
     * once a second. */
    default Optional<Closing> over(Instant now) {
        return Optional.empty();
    }

    /** With what code of the WebSocket protocol and what words a socket is closed. */
    record Closing(int code, String reason) {}
}
