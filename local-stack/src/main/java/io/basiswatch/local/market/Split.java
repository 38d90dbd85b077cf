package io.basiswatch.local.market;

/** Shares of a whole number that add up to it. */
final class Split {
    private Split() {}

    /**
     * Shares {@code whole} out by chance, none of them negative.
     *
     * @param uneven how much the shares differ: 0 not at all
     */
    static long[] of(long whole, int parts, long seed, double uneven) {
        double[] weights = new double[parts];
        double sum = 0;
        for (int i = 0; i < parts; i++) {
            weights[i] = 1 + uneven * Hash.even(Hash.of(seed, i)) / Hash.REACH;
            sum += weights[i];
        }
        long[] shares = new long[parts];
        double until = 0;
        long given = 0;
        for (int i = 0; i < parts; i++) {
            until += weights[i];
            long next = i == parts - 1 ? whole : Math.min(whole, Math.round(whole * (until / sum)));
            shares[i] = next - given;
            given = next;
        }
        return shares;
    }
}
