package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a slow client has still to get: per slot only the newest, in the order of ids, so that the client's last id is
 * always right.
 */
final class PendingUpdates {
    /**
     * An update that waits.
     *
     * @param update the newest of its slot
     * @param leftOut how many of its slot it stands for
     */
    record Waiting(Update update, int leftOut) {
        /** The event as this client gets it. */
        Buffer frame() {
            return leftOut == 0 ? update.frame() : Frames.conflated(update.frame(), leftOut);
        }
    }

    private final Map<String, Waiting> bySlot = new LinkedHashMap<>();
    private long bytes;
    private long leftOut;

    /** Adds the update; one of the same slot that still waits is replaced. Returns whether one was. */
    boolean add(Update update) {
        Waiting replaced = bySlot.remove(update.slot());
        int instead = 0;
        if (replaced != null) {
            bytes -= replaced.update().frame().length();
            instead = replaced.leftOut() + 1;
            leftOut++;
        }
        bySlot.put(update.slot(), new Waiting(update, instead));
        bytes += update.frame().length();
        return replaced != null;
    }

    boolean isEmpty() {
        return bySlot.isEmpty();
    }

    /** The oldest; there must be one. */
    Waiting take() {
        var entries = bySlot.values().iterator();
        Waiting oldest = entries.next();
        entries.remove();
        bytes -= oldest.update().frame().length();
        leftOut -= oldest.leftOut();
        return oldest;
    }

    void clear() {
        bySlot.clear();
        bytes = 0;
        leftOut = 0;
    }

    /** How many updates have come that the client has not got, those that were replaced too. */
    long missed() {
        return bySlot.size() + leftOut;
    }

    long bytes() {
        return bytes;
    }
}
