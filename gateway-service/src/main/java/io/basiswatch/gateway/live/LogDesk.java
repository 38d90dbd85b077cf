package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.function.Consumer;

/** What a {@link Subscriber} asks of the hub. Answers come on the hub's context. */
interface LogDesk {
    /** The id of the last entry that all live subscribers were given. */
    StreamId position();

    /** The life of Redis that the log belongs to; empty where none is known. */
    String epoch();

    /** Whether the log can be read at present. */
    boolean isConnected();

    /** Answers {@code then} with what follows {@code id}, or tells the subscriber to wait. */
    void pageAfter(StreamId id, Subscriber subscriber, Consumer<Page> then);

    /** Answers {@code then} with the newest values that pass the filter, each a frame with the id. */
    void snapshot(StreamId id, Subscriber subscriber, Consumer<Iterator<Buffer>> then);

    /** The subscriber is done. */
    void closed(Subscriber subscriber, CloseReason reason);

    /** Monotonic time in nanoseconds. */
    long nanoTime();
}
