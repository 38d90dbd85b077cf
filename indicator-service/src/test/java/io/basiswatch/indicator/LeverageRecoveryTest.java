package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.wire.ValueJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Positions of traders, reserves and what is made of them are the same whether the engine was restarted on the way or not:
 * from 120 s of log and from closed values.
 */
class LeverageRecoveryTest {
    private static final Set<String> OURS = Set.of(
            "deleveraging",
            "estimated_leverage_ratio",
            "exchange_reserve",
            "long_short_accounts",
            "long_short_regime",
            "long_short_top_positions",
            "oi_to_volume_24h",
            "open_interest_change_24h_pct",
            "open_interest_change_7d_pct");
    private static final Instrument SPOT = Instrument.parse("binance-spot:ETH-USDT");
    private static final Instrument LINEAR = Instrument.parse("binance-usdm:ETH-USDT-PERP");
    private static final Instrument INVERSE = Instrument.parse("bybit:ETH-USD-PERP");
    private static final long SECOND = Resolution.SECOND.micros();
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long HOUR = Resolution.HOUR.micros();
    private static final long DAY = Resolution.DAY.micros();
    private static final long GRACE = 250_000;
    private static final int HOURS = 8 * 24 + 2;

    /** Eight days and a little more: of each hour the first two minutes are heard and the last two. */
    private static List<MarketEvent> log() {
        List<MarketEvent> log = new ArrayList<>();
        Random random = new Random(4);
        for (int hour = 0; hour < HOURS; hour++) {
            heard(log, Market.START + hour * HOUR, random);
            heard(log, Market.START + hour * HOUR + 58 * MINUTE, random);
        }
        return log;
    }

    private static void heard(List<MarketEvent> log, long from, Random random) {
        for (long time = from; time < from + 2 * MINUTE; time += 40 * SECOND) {
            Stamp stamp = new Stamp(time, time, Stamp.NO_SEQUENCE, Origin.LIVE);
            double days = (time - Market.START) / (double) DAY;
            double price = 101 - days / 20;
            log.add(new Quote(SPOT, stamp, 99.9, 1, 100.1, 1));
            log.add(new Quote(LINEAR, stamp, price - 0.1, 1, price + 0.1, 1));
            for (Side side : Side.values()) {
                double notional = 100 + random.nextInt(1_000);
                log.add(new Trade(LINEAR, stamp, side + " " + time, price, notional / price, notional, side));
            }
            derivative(log, LINEAR, stamp, days, random);
            derivative(log, INVERSE, stamp, days, random);
            if (random.nextInt(8) > 0) {
                log.add(new ExchangeReserve("ETH", stamp, "binance", 1_000 + random.nextInt(10) + days));
            }
        }
    }

    private static void derivative(
            List<MarketEvent> log, Instrument instrument, Stamp stamp, double days, Random random) {
        double open = 300 - days + random.nextInt(5);
        log.add(new OpenInterest(instrument, stamp, open, open * 100));
        log.add(new FundingRate(
                instrument,
                stamp,
                FundingRate.Kind.PREDICTED,
                random.nextGaussian() / 1e4,
                Optional.of(Duration.ofHours(8)),
                stamp.eventTime()));
        if (random.nextInt(6) > 0) {
            for (LongShortRatio.Kind kind : LongShortRatio.Kind.values()) {
                log.add(LongShortRatio.ofRatio(instrument, stamp, kind, 1 + random.nextDouble()));
            }
        }
    }

    /** Ours, and what they are made of. */
    private static List<Indicator> indicators() {
        Map<String, Indicator> byId = new TreeMap<>();
        Indicators.all().forEach(indicator -> byId.put(indicator.definition().id(), indicator));
        Set<String> ids = new TreeSet<>();
        OURS.forEach(id -> add(id, byId, ids));
        return ids.stream().map(byId::get).toList();
    }

    private static void add(String id, Map<String, Indicator> byId, Set<String> ids) {
        if (ids.add(id)) {
            Indicator indicator = byId.get(id);
            indicator.builtOn().forEach(below -> add(below, byId, ids));
            indicator.looksBackOn().forEach(lookBack -> add(lookBack.indicator(), byId, ids));
            indicator.days().ifPresent(days -> {
                add(days.of(), byId, ids);
                days.companions().forEach(beside -> add(beside.indicator(), byId, ids));
            });
        }
    }

    /** An engine of which all is kept that a store keeps: no seconds. */
    private static IndicatorEngine engine(List<IndicatorValue> values) {
        EngineConfig usual = EngineConfig.defaults();
        EngineConfig hasty = new EngineConfig(
                usual.grace(),
                usual.quoteStale(),
                usual.quoteMaxAge(),
                usual.tradeLateness(),
                usual.clockSkew(),
                Duration.ofMinutes(10));
        return new IndicatorEngine(
                indicators(),
                hasty,
                asset -> true,
                (asset, instant, found) -> found.stream()
                        .filter(value -> value.resolution() != Resolution.SECOND)
                        .forEach(values::add));
    }

    /** What is stored and was known at {@code openMinute}, in the order of time: of each time the newest revision. */
    private static List<IndicatorValue> stored(List<IndicatorValue> values, long openMinute) {
        Map<String, IndicatorValue> stored = new TreeMap<>();
        for (IndicatorValue value : values) {
            if (value.time() < openMinute && value.knownAt() <= openMinute + GRACE) {
                stored.put(value.series() + " " + value.resolution() + " " + value.time(), value);
            }
        }
        return List.copyOf(stored.values());
    }

    private static void resume(IndicatorEngine engine, List<IndicatorValue> stored, long openMinute) {
        Map<String, StoredMinute> lasts = new TreeMap<>();
        for (IndicatorValue value : stored) {
            if (value.resolution() == Resolution.MINUTE && value.value().isPresent()) {
                lasts.put(
                        value.series().toString(),
                        new StoredMinute(
                                value.series(), value.time(), value.value().getAsDouble(), value.unit()));
            }
        }
        engine.resume(openMinute, List.copyOf(lasts.values()));
        for (IndicatorValue value : stored) {
            if (value.resolution() == Resolution.DAY
                    || value.time() >= IndicatorEngine.recalledFrom(value.resolution(), openMinute)) {
                engine.recall(value);
            }
        }
        for (LookBack lookBack : Indicators.lookBacks(indicators())) {
            long from = openMinute - lookBack.length().toMillis() * 1_000;
            stored.stream()
                    .filter(value -> value.series().indicator().equals(lookBack.indicator()))
                    .filter(value -> value.resolution() == lookBack.resolution() && value.time() >= from)
                    .filter(value -> value.value().isPresent())
                    .forEach(value -> engine.recall(ClosedValue.of(value)));
        }
    }

    /** What has a value, and was known after {@code openMinute}. */
    private static List<String> ours(List<IndicatorValue> values, long openMinute) {
        return values.stream()
                .filter(value -> OURS.contains(value.series().indicator()) && value.knownAt() > openMinute + GRACE)
                .filter(value -> value.value().isPresent())
                .map(ValueJson::write)
                .toList();
    }

    @Test
    void aRestartGivesTheSameValues() {
        // Given
        List<MarketEvent> log = log();
        List<IndicatorValue> whole = new ArrayList<>();
        IndicatorEngine first = engine(whole);
        log.forEach(first::accept);
        assertThat(whole.stream()
                        .filter(value -> value.value().isPresent())
                        .map(value -> value.series().indicator()))
                .contains("deleveraging", "oi_to_volume_24h", "open_interest_change_7d_pct");

        // When another engine goes on: within an hour, at its end, where nothing was heard before, and around midnight
        for (long hours : List.of(7 * 24 + 12, 7 * 24 + 23)) {
            for (int minutes : List.of(0, 59)) {
                long openMinute = Market.START + hours * HOUR + minutes * MINUTE;
                List<IndicatorValue> rest = new ArrayList<>();
                IndicatorEngine next = engine(rest);
                resume(next, stored(whole, openMinute), openMinute);
                log.stream()
                        .filter(event -> event.receivedTime() >= openMinute - IndicatorEngine.warmUpMicros())
                        .forEach(next::accept);

                // Then: the differences, because all of it is more than anybody reads
                List<String> expected = ours(whole, openMinute);
                List<String> found = ours(rest, openMinute);
                Set<String> differences = new TreeSet<>(expected);
                differences.removeAll(Set.copyOf(found));
                assertThat(differences)
                        .as("from minute %d of hour %d on", minutes, hours)
                        .isEmpty();
                assertThat(found).hasSameSizeAs(expected).hasSizeGreaterThan(100);
            }
        }
    }
}
