package io.basiswatch.collector.feed;

import io.basiswatch.model.Origin;

/**
 * What a venue said, as it came: one WebSocket message or one REST answer.
 *
 * <p>The payload is owned by the frame and not copied; nobody writes to it.
 *
 * @param source how it came
 * @param connection our name of the socket (or of the REST client), unique within one venue
 * @param address the WebSocket or REST address that it came from; empty where a capture does not say
 * @param payload the bytes, UTF-8 JSON for every venue so far
 * @param receivedTime our time at the socket, microseconds since the epoch
 * @param origin live or from a capture
 */
public record Frame(
        Source source, String connection, String address, byte[] payload, long receivedTime, Origin origin) {
    /** The name of the connection of answers about the past. */
    public static final String PAST = "past";

    /** Whether it answers a question about the past. */
    public boolean isPast() {
        return connection.equals(PAST);
    }

    /** The two ways in which venues speak. */
    public enum Source {
        WEBSOCKET,
        REST
    }
}
