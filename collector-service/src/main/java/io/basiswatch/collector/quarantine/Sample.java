package io.basiswatch.collector.quarantine;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Rejected;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;

/**
 * The start of a frame that could not be read.
 *
 * @param time when it came, microseconds since the epoch
 * @param size of the whole frame, bytes
 * @param start as much of it as is kept
 */
record Sample(String venue, String connection, String address, long time, String reason, int size, byte[] start) {
    /** More of one frame is not kept. */
    static final int MOST_BYTES = 4_096;

    static Sample of(Rejected rejected) {
        Frame frame = rejected.frame();
        return new Sample(
                rejected.venue().id(),
                frame.connection(),
                frame.address(),
                frame.receivedTime(),
                rejected.reason(),
                frame.payload().length,
                Arrays.copyOf(frame.payload(), Math.min(frame.payload().length, MOST_BYTES)));
    }

    /** The payload is text where it is UTF-8, and in base 64 where it is not. */
    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("venue", venue)
                .put("connection", connection)
                .put("address", address)
                .put("time", Instant.EPOCH.plus(time, ChronoUnit.MICROS).toString())
                .put("reason", reason)
                .put("size", size);
        try {
            return json.put(
                    "text",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(start))
                            .toString());
        } catch (CharacterCodingException e) {
            return json.put("base64", Base64.getEncoder().encodeToString(start));
        }
    }
}
