package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What looks back on funding, open interest, liquidations and depth gives the same values with and without a restart, before,
 * at and after the end of an hour and of a day.
 */
class SeldomLookBackTest {
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long GRACE = 250_000;
    private static final long BEGIN = SeldomHistory.BEGIN;

    private static final Set<String> LOOKING_BACK = Set.of(
            "funding_avg_48h_pct",
            "funding_extreme",
            "short_squeeze_setup",
            "liquidation_cascade",
            "liquidation_long_share",
            "liquidations_largest_usd",
            "liquidity_state");

    private static IndicatorEngine engine(List<IndicatorValue> values) {
        return new IndicatorEngine(
                Indicators.all(),
                EngineConfig.defaults(),
                asset -> true,
                (asset, instant, found) -> values.addAll(found));
    }

    /** Tells {@code engine} what a store would that has {@code history} and {@code values}, as known at {@code openMinute}. */
    private static void resume(
            IndicatorEngine engine, List<ClosedValue> history, List<IndicatorValue> values, long openMinute) {
        Map<Series, StoredMinute> last = new LinkedHashMap<>();
        Map<String, IndicatorValue> recalled = new LinkedHashMap<>();
        Map<String, ClosedValue> closed = new LinkedHashMap<>();
        history.forEach(value -> closed.put(name(value.series(), value.resolution(), value.time()), value));
        for (IndicatorValue value : values) {
            if (value.resolution() == Resolution.SECOND
                    || value.time() >= openMinute
                    || value.knownAt() > openMinute + GRACE) {
                continue;
            }
            recalled.put(name(value.series(), value.resolution(), value.time()), value);
            if (value.value().isPresent()) {
                closed.put(name(value.series(), value.resolution(), value.time()), ClosedValue.of(value));
                if (value.resolution() == Resolution.MINUTE) {
                    double number = value.value().getAsDouble();
                    last.put(value.series(), new StoredMinute(value.series(), value.time(), number, value.unit()));
                }
            }
        }
        engine.resume(openMinute, List.copyOf(last.values()));
        recalled.values().forEach(engine::recall);
        for (LookBack lookBack : Indicators.lookBacks(Indicators.all())) {
            closed.values().stream()
                    .filter(value -> value.series().indicator().equals(lookBack.indicator()))
                    .filter(value -> value.resolution() == lookBack.resolution())
                    .filter(value -> value.time() >= openMinute - EngineConfig.micros(lookBack.length()))
                    .forEach(engine::recall);
        }
    }

    private static String name(Series series, Resolution resolution, long time) {
        return series + "@" + resolution.code() + ' ' + time;
    }

    private static void run(IndicatorEngine engine, List<MarketEvent> log, long from) {
        log.stream().filter(event -> event.receivedTime() >= from).forEach(engine::accept);
    }

    /** What those that look back said after {@code openMinute}, absent or not. */
    private static List<String> said(List<IndicatorValue> values, long openMinute) {
        return values.stream()
                .filter(value -> LOOKING_BACK.contains(value.series().indicator()))
                .filter(value -> value.knownAt() > openMinute + GRACE)
                .map(ValueJson::write)
                .toList();
    }

    @Test
    void aRestartAnywhereGivesTheSameValues() {
        for (long seed = 31; seed <= 32; seed++) {
            // Given a log over midnight, with a history, and what it gives without a restart
            List<MarketEvent> log = SeldomHistory.log(seed);
            List<ClosedValue> history = SeldomHistory.of(seed);
            List<IndicatorValue> whole = new ArrayList<>();
            IndicatorEngine first = engine(whole);
            history.forEach(first::recall);
            run(first, log, 0);
            assertThat(whole.stream()
                            .filter(value -> value.value().isPresent())
                            .map(value -> value.series().indicator()))
                    .containsAll(LOOKING_BACK);

            // When another engine goes on: four minutes before midnight, at midnight, and after it
            for (int minute : List.of(3, 6, 7, 8, 11)) {
                long openMinute = BEGIN + minute * MINUTE;
                List<IndicatorValue> rest = new ArrayList<>();
                IndicatorEngine next = engine(rest);
                resume(next, history, whole, openMinute);
                run(next, log, openMinute - IndicatorEngine.warmUpMicros());

                // Then it says what the first one said from there on
                assertThat(said(rest, openMinute))
                        .as("seed %d, from minute %d", seed, minute)
                        .isEqualTo(said(whole, openMinute))
                        .hasSizeGreaterThan(50);
            }
        }
    }
}
