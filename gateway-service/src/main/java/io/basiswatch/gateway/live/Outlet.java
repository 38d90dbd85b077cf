package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;

/** The connection to a client, as far as a {@link Subscriber} needs it; used on the connection's event loop only. */
interface Outlet {
    void write(Buffer frame);

    /** Writes what others get too. */
    void write(SharedBytes frames);

    /** Whether the client takes less than it is given. */
    boolean isFull();

    /** Runs {@code action}, once, when the outlet is not full any more. */
    void whenWritable(Runnable action);

    /** Ends the answer after all that was written. */
    void end();

    /** Cuts the connection without waiting for what was written. */
    void cut();
}
