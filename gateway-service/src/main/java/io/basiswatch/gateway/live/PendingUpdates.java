package io.basiswatch.gateway.live;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a slow client has still to get: per slot only the newest, in the order of ids, so that the client's last id is
 * always right.
 */
final class PendingUpdates {
    private final Map<String, Update> bySlot = new LinkedHashMap<>();
    private long bytes;
    private int conflated;

    /** Adds the update; one of the same slot that still waits is replaced. */
    void add(Update update) {
        Update replaced = bySlot.remove(update.slot());
        if (replaced != null) {
            bytes -= replaced.frame().length();
            conflated++;
        }
        bySlot.put(update.slot(), update);
        bytes += update.frame().length();
    }

    boolean isEmpty() {
        return bySlot.isEmpty();
    }

    /** The oldest; there must be one. */
    Update take() {
        var entries = bySlot.values().iterator();
        Update oldest = entries.next();
        entries.remove();
        bytes -= oldest.frame().length();
        return oldest;
    }

    void clear() {
        bySlot.clear();
        bytes = 0;
    }

    int size() {
        return bySlot.size();
    }

    long bytes() {
        return bytes;
    }

    /** How many were replaced since this was last asked. */
    int takeConflated() {
        int count = conflated;
        conflated = 0;
        return count;
    }
}
