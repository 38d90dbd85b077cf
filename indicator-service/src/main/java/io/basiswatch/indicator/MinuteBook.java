package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the seconds of the open minute of every series and makes the minute's value of them. */
final class MinuteBook {
    /** How many seconds of the minute had a value; of a window, how many trades it holds. */
    static final String OBSERVATIONS = "n_obs";

    private static final int SECONDS = 60;

    private final Map<Series, Line> lines = new HashMap<>();

    /** What is known of the open minute of one series. */
    private static final class Line {
        private final MinuteRule rule;
        private final TreeSet<String> reasons = new TreeSet<>();
        private Quality worst = Quality.OK;
        private double sum;
        private int present;
        private IndicatorValue last;
        private IndicatorValue lastPresent;

        Line(MinuteRule rule) {
            this.rule = rule;
        }

        void add(IndicatorValue value) {
            last = value;
            if (value.value().isPresent()) {
                lastPresent = value;
                sum += value.value().getAsDouble();
                present++;
                worst = worst.worse(value.quality());
                if (!value.reasons().isEmpty()) {
                    reasons.addAll(value.reasons());
                }
            }
        }

        IndicatorValue close(long minute, long knownAt) {
            boolean mean = rule == MinuteRule.MEAN && present > 0;
            IndicatorValue shown = mean ? lastPresent : last;
            TreeSet<String> why = mean ? reasons : new TreeSet<>(last.reasons());
            Quality quality = mean ? worst : last.quality();
            OptionalDouble value = mean ? OptionalDouble.of(sum / present) : last.value();
            if (present < SECONDS && value.isPresent()) {
                quality = quality.worse(Quality.PARTIAL);
                why.add(present + " of " + SECONDS + " seconds");
            }
            Map<String, Object> attributes = new TreeMap<>(shown.attributes());
            attributes.put(OBSERVATIONS, (long) present);
            return new IndicatorValue(
                    shown.series(),
                    shown.version(),
                    Resolution.MINUTE,
                    minute,
                    value,
                    shown.unit(),
                    quality,
                    List.copyOf(why),
                    knownAt,
                    0,
                    shown.inputs(),
                    attributes);
        }
    }

    void add(IndicatorValue value, MinuteRule rule) {
        Line line = lines.get(value.series());
        if (line == null) {
            line = new Line(rule);
            lines.put(value.series(), line);
        }
        line.add(value);
    }

    /** The values of the minute that has ended; the next one begins. */
    List<IndicatorValue> close(long minute, long knownAt) {
        List<IndicatorValue> values = new ArrayList<>(lines.size());
        lines.values().forEach(line -> values.add(line.close(minute, knownAt)));
        lines.clear();
        return values;
    }

    /** Forgets the open minute, of which nothing was seen. */
    void drop() {
        lines.clear();
    }
}
