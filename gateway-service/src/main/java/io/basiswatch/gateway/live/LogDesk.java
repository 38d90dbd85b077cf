package io.basiswatch.gateway.live;

import java.util.function.Consumer;

/** What a {@link Subscriber} asks of its part of the hub. Answers come on the part's event loop. */
interface LogDesk {
    /** The id of the last entry that all live subscribers were given. */
    StreamId position();

    /** The life of Redis that the log belongs to. */
    Epoch epoch();

    /** Whether the log can be read at present. */
    boolean isConnected();

    /** Answers {@code then} with what follows {@code id}, or tells the subscriber to wait. */
    void pageAfter(StreamId id, Subscriber subscriber, Consumer<Page> then);

    /** Answers {@code then} with the state of everything, or tells the subscriber to wait. */
    void board(Subscriber subscriber, Consumer<Board> then);

    /** The subscriber is done. */
    void closed(Subscriber subscriber, CloseReason reason);

    /** What is counted. */
    StreamCounts counts();

    /** Monotonic time in nanoseconds. */
    long nanoTime();
}
