package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;

/** How events are written on the wire (WHATWG HTML, section 9.2). Data is JSON on one line. */
final class Frames {
    private static final int LEAST_RETRY_MILLIS = 2_000;
    private static final int MOST_RETRY_MILLIS = 5_000;

    private Frames() {}

    /** The first bytes: they pass every proxy at once. Clients that lose us all together come back one by one. */
    static Buffer opening() {
        return Buffer.buffer(": basiswatch\nretry: " + retryMillis() + "\n\n");
    }

    static int retryMillis() {
        return ThreadLocalRandom.current().nextInt(LEAST_RETRY_MILLIS, MOST_RETRY_MILLIS + 1);
    }

    /** An event that moves the client's last id on. */
    static Buffer event(String name, StreamId id, String data) {
        return Buffer.buffer("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }

    /** An event that says something of the stream itself. */
    static Buffer event(String name, JsonObject data) {
        return Buffer.buffer("event: " + name + "\ndata: " + data.encode() + "\n\n");
    }

    static Buffer comment(String text) {
        return Buffer.buffer(": " + text + "\n\n");
    }
}
