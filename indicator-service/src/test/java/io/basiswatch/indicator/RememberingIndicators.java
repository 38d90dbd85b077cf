package io.basiswatch.indicator;

import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Indicators for tests that look back on closed values: what they publish tells whether they were told what they should. */
final class RememberingIndicators {
    private static final String VOLUME = "taker_buy_volume_usd";
    private static final String MEMORY = "test_memory";
    private static final String STREAK = "test_streak";
    private static final Duration LENGTH = Duration.ofMinutes(6);

    private RememberingIndicators() {}

    /** All indicators that there are, and these. */
    static List<Indicator> withAll() {
        List<Indicator> all = new ArrayList<>(Indicators.all());
        all.add(new Memory());
        all.add(new Streak());
        return all;
    }

    private static Definition definition(String id) {
        return new Definition(id, 1, id, id, Unit.USD, id, List.of(), id, List.of(), List.of(), List.of(), "a test");
    }

    /** What was told of each series and resolution. */
    private static final class Told {
        private final Map<String, TreeMap<Long, Double>> lines = new HashMap<>();

        void put(ClosedValue value) {
            lines.computeIfAbsent(key(value.series(), value.resolution()), key -> new TreeMap<>())
                    .put(value.time(), value.value());
        }

        Map<Long, Double> between(Series series, Resolution resolution, long from, long to) {
            return lines.getOrDefault(key(series, resolution), new TreeMap<>()).subMap(from, to);
        }

        private static String key(Series series, Resolution resolution) {
            return series + "@" + resolution;
        }
    }

    /** The volume of the last minutes, each with another weight so that none can stand in for another, and of all hours. */
    private record Memory() implements Indicator {
        @Override
        public Definition definition() {
            return RememberingIndicators.definition(MEMORY);
        }

        @Override
        public MinuteRule minuteRule() {
            return MinuteRule.CLOSE;
        }

        @Override
        public List<String> builtOn() {
            return List.of(VOLUME);
        }

        @Override
        public List<LookBack> looksBackOn() {
            return List.of(
                    new LookBack(VOLUME, Resolution.MINUTE, LENGTH),
                    new LookBack(VOLUME, Resolution.HOUR, Duration.ofDays(2)),
                    new LookBack(VOLUME, Resolution.DAY, Duration.ofDays(9)));
        }

        @Override
        public OptionalDouble recompute(Receipt receipt) {
            return OptionalDouble.empty();
        }

        @Override
        public State start(String asset) {
            Told told = new Told();
            return new State() {
                @Override
                public void values(Evaluation at) {
                    at.values(VOLUME, asset).forEach(volume -> publish(volume, at, told));
                }

                @Override
                public void closed(ClosedValue value) {
                    told.put(value);
                }
            };
        }

        private static void publish(IndicatorValue volume, Evaluation at, Told told) {
            Series of = volume.series();
            long end = at.time() + Resolution.MINUTE.micros();
            Map<Long, Double> minutes = told.between(of, Resolution.MINUTE, end - EngineConfig.micros(LENGTH), end);
            double sum = 0;
            for (Map.Entry<Long, Double> minute : minutes.entrySet()) {
                sum += minute.getValue() * (1 + minute.getKey() / Resolution.MINUTE.micros() % 97);
            }
            long twoDaysAgo = end - 2 * Resolution.DAY.micros();
            Map<Long, Double> hours = told.between(of, Resolution.HOUR, twoDaysAgo, end);
            Map<Long, Double> days = told.between(of, Resolution.DAY, twoDaysAgo, end);
            at.draft(Series.of(of.asset(), MEMORY, of.dimension()), Unit.USD)
                    .attribute("minutes", minutes.size())
                    .attribute("hours", hours.toString())
                    .attribute("days", days.toString())
                    .publish(sum);
        }
    }

    /** How many minutes in a row had a memory: made of its own value of the minute before. */
    private record Streak() implements Indicator {
        @Override
        public Definition definition() {
            return RememberingIndicators.definition(STREAK);
        }

        @Override
        public MinuteRule minuteRule() {
            return MinuteRule.CLOSE;
        }

        @Override
        public List<String> builtOn() {
            return List.of(MEMORY);
        }

        @Override
        public List<LookBack> looksBackOn() {
            return List.of(new LookBack(STREAK, Resolution.MINUTE, LENGTH));
        }

        @Override
        public OptionalDouble recompute(Receipt receipt) {
            return OptionalDouble.empty();
        }

        @Override
        public State start(String asset) {
            Told told = new Told();
            return new State() {
                @Override
                public void values(Evaluation at) {
                    for (IndicatorValue memory : at.values(MEMORY, asset)) {
                        Series own = Series.of(asset, STREAK, memory.series().dimension());
                        long before = at.time() - Resolution.MINUTE.micros();
                        double last = told.between(own, Resolution.MINUTE, before, at.time())
                                .getOrDefault(before, 0.0);
                        at.draft(own, Unit.COUNT).publish(last + 1);
                    }
                }

                @Override
                public void closed(ClosedValue value) {
                    told.put(value);
                }
            };
        }
    }
}
