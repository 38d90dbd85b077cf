package io.basiswatch.indicator.basis;

import io.basiswatch.model.Resolution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * What is said about an annualised basis in words: trend, momentum, regime and market structure.
 *
 * <p>Changes are over 24 hours and are measured against σ, the deviation of the daily changes of 30 days; with fewer than
 * ten of these nothing is claimed.
 *
 * @param trend {@code rising}, {@code falling} or {@code neutral}
 * @param momentum {@code accelerating}, {@code weakening} or {@code stable}
 * @param regime {@code risk-on} from 0.5 % on, {@code risk-off} below 0, between them what it was; {@code neutral} if it
 *     has been neither within two days
 * @param structure {@code contango}, {@code backwardation} or {@code flat}
 */
record BasisNarrative(String trend, String momentum, String regime, String structure) {
    private static final int SAMPLES = 10;
    private static final double RISK_ON = 0.5;
    private static final String NEUTRAL = "neutral";
    private static final String STABLE = "stable";
    private static final long DAY = Resolution.DAY.micros();

    /** Of {@code basis} in percent per year, seen within {@code minute}. */
    static BasisNarrative of(double basis, long minute, BasisHistory history) {
        OptionalDouble yesterday = history.around(minute - DAY);
        OptionalDouble dayBefore = history.around(minute - 2 * DAY);
        OptionalDouble sigma = deviation(history.dailyChanges(minute));
        String trend = NEUTRAL;
        String momentum = STABLE;
        if (yesterday.isPresent() && sigma.isPresent()) {
            double change = basis - yesterday.getAsDouble();
            trend = trend(change, sigma.getAsDouble());
            if (dayBefore.isPresent() && !trend.equals(NEUTRAL)) {
                momentum = momentum(change, yesterday.getAsDouble() - dayBefore.getAsDouble());
            }
        }
        return new BasisNarrative(trend, momentum, regime(basis, minute, history), structure(basis));
    }

    static String trend(double change, double sigma) {
        if (Math.abs(change) <= 0.5 * sigma) {
            return NEUTRAL;
        }
        return change > 0 ? "rising" : "falling";
    }

    static String momentum(double change, double before) {
        boolean same = change * before > 0;
        boolean opposite = change * before < 0;
        if (same && Math.abs(change) >= 1.25 * Math.abs(before)) {
            return "accelerating";
        }
        return opposite || same && Math.abs(change) <= 0.75 * Math.abs(before) ? "weakening" : STABLE;
    }

    private static String regime(double basis, long minute, BasisHistory history) {
        OptionalDouble telling =
                basis < 0 || basis >= RISK_ON ? OptionalDouble.of(basis) : history.lastOutside(minute, 0, RISK_ON);
        if (telling.isEmpty()) {
            return NEUTRAL;
        }
        return telling.getAsDouble() < 0 ? "risk-off" : "risk-on";
    }

    private static String structure(double basis) {
        return switch (MarketStructure.side(basis)) {
            case 1 -> "contango";
            case -1 -> "backwardation";
            default -> "flat";
        };
    }

    /** The sample standard deviation (n − 1), where there is enough to tell. */
    private static OptionalDouble deviation(double[] changes) {
        if (changes.length < SAMPLES) {
            return OptionalDouble.empty();
        }
        double mean = 0;
        for (double change : changes) {
            mean += change / changes.length;
        }
        double squares = 0;
        for (double change : changes) {
            squares += (change - mean) * (change - mean);
        }
        return OptionalDouble.of(Math.sqrt(squares / (changes.length - 1)));
    }

    /** The sentence of the payload; numbers rounded half-even to two places. */
    static String summary(String asset, double basis, double days, String interpretation) {
        return asset + " Futures Basis: " + twoPlaces(basis) + "% annualized (" + twoPlaces(days) + "d to expiry) — "
                + interpretation;
    }

    private static String twoPlaces(double number) {
        return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
