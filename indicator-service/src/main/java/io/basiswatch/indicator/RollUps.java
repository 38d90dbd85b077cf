package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.List;

/**
 * Hours made of minutes, and days made of hours, as each indicator's {@link RollUp} says.
 *
 * <p>Days end at 00:00 UTC. An interval is published when it is over and never before; a minute that is revised later
 * revises its hour and its day.
 */
final class RollUps {
    /** A minute can be revised for this long after its end. */
    private static final long REVISABLE = 2 * Resolution.MINUTE.micros();

    private final StateTable table;
    private final IntervalBook hours;
    private final IntervalBook days;

    RollUps(StateTable table, EngineConfig config, Simulations simulations) {
        this.table = table;
        this.hours = new IntervalBook(table, config, simulations, Resolution.HOUR, Resolution.MINUTE);
        this.days = new IntervalBook(table, config, simulations, Resolution.DAY, Resolution.HOUR);
    }

    /** The earliest time of stored values of {@code resolution} that an engine must know to go on at {@code openMinute}. */
    static long neededFrom(Resolution resolution, long openMinute) {
        Resolution whole = resolution == Resolution.MINUTE ? Resolution.HOUR : Resolution.DAY;
        return whole.floor(openMinute - REVISABLE);
    }

    /** Nothing that ended by {@code openMinute} is published again. */
    void resume(long openMinute) {
        hours.resume(openMinute);
        days.resume(openMinute);
    }

    /** A minute that was closed or revised. */
    void take(IndicatorValue minute) {
        if (isRolledUp(minute)) {
            hours.take(minute);
        }
    }

    /** A value that was published before a restart. */
    void recall(IndicatorValue value) {
        if (isRolledUp(value)) {
            table.state(value.series().indicator(), value.asset());
            hours.recall(value);
            days.recall(value);
        }
    }

    private boolean isRolledUp(IndicatorValue value) {
        String indicator = value.series().indicator();
        return value.derivedFrom().isEmpty()
                && table.knows(indicator)
                && table.indicator(indicator).rollUp() != RollUp.NONE;
    }

    /** Hours and days that have ended by {@code instant}, and what is revised of earlier ones. */
    List<IndicatorValue> roll(long instant) {
        List<IndicatorValue> rolled = new ArrayList<>(hours.roll(instant));
        rolled.forEach(days::take);
        rolled.addAll(days.roll(instant));
        return rolled;
    }
}
