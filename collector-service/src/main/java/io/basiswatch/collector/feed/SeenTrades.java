package io.basiswatch.collector.feed;

import java.util.Arrays;

/**
 * Remembers the trades of one instrument, so that a repeated one is not counted twice.
 *
 * <p>For venues whose trade ids count up by one: an id has one slot, so the last {@code capacity} ids are remembered and
 * no more. A trade is known by its id together with its time; a capture that is played again at another time brings the
 * same ids with other times, and those trades are new.
 */
public final class SeenTrades {
    private static final int SLOTS = 4096;

    private final long[] ids = new long[SLOTS];
    private final long[] times = new long[SLOTS];

    public SeenTrades() {
        Arrays.fill(ids, -1);
    }

    /** Notes a trade; false where it was there before. */
    public boolean add(long id, long eventTime) {
        int slot = (int) (id & (SLOTS - 1));
        if (ids[slot] == id && times[slot] == eventTime) {
            return false;
        }
        ids[slot] = id;
        times[slot] = eventTime;
        return true;
    }
}
