package io.basiswatch.collector.feed;

import io.basiswatch.model.InstrumentEvent;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a {@link PastWalk} needs of the world: a way to the venue, a place for what it answers, and time. All of it belongs
 * to one thread.
 */
interface PastWay {
    /**
     * Asks an address in its turn, after everything that is of now.
     *
     * @param answered takes the body of an answer
     * @param failed takes the reason why there is none
     */
    void ask(String url, Consumer<byte[]> answered, Consumer<String> failed);

    /**
     * Takes an answer in; {@code seen} is told of each event about an instrument that it held.
     *
     * @return whether it could be read
     */
    boolean take(String url, byte[] body, Consumer<InstrumentEvent> seen);

    /** Runs {@code task} after {@code wait}. */
    void later(Duration wait, Runnable task);

    /** Microseconds since the epoch, by our own clock. */
    long now();
}
