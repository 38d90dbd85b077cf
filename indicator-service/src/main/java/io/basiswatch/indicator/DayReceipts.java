package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Computes values of days again, of the days that they tell that they were made of. */
final class DayReceipts {
    private DayReceipts() {}

    /**
     * The days are put in line again, and looked back on as they were.
     *
     * @throws NoSuchElementException where {@code value} does not tell the days
     */
    static OptionalDouble recompute(Indicator indicator, IndicatorValue value) {
        Indicator.Days days = indicator.days().orElseThrow();
        long number = Math.floorDiv(value.time(), Resolution.DAY.micros());
        Map<String, ClosedDays> companions = new HashMap<>();
        Optional<ClosedDays> own = Optional.empty();
        for (Constituents each : value.constituents()) {
            if (each.series().indicator().equals(days.of())) {
                own = Optional.of(new ClosedDays(each.series(), DayLine.of(each), number, companions));
            } else {
                companions.put(
                        each.series().indicator(), new ClosedDays(each.series(), DayLine.of(each), number, Map.of()));
            }
        }
        ClosedDays seen = own.orElseThrow(() -> new NoSuchElementException("no days of " + days.of()));
        List<IndicatorValue> published = new ArrayList<>(1);
        days.value(seen, new DayDraft(indicator, seen, days.lookBack(), published));
        return published.isEmpty()
                ? OptionalDouble.empty()
                : published.getFirst().value();
    }
}
