package io.basiswatch.indicator;

import java.util.Optional;
import java.util.OptionalDouble;

/** An indicator of which there is one value per closed UTC day, made of closed days of another one. */
public interface DailyIndicator extends Indicator, Indicator.Days {
    @Override
    default Optional<Days> days() {
        return Optional.of(this);
    }

    @Override
    default MinuteRule minuteRule() {
        return MinuteRule.LAST;
    }

    @Override
    default RollUp rollUp() {
        return RollUp.NONE;
    }

    /** The days that it was made of are looked back on again. */
    @Override
    default OptionalDouble recompute(Receipt receipt) {
        return DayReceipts.recompute(this, receipt.value());
    }

    /** It says nothing of seconds. */
    @Override
    default State start(String asset) {
        return at -> {};
    }
}
