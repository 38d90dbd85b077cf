package io.basiswatch.indicator.basis;

import java.util.Locale;

/** How an annualised basis between two expiries is read off; each way is a named series of its own. */
enum Interpolation {
    /**
     * Linear in what is earned until expiry: between the two contracts one forward yield holds. Coin Metrics does it so.
     */
    FORWARD_YIELD {
        @Override
        double between(double b1, double t1, double b2, double t2, double days) {
            return (b1 * t1 + forward(b1, t1, b2, t2) * (days - t1)) / days;
        }

        @Override
        double nearWeight(double t1, double t2, double days) {
            return t1 / days * (t2 - days) / (t2 - t1);
        }
    },
    /** Linear in the annualised numbers themselves. Amberdata does it so. */
    LINEAR_APR {
        @Override
        double between(double b1, double t1, double b2, double t2, double days) {
            return b1 + (b2 - b1) * (days - t1) / (t2 - t1);
        }

        @Override
        double nearWeight(double t1, double t2, double days) {
            return (t2 - days) / (t2 - t1);
        }
    };

    /** How it is written in payloads and dimensions. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one that is written so.
     *
     * @throws IllegalArgumentException where there is none
     */
    static Interpolation parse(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The basis at {@code days}, of {@code b1} at {@code t1} and {@code b2} at {@code t2} days; t1 < t2. */
    abstract double between(double b1, double t1, double b2, double t2, double days);

    /** The share that the nearer contract has in it; the farther one has the rest. */
    abstract double nearWeight(double t1, double t2, double days);

    /** What is earned per year from the first expiry to the second. */
    static double forward(double b1, double t1, double b2, double t2) {
        return (b2 * t2 - b1 * t1) / (t2 - t1);
    }
}
