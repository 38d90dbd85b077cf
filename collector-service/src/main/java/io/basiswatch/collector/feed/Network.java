package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that a feed has of the world outside: sockets, REST, timers and time. Whoever gives a feed another one can run it
 * in virtual time, the same way each time.
 *
 * <p>Everything happens on one thread. No call here calls back before it returns; what it leads to comes later, as a task of
 * its own.
 */
public interface Network extends TimeSource {
    /**
     * Opens a socket.
     *
     * @param address {@code ws:} or {@code wss:}
     * @param timeout for the handshake
     * @return the socket, which is usable once the listener was told that it is open
     */
    Socket connect(String address, Duration timeout, Listener listener);

    /**
     * Asks an address over REST.
     *
     * @param url see {@link VenueFeed#metadata} for a {@code #} in it
     * @param answered takes the answer, whatever its status
     * @param failed takes the reason why none came
     */
    void ask(String url, Duration timeout, Consumer<RestAnswer> answered, Consumer<String> failed);

    /** Runs a task once, after {@code delay}; a delay of nothing means after what runs now. */
    Timer once(Duration delay, Runnable task);

    /** Runs a task again and again, for the first time after one interval. */
    Timer every(Duration interval, Runnable task);

    /** One socket. */
    interface Socket {
        /** Sends a text message; where the socket is not open nothing happens. */
        void say(String message);

        /** Closes it, open or on the way there. Its listener is told nothing any more. */
        void close();
    }

    /** What happens to a socket. */
    interface Listener {
        /** It can be used. */
        void opened();

        /** A message came, text or binary, put together out of its frames; half a message never comes. */
        void received(byte[] message);

        /** It is gone, or was never opened; nothing more comes. */
        void ended(Ending ending);
    }

    /** Something that will run. */
    @FunctionalInterface
    interface Timer {
        /** It will not; calling this for something that has run already is no mistake. */
        void cancel();
    }

    /**
     * Why there is no socket any more.
     *
     * @param text for people
     * @param stayAway how long the venue asks us not to come back, where it says so
     */
    record Ending(Cause cause, String text, Optional<Duration> stayAway) {
        public Ending(Cause cause, String text) {
            this(cause, text, Optional.empty());
        }
    }

    /** The ways in which a socket ends without us. */
    enum Cause {
        /** Nobody was there to open it with. */
        UNREACHABLE,
        /** The venue answered, and did not open it. */
        REFUSED,
        /** The other side closed it, or the network did. */
        LOST,
        /** A message was larger than we take. */
        TOO_LARGE
    }
}
