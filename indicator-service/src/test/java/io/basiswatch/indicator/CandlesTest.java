package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Candle;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds of candles whatever an indicator makes of them. */
class CandlesTest {
    private static final List<String> MARKETS = List.of(
            "binance-usdm:BTC-USDT-PERP",
            "binance-usdm:BTC-USDC-PERP",
            "binance-spot:BTC-USDT",
            "binance-spot:BTC-USDC",
            "kraken-futures:BTC-USD-PERP",
            "kraken-spot:BTC-USD",
            "binance-usdm:ETH-USDT-PERP",
            "binance-spot:ETH-USDT");

    /** Candles of days, hours and minutes of several markets, some of them corrected later, in the order of their import. */
    private static List<Candle> candles(long seed) {
        Random random = new Random(seed);
        List<Candle> candles = new ArrayList<>();
        long received = CandleBuilder.IMPORTED;
        for (Resolution resolution : List.of(Resolution.DAY, Resolution.HOUR, Resolution.MINUTE)) {
            for (int i = 0; i < 20; i++) {
                for (String market : MARKETS) {
                    int versions = random.nextInt(10) == 0 ? 2 : 1;
                    for (int version = 0; version < versions; version++) {
                        double notional = random.nextInt(15) == 0 ? 0 : random.nextInt(1, 100_000);
                        candles.add(CandleBuilder.of(market)
                                .open(Market.START + i * resolution.micros())
                                .length(resolution.micros())
                                .received(received++)
                                .close(random.nextInt(100, 200) + version / 4.0)
                                .traded(notional, Math.floor(notional * random.nextDouble()))
                                .build());
                    }
                }
            }
        }
        return candles;
    }

    /** What is known in the end: of each series and interval the value that was known last. */
    private static Map<String, String> known(List<? extends MarketEvent> events) {
        Map<String, IndicatorValue> newest = new TreeMap<>();
        Market market = new Market();
        events.forEach(market::take);
        for (IndicatorValue value : market.values()) {
            newest.merge(
                    value.series() + " " + value.resolution() + " " + value.time(),
                    value,
                    (one, other) -> other.knownAt() >= one.knownAt() ? other : one);
        }
        Map<String, String> known = new TreeMap<>();
        newest.forEach((name, value) -> known.put(name, ValueJson.write(value)));
        return known;
    }

    @Test
    void theSameCandlesGiveTheSameValuesInWhateverOrderTheyCome() {
        for (long seed = 1; seed <= 4; seed++) {
            // Given candles of all kinds and what they give in one order
            List<Candle> candles = candles(seed);
            Map<String, String> expected = known(candles);
            assertThat(expected).hasSizeGreaterThan(800);

            // When they come in another order
            List<Candle> shuffled = new ArrayList<>(candles);
            Collections.shuffle(shuffled, new Random(-seed));

            // Then the same is known in the end
            Map<String, String> found = known(shuffled);
            assertThat(found.keySet()).as("seed %d", seed).isEqualTo(expected.keySet());
            for (Map.Entry<String, String> entry : found.entrySet()) {
                assertThat(entry.getValue()).as("seed %d", seed).isEqualTo(expected.get(entry.getKey()));
            }
        }
    }

    @Test
    void candlesChangeNothingOfWhatIsComputedOfThePresent() {
        // Given a log, and the same log with candles strewn in, some of them received before what is around them
        List<MarketEvent> log = RandomLog.events(7, 300);
        List<MarketEvent> mixed = new ArrayList<>(log);
        Random random = new Random(7);
        for (Candle candle : candles(7)) {
            Candle early = CandleBuilder.of(candle.instrument().toString())
                    .open(candle.openTime() - Resolution.DAY.micros() * 100)
                    .length(candle.closeTime() - candle.openTime())
                    .received(log.get(random.nextInt(log.size())).receivedTime())
                    .build();
            mixed.add(random.nextInt(mixed.size()), early);
        }

        // When both are computed
        Market plain = new Market();
        log.forEach(plain::take);
        Market withCandles = new Market();
        mixed.forEach(withCandles::take);

        // Then all that was made of trades and quotes is the same, and the rest was made of candles
        List<IndicatorValue> present = withCandles.values().stream()
                .filter(value -> value.derivedFrom().isEmpty())
                .toList();
        assertThat(present.equals(plain.values())).isTrue();
        assertThat(withCandles.values().size()).isGreaterThan(plain.values().size() + 500);
        assertThat(withCandles.engine().counts().late())
                .isEqualTo(plain.engine().counts().late());
    }

    @Test
    void onlyMinutesHoursAndDaysThatWereOverGiveValuesAndTheOthersAreCounted() {
        // Given candles of five minutes, off the grid, of which the end was not reached, and one of an hour
        CandleBuilder builder = CandleBuilder.of("binance-usdm:BTC-USDT-PERP");
        Market market = new Market();

        // When they are taken
        market.take(builder.length(300_000_000).build());
        market.take(builder.open(Market.START + 1_000_000).build());
        market.take(builder.received(Market.START + 5_000_000).build());
        market.take(builder.length(Resolution.HOUR.micros()).build());

        // Then the hour alone gives values
        assertThat(market.values())
                .hasSize(6)
                .extracting(IndicatorValue::resolution)
                .containsOnly(Resolution.HOUR);
        assertThat(market.engine().counts().candles()).isEqualTo(4);
        assertThat(market.engine().counts().passedOver()).isEqualTo(3);
    }

    @Test
    void onlyTheAssetsOfAPartitionArePublished() {
        // Given an engine that publishes ETH
        List<IndicatorValue> values = new ArrayList<>();
        IndicatorEngine engine = new IndicatorEngine(
                Indicators.all(),
                EngineConfig.defaults(),
                "ETH"::equals,
                (asset, instant, found) -> values.addAll(found));

        // When it meets candles of two assets
        engine.accept(CandleBuilder.of("binance-usdm:BTC-USDT-PERP").build());
        engine.accept(CandleBuilder.of("binance-usdm:ETH-USDT-PERP").build());

        // Then the other one's values stay away
        assertThat(values).hasSize(6).extracting(IndicatorValue::asset).containsOnly("ETH");
    }
}
