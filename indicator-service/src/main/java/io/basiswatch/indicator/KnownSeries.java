package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The series that have had a value within the last day: where such a one falls silent, that is published as absent.
 *
 * <p>The bound of a day keeps series of markets that are gone from being published for ever.
 */
final class KnownSeries {
    private static final long REMEMBERED = Resolution.DAY.micros();

    private final StateTable table;
    private final Map<Series, Last> lasts = new HashMap<>();

    /** The unit of a series, and the last minute in which it had a value. */
    private static final class Last {
        private final Unit unit;
        private long minute;

        Last(Unit unit, long minute) {
            this.unit = unit;
            this.minute = minute;
        }
    }

    KnownSeries(StateTable table) {
        this.table = table;
    }

    void seen(Series series, Unit unit, long minute) {
        Last last = lasts.get(series);
        if (last == null) {
            lasts.put(series, new Last(unit, minute));
        } else {
            last.minute = Math.max(last.minute, minute);
        }
    }

    void seen(IndicatorValue value) {
        if (value.value().isPresent()) {
            seen(value.series(), value.unit(), Resolution.MINUTE.floor(value.time()));
        }
    }

    /** Publishes as absent what is known, made by one of these rules, and not in {@code evaluation}. */
    void fill(Evaluation evaluation, Set<MinuteRule> rules) {
        Iterator<Map.Entry<Series, Last>> entries = lasts.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Series, Last> entry = entries.next();
            Series series = entry.getKey();
            if (evaluation.has(series)) {
                continue;
            }
            Indicator indicator = table.indicator(series.indicator());
            if (!rules.contains(indicator.minuteRule())) {
                continue;
            }
            long silent = evaluation.instant() - entry.getValue().minute;
            if (silent > REMEMBERED || indicator.isOver(series, evaluation.instant())) {
                entries.remove();
            } else {
                evaluation
                        .version(indicator.definition().version())
                        .draft(series, entry.getValue().unit)
                        .absent(indicator.silence());
            }
        }
    }
}
