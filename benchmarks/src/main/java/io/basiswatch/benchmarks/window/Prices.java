package io.basiswatch.benchmarks.window;

import java.util.Random;

/** Prices of one minute after another that never end: a seeded random walk, repeated. */
final class Prices {
    private static final int COUNT = 1 << 20;
    private static final long SEED = 20_251_117;

    private final double[] prices = new double[COUNT];
    private int next;

    Prices() {
        Random random = new Random(SEED);
        double price = 92_000;
        for (int i = 0; i < COUNT; i++) {
            price *= 1 + random.nextGaussian() * 5e-4;
            // Drawn back, so that the walk's end and its beginning are alike.
            price += (92_000 - price) * 1e-4;
            prices[i] = Math.round(price * 100) / 100.0;
        }
    }

    double next() {
        return prices[next++ & COUNT - 1];
    }
}
