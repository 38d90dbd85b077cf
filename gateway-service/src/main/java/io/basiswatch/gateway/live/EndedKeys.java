package io.basiswatch.gateway.live;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keys that ended a moment ago, by public id: a stream or a ticket that was asked for with one just before is not opened
 * just after. Remembered for twice the life of a ticket.
 */
final class EndedKeys {
    private final Map<String, Long> ended = new ConcurrentHashMap<>();
    private final long memoryNanos;
    private final LongSupplier nanoTime;

    EndedKeys(Duration ticketLife, LongSupplier nanoTime) {
        this.memoryNanos = ticketLife.multipliedBy(2).toNanos();
        this.nanoTime = nanoTime;
    }

    void add(String keyId) {
        long now = nanoTime.getAsLong();
        ended.values().removeIf(since -> now - since > memoryNanos);
        ended.put(keyId, now);
    }

    void remove(String keyId) {
        ended.remove(keyId);
    }

    boolean contains(String keyId) {
        Long since = ended.get(keyId);
        return since != null && nanoTime.getAsLong() - since <= memoryNanos;
    }
}
