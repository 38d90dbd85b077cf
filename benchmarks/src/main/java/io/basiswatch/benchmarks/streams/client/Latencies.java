package io.basiswatch.benchmarks.streams.client;

/**
 * Times in microseconds, counted in buckets that are at most 1.6 % wide. Not thread-safe.
 *
 * <p>Up to 128 µs each has a bucket of its own; every doubling above has 64.
 */
public final class Latencies {
    private static final int EXACT = 128;
    private static final int PER_DOUBLING = 64;
    private static final int DOUBLINGS = 32;

    private final long[] counts = new long[EXACT + DOUBLINGS * PER_DOUBLING];
    private long count;
    private long greatest;

    /** Counts one time; what is negative, by the grain of the clock, counts as 0. */
    public void add(long micros) {
        long time = Math.max(0, micros);
        counts[Math.min(bucket(time), counts.length - 1)]++;
        count++;
        greatest = Math.max(greatest, time);
    }

    private static int bucket(long micros) {
        if (micros < EXACT) {
            return (int) micros;
        }
        int doubling = 63 - Long.numberOfLeadingZeros(micros) - 7;
        int within = (int) (micros >>> (doubling + 1)) - PER_DOUBLING;
        return EXACT + doubling * PER_DOUBLING + within;
    }

    private static long upperEnd(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int doubling = (bucket - EXACT) / PER_DOUBLING;
        int within = (bucket - EXACT) % PER_DOUBLING;
        return ((long) (PER_DOUBLING + within + 1) << (doubling + 1)) - 1;
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** The greatest in milliseconds. */
    public double greatestMillis() {
        return greatest / 1_000.0;
    }

    /** What {@code percent} of all do not exceed, in milliseconds; 0 where there is none. */
    public double millisAt(double percent) {
        long rank = (long) Math.ceil(percent / 100 * count);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank && seen > 0) {
                return Math.min(upperEnd(bucket), greatest) / 1_000.0;
            }
        }
        return 0;
    }
}
