package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** How events are written on the wire (WHATWG HTML, section 9.2). Data is JSON, as a rule on one line. */
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
    static Buffer event(String name, EventId id, String data) {
        return Buffer.buffer("id: " + id + "\nevent: " + name + "\ndata: " + lines(data) + "\n\n");
    }

    /** An event that says something of the stream itself. */
    static Buffer event(String name, JsonObject data) {
        return Buffer.buffer("event: " + name + "\ndata: " + data.encode() + "\n\n");
    }

    /** An event that says why. */
    static Buffer reason(String name, String reason) {
        return event(name, new JsonObject().put("reason", reason));
    }

    /** Tells the client to come back: in JSON, and as the field that an EventSource obeys. */
    static Buffer reconnect(int afterMillis) {
        return Buffer.buffer(
                "retry: " + afterMillis + "\nevent: reconnect\ndata: {\"after_ms\":" + afterMillis + "}\n\n");
    }

    static Buffer comment(String text) {
        return Buffer.buffer(": " + text + "\n\n");
    }

    /** The same event, whose data says how many of its series were left out before it. */
    static Buffer conflated(Buffer event, int leftOut) {
        byte[] bytes = event.getBytes();
        int brace = 0;
        while (bytes[brace] != '{') {
            brace++;
        }
        String said = "\"conflated\":" + leftOut + (bytes[brace + 1] == '}' ? "" : ",");
        return Buffer.buffer(bytes.length + said.length())
                .appendBytes(bytes, 0, brace + 1)
                .appendString(said)
                .appendBytes(bytes, brace + 1, bytes.length - brace - 1);
    }

    /** The same in few buffers, each at most {@link Piece#MOST_BYTES} where it is more than one event. */
    static List<Buffer> joined(List<Buffer> events) {
        List<Buffer> joined = new ArrayList<>();
        Buffer last = Buffer.buffer();
        for (Buffer event : events) {
            if (last.length() > 0 && last.length() + event.length() > Piece.MOST_BYTES) {
                joined.add(last);
                last = Buffer.buffer();
            }
            last.appendBuffer(event);
        }
        if (last.length() > 0) {
            joined.add(last);
        }
        return joined;
    }

    /** A line break inside of data would end the field: each line gets a field of its own. */
    private static String lines(String data) {
        return data.indexOf('\n') < 0 && data.indexOf('\r') < 0 ? data : data.replaceAll("\r\n|\r|\n", "\ndata: ");
    }
}
