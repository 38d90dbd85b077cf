package io.basiswatch.indicator;

import java.util.Optional;

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

    /** It says nothing of seconds. */
    @Override
    default State start(String asset) {
        return at -> {};
    }
}
