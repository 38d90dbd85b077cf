package io.basiswatch.indicator;

/**
 * The trade ids of an instrument's last minutes, to find what comes twice.
 *
 * <p>Two generations of {@link #GENERATION} microseconds of receive time: an id is remembered for at least one and at most
 * two of them, however many there are. A trade that comes again later than that is too late for its minute anyway. Ids that
 * are numbers, which most are, take about twenty bytes each; others are kept as the strings that the events hold.
 */
final class RecentIds {
    /** Longer than the minute of a trade and its lateness together. */
    static final long GENERATION = 180_000_000L;

    private Ids current = new Ids();
    private Ids previous = new Ids();
    private long generation = Long.MIN_VALUE;

    /** The ids of one generation. */
    private static final class Ids {
        private final NumberSet numbers = new NumberSet();
        private final TextSet texts = new TextSet();
    }

    /** Whether {@code id} is seen for the first time. */
    boolean add(String id, long receivedTime) {
        long at = Math.floorDiv(receivedTime, GENERATION);
        if (at > generation) {
            previous = at == generation + 1 ? current : new Ids();
            current = new Ids();
            generation = at;
        }
        long number = number(id);
        return number < 0
                ? !previous.texts.contains(id) && current.texts.add(id)
                : !previous.numbers.contains(number) && current.numbers.add(number);
    }

    /** The number that {@code id} is written as; negative where another id might have the same one. */
    static long number(String id) {
        int length = id.length();
        if (length > 18 || id.charAt(0) == '0' && length > 1) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Numbers that are not negative, by open addressing: no allocation for each. */
    private static final class NumberSet {
        private static final int SMALLEST = 64;
        private static final double LOAD = 0.7;

        /** Each number plus one, 0 where there is none. */
        private long[] table = new long[SMALLEST];

        private int size;

        boolean contains(long number) {
            return table[slot(table, number + 1)] != 0;
        }

        boolean add(long number) {
            int slot = slot(table, number + 1);
            if (table[slot] != 0) {
                return false;
            }
            table[slot] = number + 1;
            if (++size > table.length * LOAD) {
                long[] old = table;
                table = new long[old.length * 2];
                for (long entry : old) {
                    if (entry != 0) {
                        table[slot(table, entry)] = entry;
                    }
                }
            }
            return true;
        }

        /** Where {@code entry} is, or where it would go. */
        private static int slot(long[] table, long entry) {
            int mask = table.length - 1;
            long hash = entry * 0x9E3779B97F4A7C15L;
            int slot = (int) (hash ^ hash >>> 32) & mask;
            while (table[slot] != 0 && table[slot] != entry) {
                slot = slot + 1 & mask;
            }
            return slot;
        }
    }

    /** The same of texts. */
    private static final class TextSet {
        private static final int SMALLEST = 16;

        private String[] table = new String[SMALLEST];
        private int size;

        boolean contains(String id) {
            return table[slot(table, id)] != null;
        }

        boolean add(String id) {
            int slot = slot(table, id);
            if (table[slot] != null) {
                return false;
            }
            table[slot] = id;
            if (++size > table.length / 2) {
                String[] old = table;
                table = new String[old.length * 2];
                for (String entry : old) {
                    if (entry != null) {
                        table[slot(table, entry)] = entry;
                    }
                }
            }
            return true;
        }

        private static int slot(String[] table, String id) {
            int mask = table.length - 1;
            int hash = id.hashCode() * 0x9E3779B9;
            int slot = (hash ^ hash >>> 16) & mask;
            while (table[slot] != null && !table[slot].equals(id)) {
                slot = slot + 1 & mask;
            }
            return slot;
        }
    }
}
