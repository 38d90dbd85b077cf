package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What comes seldom (funding, open interest, liquidations, depth) gives the same values with and without a restart, from the
 * last stored minute of each series and 120 s of log.
 */
class SeldomRecoveryTest {
    private static final List<Indicator> INDICATORS = RememberingIndicators.withAll();
    private static final long SECOND = Resolution.SECOND.micros();
    private static final long MINUTE = Resolution.MINUTE.micros();

    @Test
    void aRestartAnywhereGivesTheSameValues() {
        for (long seed = 21; seed <= 24; seed++) {
            // Given a log and what it gives without a restart
            List<MarketEvent> log = log(seed);
            List<IndicatorValue> whole = new ArrayList<>();
            StoreModel stores = new StoreModel();
            run(engine(whole, stores), log, 0);
            assertThat(indicators(whole)).contains("funding_rate_oi_weighted", "liquidations_long_usd", "spread_bps");

            // When another engine goes on at some minute
            long openMinute = Market.START + (4 + new Random(seed).nextInt(8)) * MINUTE;
            List<IndicatorValue> rest = new ArrayList<>();
            IndicatorEngine next = engine(rest, new StoreModel());
            stores.resume(next, openMinute, INDICATORS);
            run(next, log, openMinute - IndicatorEngine.warmUpMicros());

            // Then it gives the values that the first one gave from there on
            assertThat(present(rest, openMinute))
                    .as("seed %d, from %d", seed, openMinute)
                    .isEqualTo(present(whole, openMinute))
                    .hasSizeGreaterThan(10_000);
        }
    }

    private static List<MarketEvent> log(long seed) {
        SeldomEvents seldom = new SeldomEvents(seed);
        return RandomLog.events(seed, 900).stream()
                .flatMap(event -> event instanceof InstrumentEvent about
                        ? Stream.concat(Stream.of(event), seldom.after(about).stream())
                        : Stream.of(event))
                .toList();
    }

    private static IndicatorEngine engine(List<IndicatorValue> values, StoreModel stores) {
        return new IndicatorEngine(INDICATORS, EngineConfig.defaults(), asset -> true, (asset, instant, found) -> {
            values.addAll(found);
            stores.publish(asset, instant, found);
        });
    }

    private static void run(IndicatorEngine engine, List<MarketEvent> log, long from) {
        log.stream().filter(event -> event.receivedTime() >= from).forEach(engine::accept);
    }

    private static TreeSet<String> indicators(List<IndicatorValue> values) {
        TreeSet<String> ids = new TreeSet<>();
        values.forEach(value -> ids.add(value.series().indicator()));
        return ids;
    }

    /** What has a value, and was known after {@code openMinute}. */
    private static List<String> present(List<IndicatorValue> values, long openMinute) {
        return values.stream()
                .filter(value -> value.value().isPresent() && value.knownAt() > openMinute + SECOND / 4)
                .map(ValueJson::write)
                .toList();
    }
}
