package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A restart at any place gives the same stored series as no restart: the log is cut at random, seeded places. */
class RecoveryTest {

    /** What outlives a process: the values by series, time and revision, and the progress of the live updates. */
    private static final class Stores {
        private final Map<String, String> minutes = new TreeMap<>();
        private final List<IndicatorValue> stored = new ArrayList<>();
        private final List<String> updates = new ArrayList<>();
        private final Map<String, Long> progress = new TreeMap<>();

        void write(String asset, long instant, List<IndicatorValue> values) {
            if (instant <= progress.getOrDefault(asset, Long.MIN_VALUE)) {
                return;
            }
            for (IndicatorValue value : values) {
                String json = ValueJson.write(value);
                updates.add(json);
                if (value.resolution() != Resolution.SECOND) {
                    String key =
                            value.series() + " " + value.resolution() + " " + value.time() + " " + value.revision();
                    if (minutes.putIfAbsent(key, json) == null) {
                        stored.add(value);
                    }
                }
            }
            progress.put(asset, instant);
        }

        /** The newest revisions as they were known at {@code openMinute}. */
        Collection<IndicatorValue> recalled(long openMinute) {
            Map<String, IndicatorValue> newest = new LinkedHashMap<>();
            stored.stream()
                    .filter(value -> value.time() >= IndicatorEngine.recalledFrom(value.resolution(), openMinute))
                    .filter(value -> value.time() < openMinute && value.knownAt() <= openMinute + 250_000)
                    .forEach(value -> newest.put(value.series() + " " + value.resolution() + value.time(), value));
            return newest.values();
        }

        /** What some look back on, by {@link LookBack}; more of it does no harm. */
        List<ClosedValue> lookedBackOn(long openMinute) {
            List<LookBack> lookBacks = Indicators.lookBacks(Indicators.all());
            return stored.stream()
                    .filter(value -> value.value().isPresent())
                    .filter(value -> value.time() < openMinute && value.knownAt() <= openMinute + 250_000)
                    .filter(value -> lookBacks.stream()
                            .anyMatch(each ->
                                    each.indicator().equals(value.series().indicator())
                                            && each.resolution() == value.resolution()))
                    .map(ClosedValue::of)
                    .toList();
        }

        List<StoredMinute> before(long openMinute) {
            return stored.stream()
                    .filter(value -> value.resolution() == Resolution.MINUTE)
                    .filter(value -> value.value().isPresent() && value.time() < openMinute)
                    .map(value -> new StoredMinute(
                            value.series(), value.time(), value.value().getAsDouble(), value.unit()))
                    .toList();
        }
    }

    private static final long BEFORE_MIDNIGHT = Market.START + Resolution.DAY.micros() - 450_000_000;

    @Test
    void leavesTheSameMinutesAndTheSameUpdatesAsARunWithoutAKill() {
        for (long seed = 1; seed <= 6; seed++) {
            // Given a log and what it gives without a kill
            List<MarketEvent> log = RandomLog.events(seed, seed % 2 == 0 ? Market.START : BEFORE_MIDNIGHT, 900);
            Stores whole = new Stores();
            run(log, 0, log.size(), whole, -1);

            // When the process is killed ten times on the way, each time between two records
            Stores cut = new Stores();
            Random random = new Random(seed);
            int from = 0;
            long openMinute = -1;
            for (int kill = 1; kill <= 10; kill++) {
                int to = Math.max(from, log.size() * kill / 11 - random.nextInt(log.size() / 20));
                long committed = run(log, from, to, cut, openMinute);
                if (committed > openMinute) {
                    openMinute = committed;
                    from = first(log, openMinute - IndicatorEngine.warmUpMicros());
                }
            }
            run(log, from, log.size(), cut, openMinute);

            // Then nothing differs: not a minute, not a revision, not an update
            assertThat(difference(List.copyOf(whole.minutes.values()), List.copyOf(cut.minutes.values())))
                    .as("minutes of seed %d", seed)
                    .isEmpty();
            assertThat(difference(whole.updates, cut.updates))
                    .as("updates of seed %d", seed)
                    .isEmpty();
            assertThat(whole.minutes).hasSizeGreaterThan(300);
        }
    }

    /** The first place where two lists differ, short enough to be read; empty where they do not. */
    private static List<String> difference(List<String> expected, List<String> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "the end";
            String seen = i < found.size() ? found.get(i) : "the end";
            if (!wanted.equals(seen)) {
                return List.of(wanted, seen);
            }
        }
        return List.of();
    }

    /** Reads on from a commit; returns the open minute that would be committed at the end. */
    private static long run(List<MarketEvent> log, int from, int to, Stores stores, long openMinute) {
        IndicatorEngine engine =
                new IndicatorEngine(Indicators.all(), EngineConfig.defaults(), asset -> true, stores::write);
        if (openMinute >= 0) {
            engine.resume(openMinute, stores.before(openMinute));
            stores.recalled(openMinute).forEach(engine::recall);
            stores.lookedBackOn(openMinute).forEach(engine::recall);
        }
        for (MarketEvent event : log.subList(from, to)) {
            engine.accept(event);
        }
        return engine.openMinute().orElse(-1);
    }

    private static int first(List<MarketEvent> log, long time) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).receivedTime() >= time) {
                return i;
            }
        }
        return log.size();
    }
}
