package io.basiswatch.indicator.liquidation;

import io.basiswatch.indicator.Truth;
import io.basiswatch.model.Constituents;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What decides whether liquidations are a cascade.
 *
 * @param minutes what was liquidated within an hour
 * @param usual what usually is
 * @param interest the change of open interest within that hour, in percent; empty where it is not known
 */
record CascadeCheck(Minutes minutes, LiquidationQuarter.Usual usual, OptionalDouble interest) {
    /** A fall of open interest by more than this, in percent. */
    private static final double FALL = -2;

    /**
     * The minutes of an hour.
     *
     * @param n of how many of them both sides are known, at least
     * @param dollars what was liquidated in those that are known: more it may be, less it is not
     */
    record Minutes(int n, double dollars) {
        private static final int ALL = 60;

        static Minutes of(List<Constituents.Point> longs, List<Constituents.Point> shorts) {
            return new Minutes(Math.min(longs.size(), shorts.size()), sum(longs) + sum(shorts));
        }

        private static double sum(List<Constituents.Point> minutes) {
            double sum = 0;
            for (Constituents.Point minute : minutes) {
                sum += minute.value();
            }
            return sum;
        }

        /** Whether at least four fifths of the minutes are known. */
        boolean isEnough() {
            return n * 5 >= ALL * 4;
        }
    }

    /** What is missing does not matter where what is there is too much already. */
    Truth isUnusual() {
        if (!usual.isEnough()) {
            return Truth.UNKNOWN;
        }
        if (minutes.dollars > usual.threshold()) {
            return Truth.MET;
        }
        return minutes.isEnough() ? Truth.NOT_MET : Truth.UNKNOWN;
    }

    Truth falls() {
        return interest.isEmpty() ? Truth.UNKNOWN : Truth.of(interest.getAsDouble() < FALL);
    }

    /** 1 for a cascade, 0 for none; empty where that is not known. */
    OptionalDouble number() {
        return switch (isUnusual().and(falls())) {
            case MET -> OptionalDouble.of(1);
            case NOT_MET -> OptionalDouble.of(0);
            case UNKNOWN -> OptionalDouble.empty();
        };
    }
}
