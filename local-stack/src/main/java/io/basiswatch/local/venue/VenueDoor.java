package io.basiswatch.local.venue;

import java.util.Map;

/**
 * A venue as its clients meet it, without I/O and without a clock: whoever holds it brings it clients, questions and time.
 *
 * <p>Used by one thread at a time. Times are microseconds since the epoch.
 */
public interface VenueDoor {
    /**
     * The header by which an answer says that it comes late, in milliseconds; a status of 0 says that none comes at all, to a
     * question as to a handshake.
     */
    String SLOW = "Basiswatch-Slow";

    /**
     * A client wants a socket.
     *
     * @param path of the address, without what tells venues apart
     * @param query of the address; empty where it has none
     */
    Handshake open(String path, String query, long now, Client client);

    /** Answers a REST question. */
    Answer ask(Question question);

    /** Publishes everything up to {@code now}, exclusive, in its order. */
    void advance(long now);

    /** What came of a handshake. */
    sealed interface Handshake {
        /** The socket is open. */
        record Accepted(Line line) implements Handshake {}

        /**
         * It is not.
         *
         * @param status of HTTP
         * @param headers such as {@code Retry-After}
         */
        record Refused(int status, Map<String, String> headers) implements Handshake {}
    }

    /** An open socket, from the client's end. */
    interface Line {
        /** The client says something. */
        void hear(String message, long now);

        /** The client is gone. */
        void gone();
    }

    /** The client's end of a socket, from the venue's. */
    interface Client {
        /**
         * The venue says something.
         *
         * @param stream what it belongs to, by the name that the venue's {@code Conversation} has for it; empty for a reply, a
         *     heartbeat and the like
         */
        void say(String stream, byte[] payload);

        /** The venue closes the socket. */
        void close(int status, String reason);

        /**
         * The socket breaks while a message is on its way.
         *
         * @param bytes how many of the message come through
         */
        default void cut(byte[] payload, int bytes) {
            close(1006, "cut after " + Math.min(bytes, payload.length) + " of " + payload.length + " bytes");
        }
    }
}
