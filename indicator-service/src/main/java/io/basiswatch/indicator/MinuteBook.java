package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
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
    private static final long SECOND = Resolution.SECOND.micros();
    /** What a median looks at: every tenth second. */
    private static final long SNAPSHOT = 10 * SECOND;

    private final Map<Series, Line> lines = new HashMap<>();

    /** What is known of the open minute of one series. */
    private static final class Line {
        private final MinuteRule rule;
        private final TreeSet<String> reasons = new TreeSet<>();
        private Quality worst = Quality.OK;
        private final List<Constituents.Point> points = new ArrayList<>(0);
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
                note(value.time(), value.value().getAsDouble());
                present++;
                worst = worst.worse(value.quality());
                if (!value.reasons().isEmpty()) {
                    reasons.addAll(value.reasons());
                }
            }
        }

        private void note(long time, double number) {
            if (rule == MinuteRule.MEAN || rule == MinuteRule.MEDIAN && time % SNAPSHOT == 0) {
                points.add(new Constituents.Point(time, number, 1));
            }
        }

        IndicatorValue close(long minute, long knownAt) {
            boolean ofSeconds = !points.isEmpty();
            IndicatorValue shown = ofSeconds ? lastPresent : last;
            TreeSet<String> why = ofSeconds ? reasons : new TreeSet<>(last.reasons());
            Quality quality = ofSeconds ? worst : last.quality();
            OptionalDouble value = ofSeconds ? OptionalDouble.of(Points.of(rule, points)) : last.value();
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
                    attributes,
                    ofSeconds
                            ? List.of(Constituents.of(
                                    shown.series(), Resolution.SECOND, minute, minute + SECONDS * SECOND, points))
                            : List.of());
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
