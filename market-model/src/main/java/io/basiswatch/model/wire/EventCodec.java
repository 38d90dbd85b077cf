package io.basiswatch.model.wire;

import io.basiswatch.model.EventBatch;

/** The wire form of a record of the log. */
public final class EventCodec {
    private EventCodec() {}

    public static byte[] encode(EventBatch batch) {
        throw new WireException("encode " + batch.asset());
    }

    /**
     * @throws WireException where {@code bytes} are not such a batch
     */
    public static EventBatch decode(byte[] bytes) {
        throw new WireException("decode " + bytes.length);
    }
}
