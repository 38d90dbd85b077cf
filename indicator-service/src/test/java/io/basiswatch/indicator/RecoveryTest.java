package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With indicators that look back on closed values, too: a restart at any place gives the same stored series as no restart: the log is cut at random, seeded places. */
class RecoveryTest {

    private static final List<Indicator> INDICATORS = RememberingIndicators.withAll();
    private static final long BEFORE_MIDNIGHT = Market.START + Resolution.DAY.micros() - 450_000_000;

    @Test
    void leavesTheSameMinutesAndTheSameUpdatesAsARunWithoutAKill() {
        for (long seed = 1; seed <= 6; seed++) {
            // Given a log and what it gives without a kill
            List<MarketEvent> log = RandomLog.events(seed, seed % 2 == 0 ? Market.START : BEFORE_MIDNIGHT, 900);
            StoreModel whole = new StoreModel();
            run(log, 0, log.size(), whole, -1);

            // When the process is killed ten times on the way, each time between two records
            StoreModel cut = new StoreModel();
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
            assertThat(difference(whole.rows(), cut.rows()))
                    .as("minutes of seed %d", seed)
                    .isEmpty();
            assertThat(difference(whole.updates(), cut.updates()))
                    .as("updates of seed %d", seed)
                    .isEmpty();
            assertThat(whole.rows())
                    .hasSizeGreaterThan(300)
                    .anyMatch(row -> row.contains("test_memory") && !row.contains("\"revision\":0"));
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
    private static long run(List<MarketEvent> log, int from, int to, StoreModel stores, long openMinute) {
        IndicatorEngine engine = new IndicatorEngine(INDICATORS, EngineConfig.defaults(), asset -> true, stores);
        if (openMinute >= 0) {
            stores.resume(engine, openMinute, INDICATORS);
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
