package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Candle;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Shard;
import io.basiswatch.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every value that a simulated venue has led to says so. */
class SimulatedTest {
    private static final String SIMULATED = "simulated";
    private static final long DAY = Resolution.DAY.micros();

    /** An engine with all indicators, and everything that it has published. */
    private static final class Run {
        private final List<IndicatorValue> values = new ArrayList<>();
        private final List<SimulatedDay> days = new ArrayList<>();
        private final IndicatorEngine engine = new IndicatorEngine(
                Indicators.all(),
                EngineConfig.defaults(),
                asset -> true,
                (asset, instant, found) -> values.addAll(found));

        void take(boolean isSimulated, List<? extends MarketEvent> events) {
            events.forEach(
                    event -> engine.accept(new EventBatch("BTC", "c", new Shard("s", 1, isSimulated), List.of(event))));
            days.addAll(engine.takeSimulated());
        }

        List<IndicatorValue> of(String indicator) {
            return values.stream()
                    .filter(value -> value.series().indicator().equals(indicator))
                    .toList();
        }
    }

    @Test
    void everythingThatASimulatedMarketLeadsToSaysSo() {
        // Given a log of days in which all venues are simulations, with candles of the days before
        Run run = new Run();
        run.take(true, SampleLogs.candles());

        // When
        run.take(true, SampleLogs.days());

        // Then every value says so, of every resolution and origin, with and without a number
        Set<String> resolutions = new TreeSet<>();
        Set<String> unmarked = new TreeSet<>();
        for (IndicatorValue value : run.values) {
            resolutions.add(value.resolution().code() + value.derivedFrom());
            if (!value.attributes().containsKey(SIMULATED)) {
                unmarked.add(value.series() + " " + value.resolution().code() + " " + value.reasons());
            }
        }
        assertThat(run.values).hasSizeGreaterThan(10_000);
        assertThat(unmarked).isEmpty();
        assertThat(resolutions).contains("1s", "1m", "1h", "1d", "1dcandle", "1hcandle", "1mcandle");
    }

    @Test
    void onlyTheSimulatedVenuesAreNamed() {
        // Given one simulated venue beside a real one
        Run run = new Run();
        Market simulated = new Market().trade(0.5, "bybit:BTC-USDT-PERP", Side.BUY, 100);
        Market real = new Market().trade(0.6, "binance-coinm:BTC-USD-PERP", Side.BUY, 100);

        // When
        run.take(true, simulated.events());
        run.take(false, real.events());
        run.take(false, List.of(tick(1.3)));

        // Then
        assertThat(run.of("taker_buy_volume_usd")).hasSize(3).allSatisfy(value -> {
            boolean isReal = value.series().dimension().contains("binance");
            assertThat(value.attributes().get(SIMULATED)).isEqualTo(isReal ? null : "bybit");
        });
    }

    @Test
    void whatIsMadeOfASimulatedReserveNamesWhoHoldsIt() {
        // Given a simulated reserve of an exchange that is called as one of the real venues is
        Run run = new Run();
        Market market = new Market();
        ExchangeReserve reserve = new ExchangeReserve("BTC", market.stamp(0.4), "bybit", 500);
        OpenInterest open = new OpenInterest(Instrument.parse("bybit:BTC-USDT-PERP"), market.stamp(59.5), 100, 1_000);

        // When a minute closes
        run.take(true, List.of(reserve, reserve.again(market.stamp(50))));
        run.take(false, List.of(open, tick(61)));

        // Then the reserve and the ratio say so, and open interest does not
        assertThat(run.of("exchange_reserve"))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.attributes()).containsEntry(SIMULATED, "bybit"));
        assertThat(run.of("estimated_leverage_ratio"))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.attributes()).containsEntry(SIMULATED, "bybit"));
        assertThat(run.of("open_interest_base"))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.attributes()).doesNotContainKey(SIMULATED));
    }

    private static ClockTick tick(double second) {
        return new ClockTick("BTC", new Market().stamp(second));
    }

    @Test
    void nothingRealIsMarked() {
        // Given
        Run run = new Run();

        // When
        run.take(false, SampleLogs.candles());
        run.take(false, SampleLogs.everythingThatGoesWrong(3, 200));

        // Then
        assertThat(run.values)
                .isNotEmpty()
                .noneSatisfy(value -> assertThat(value.attributes()).containsKey(SIMULATED));
        assertThat(run.days).isEmpty();
    }

    @Test
    void afterARestartWhatLooksBackOnSimulatedDaysStillSaysSo() {
        // Given an engine that has made days of simulated candles, and one that goes on with what is stored of it
        Run before = new Run();
        before.take(true, days(0, 40));
        Run after = new Run();
        before.values.forEach(after.engine::recall);
        before.days.forEach(after.engine::recall);

        // When a real day follows, and another one much later
        after.take(false, days(40, 41));
        List<IndicatorValue> lookingBack = after.of("futures_spot_basis_sma_30d");
        List<IndicatorValue> own = after.of("taker_buy_volume_usd");

        // Then what looks back is marked, and the day itself is not
        assertThat(lookingBack)
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.attributes()).containsKey(SIMULATED));
        assertThat(own)
                .isNotEmpty()
                .noneSatisfy(value -> assertThat(value.attributes()).containsKey(SIMULATED));

        // And what looks back on real days only is not
        after.values.clear();
        after.take(false, days(41, 90));
        assertThat(after.of("futures_spot_basis_sma_30d").getLast().attributes())
                .doesNotContainKey(SIMULATED);
    }

    /** Candles of days of a perpetual and its spot market. */
    private static List<Candle> days(int from, int to) {
        List<Candle> candles = new ArrayList<>();
        for (int day = from; day < to; day++) {
            for (String market : List.of("binance-usdm:BTC-USDT-PERP", "binance-spot:BTC-USDT")) {
                candles.add(CandleBuilder.of(market)
                        .open(Market.START + (day - 200) * DAY)
                        .length(DAY)
                        .traded(1_000, 100 + day)
                        .close(100 + day)
                        .build());
            }
        }
        return candles;
    }

    @Test
    void aValueThatSaysSoIsVerifiedAsAnyOther() {
        // Given
        Run run = new Run();

        // When
        run.take(true, SampleLogs.everythingThatGoesWrong(4, 150));

        // Then
        List<IndicatorValue> minutes = run.values.stream()
                .filter(value -> value.resolution() == Resolution.SECOND && value.quality() != Quality.ABSENT)
                .limit(2_000)
                .toList();
        Verifier verifier = new Verifier(Indicators.all());
        assertThat(minutes)
                .isNotEmpty()
                .allSatisfy(
                        value -> assertThat(verifier.verify(value).outcome()).isEqualTo(Verification.Outcome.HOLDS));
    }
}
