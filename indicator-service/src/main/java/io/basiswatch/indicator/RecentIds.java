package io.basiswatch.indicator;

/**
 * The trade ids of an instrument's last minutes, to find what comes twice.
 *
 * <p>Two generations of {@link #GENERATION} microseconds of receive time: an id is remembered for at least one and at most
 * two of them. A trade that comes again later than that is too late for its minute anyway. Open addressing over the
 * strings that the events hold: no allocation per trade.
 */
final class RecentIds {
    /** Longer than the minute of a trade and its lateness together. */
    static final long GENERATION = 180_000_000L;

    private static final int SMALLEST = 64;

    private String[] current = new String[SMALLEST];
    private String[] previous = new String[SMALLEST];
    private int size;
    private long generation = Long.MIN_VALUE;

    /** Whether {@code id} is seen for the first time. */
    boolean add(String id, long receivedTime) {
        long at = Math.floorDiv(receivedTime, GENERATION);
        if (at > generation) {
            previous = at == generation + 1 ? current : new String[SMALLEST];
            current = new String[SMALLEST];
            size = 0;
            generation = at;
        }
        if (previous[slot(previous, id)] != null) {
            return false;
        }
        int slot = slot(current, id);
        if (current[slot] != null) {
            return false;
        }
        current[slot] = id;
        if (++size > current.length / 2) {
            grow();
        }
        return true;
    }

    /** Where {@code id} is, or where it would go. */
    private static int slot(String[] table, String id) {
        int mask = table.length - 1;
        int hash = id.hashCode() * 0x9E3779B9;
        int slot = (hash ^ hash >>> 16) & mask;
        while (table[slot] != null && !table[slot].equals(id)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        String[] old = current;
        current = new String[old.length * 2];
        for (String id : old) {
            if (id != null) {
                current[slot(current, id)] = id;
            }
        }
    }
}
