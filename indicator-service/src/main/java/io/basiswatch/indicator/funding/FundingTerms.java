package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.CandleRound;
import io.basiswatch.model.Definition;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;

/** What a funding rate says beside its number. */
final class FundingTerms {
    static final String INTERVAL = "interval_hours";
    static final Definition.Attribute INTERVAL_TEXT = new Definition.Attribute(
            INTERVAL, "hours that the rate runs, measured between two payments; missing while unknown");

    private static final String TIME = "funding_time";
    private static final double MICROS_PER_HOUR = 3_600_000_000.0;

    static final Definition.Attribute TIME_TEXT = new Definition.Attribute(TIME, "when it is, or was, paid");

    static final Definition.Attribute TIME_OF_PAST =
            new Definition.Attribute(TIME, "when it was paid, of a day that was asked for afterwards");

    private FundingTerms() {}

    static final Definition.Attribute DERIVED_TEXT =
            new Definition.Attribute(IndicatorValue.DERIVED_FROM, "history where it was asked for afterwards");

    /** Takes a number that is to be said. */
    @FunctionalInterface
    interface Number {
        void take(String name, double number);
    }

    static void enter(FundingRate rate, Number numbers, BiConsumer<String, String> texts) {
        rate.interval().ifPresent(interval -> numbers.take(INTERVAL, hours(interval)));
        texts.accept(
                TIME, Instant.EPOCH.plus(rate.fundingTime(), ChronoUnit.MICROS).toString());
    }

    /** Whether it is asked what a payment says of the minute in which it was due. */
    static boolean isOfMinute(CandleRound round) {
        return round.resolution() == Resolution.MINUTE;
    }

    static double hours(Duration interval) {
        return (interval.getSeconds() * 1e6 + interval.getNano() / 1e3) / MICROS_PER_HOUR;
    }

    /** A rate in percent, from a fraction. */
    static double percent(double rate) {
        return rate * 100;
    }

    /** A rate in percent for eight hours, from one for {@code hours}. */
    static double eightHours(double percent, double hours) {
        return percent * 8 / hours;
    }
}
