package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * A sign of life, encoded once for all.
 *
 * @param comment the form that every client passes over
 * @param event the form that a page sees
 */
record Heartbeat(Buffer comment, Buffer event) {
    /** At {@code millis}, in milliseconds since the epoch. */
    static Heartbeat at(long millis) {
        return new Heartbeat(
                Frames.comment("heartbeat " + millis), Frames.event("heartbeat", new JsonObject().put("time", millis)));
    }
}
