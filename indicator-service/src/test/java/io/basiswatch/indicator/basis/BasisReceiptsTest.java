package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.RandomLog;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.indicator.Verification;
import io.basiswatch.indicator.Verifier;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Contract;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every value of this family can be computed again from its JSON, to the last bit. */
class BasisReceiptsTest {
    private static final Verifier VERIFIER = new Verifier(Indicators.all());

    private static boolean isOfFamily(IndicatorValue value) {
        String id = value.series().indicator();
        return id.startsWith("basis_") || id.startsWith("futures_") || id.equals("market_structure");
    }

    /** Fails on the first value that does not hold; the names of those that do, each with its resolution. */
    private static Set<String> verify(List<IndicatorValue> values) {
        TreeMap<String, IndicatorValue> newest = new TreeMap<>();
        values.forEach(value -> newest.put(
                value.series() + "@" + value.resolution().code() + value.time() + value.derivedFrom(), value));
        Set<String> held = new TreeSet<>();
        for (IndicatorValue value : newest.values()) {
            if (isOfFamily(value)) {
                IndicatorValue read = ValueJson.read(ValueJson.write(value));
                Verification found = VERIFIER.verify(whole(read, newest));
                assertThat(found.outcome())
                        .as("%s: %s", ValueJson.write(value), found.text())
                        .isEqualTo(Verification.Outcome.HOLDS);
                if (value.value().isPresent()) {
                    held.add(value.series().indicator() + "@"
                            + value.resolution().code() + value.derivedFrom());
                }
            }
        }
        return held;
    }

    /** With the points that it only refers to, from what else was published. */
    private static IndicatorValue whole(IndicatorValue value, TreeMap<String, IndicatorValue> all) {
        List<Constituents> filled = value.constituents().stream()
                .map(each -> each.isWhole() ? each : each.with(points(each, value.resolution(), all)))
                .toList();
        return value.madeOf(filled);
    }

    private static List<Constituents.Point> points(
            Constituents of, Resolution resolution, TreeMap<String, IndicatorValue> all) {
        String name = of.series() + "@" + of.resolution().code();
        List<Constituents.Point> points = new ArrayList<>();
        for (long time = of.from(); time < of.to(); time += of.resolution().micros()) {
            IndicatorValue point = all.getOrDefault(name + time, all.get(name + time + "candle"));
            if (point != null && point.value().isPresent()) {
                boolean isHourOfDay = resolution == Resolution.DAY && of.resolution() == Resolution.HOUR;
                long weight = isHourOfDay ? (long) point.attributes().get("n_obs") : 1;
                points.add(new Constituents.Point(time, point.value().getAsDouble(), weight));
            }
        }
        return points;
    }

    @Test
    void everyValueOfARandomMarketHoldsThroughMinuteHourAndDay() {
        // Given a random log over midnight, with open interest of some contracts at some times
        Market market = new Market();
        Random random = new Random(8);
        long start = Market.START + Resolution.DAY.micros() - 450_000_000;
        for (MarketEvent event : RandomLog.events(4, start, 600)) {
            market.take(event);
            if (event instanceof InstrumentEvent about
                    && (about.instrument().isPerpetual() || about.instrument().contract() instanceof Contract.Future)
                    && random.nextInt(60) == 0) {
                market.take(new OpenInterest(
                        about.instrument(), about.stamp(), random.nextInt(100), random.nextInt(9_000_000)));
            }
        }

        // When all values are computed again from their JSON
        Set<String> held = verify(market.values());

        // Then all hold, of each resolution
        assertThat(held)
                .contains(
                        "futures_basis@1s",
                        "futures_basis@1m",
                        "futures_basis@1h",
                        "futures_basis@1d",
                        "futures_spot_basis_pct@1s",
                        "futures_spot_basis_pct@1m",
                        "futures_spot_basis_pct@1h",
                        "futures_spot_basis_pct@1d",
                        "market_structure@1m",
                        "market_structure@1d");
    }

    @Test
    void everyValueOfACurveAroundADeliveryHolds() {
        // Given four contracts, two minutes before the first is delivered
        long open = Market.micros("2026-03-27T07:58:00Z");
        List<StoredMinute> stored = List.of(new StoredMinute(
                Series.parse("BTC:futures_basis:binance-coinm.BTC-USD-20260327T0800Z"),
                open - 29 * Resolution.MINUTE.micros(),
                4,
                Unit.PERCENT_PER_YEAR));
        Market market = new Market(open).resume(open, stored);
        List<String> expiries = List.of("20260327T0800Z", "20260410T0800Z", "20260626T0800Z", "20261225T0800Z");
        for (int second = 0; second < 240; second += 5) {
            market.index(second + 0.5, "binance-coinm:BTC-USD-INDEX", 100 + second / 1e3);
            for (int i = 0; i < expiries.size(); i++) {
                market.quote(second + 0.5, "binance-coinm:BTC-USD-" + expiries.get(i), 101 + i * i);
            }
        }

        // When all values are computed again from their JSON
        Set<String> held = verify(market.until(240).values());

        // Then those of the curve hold, those that are frozen, and the rolls
        assertThat(held)
                .contains(
                        "basis_cm_30d@1m",
                        "basis_cm_60d@1m",
                        "basis_cm_90d@1m",
                        "basis_cm_180d@1m",
                        "basis_forward_yield@1m",
                        "basis_roll@1m",
                        "basis_term_structure@1m",
                        "futures_basis@1s");
        assertThat(market.values())
                .anyMatch(value -> value.reasons().contains("frozen while settlement is averaged")
                        && value.value().isPresent());
    }

    @Test
    void everyValueOfImportedDaysHolds() {
        // Given sixty days of two pairs
        Market market = new Market();
        Random random = new Random(9);
        for (int day = 0; day < 60; day++) {
            for (String name : List.of(
                    "binance-spot:BTC-USDT", "binance-usdm:BTC-USDT-PERP", "okx:BTC-USDT", "okx:BTC-USDT-PERP")) {
                market.take(CandleBuilder.of(name)
                        .open(Market.START + day * Resolution.DAY.micros())
                        .close(100 + random.nextGaussian() / 100)
                        .build());
            }
        }

        // When all values are computed again from their JSON
        Set<String> held = verify(market.values());

        // Then those of candles hold, and those of the days
        assertThat(held)
                .contains(
                        "futures_spot_basis_pct@1dcandle",
                        "futures_spot_basis_sma_7d@1dcandle",
                        "futures_spot_basis_sma_30d@1dcandle",
                        "basis_sign@1dcandle",
                        "basis_sign_sma_7d@1dcandle",
                        "basis_sign_sma_7d_wide@1dcandle",
                        "basis_zone@1dcandle",
                        "basis_zone_narrow@1dcandle");
    }

    @Test
    void aReceiptThatWasChangedDoesNotHold() {
        // Given a basis of a contract
        Market market = new Market(Market.micros("2026-03-01T08:00:00Z"))
                .index(0.5, "binance-coinm:BTC-USD-INDEX", 100)
                .quote(0.5, "binance-coinm:BTC-USD-20260327T0800Z", 102)
                .until(1);
        String json = ValueJson.write(market.second("BTC:futures_basis:binance-coinm.BTC-USD-20260327T0800Z", 1)
                .orElseThrow());

        // When the price of its receipt is another one
        String changed = json.replace("\"kind\":\"mid\",\"value\":102.0", "\"kind\":\"mid\",\"value\":102.1");

        // Then that is found
        assertThat(changed).isNotEqualTo(json);
        assertThat(VERIFIER.verify(ValueJson.read(json)).outcome()).isEqualTo(Verification.Outcome.HOLDS);
        assertThat(VERIFIER.verify(ValueJson.read(changed)).outcome()).isEqualTo(Verification.Outcome.DIFFERS);
    }
}
