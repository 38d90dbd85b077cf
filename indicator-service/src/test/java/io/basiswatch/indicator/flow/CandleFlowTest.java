package io.basiswatch.indicator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.Candle;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandleFlowTest {
    private static List<IndicatorValue> values(Candle candle) {
        return new Market().take(candle).values();
    }

    private static IndicatorValue only(List<IndicatorValue> values, String indicator) {
        List<IndicatorValue> found = values.stream()
                .filter(value -> value.series().indicator().equals(indicator))
                .toList();
        assertThat(found).as(indicator).hasSize(1);
        return found.getFirst();
    }

    @Test
    void aCandleThatTellsWhatTakersBoughtGivesFourMarkedValuesOfItsInterval() {
        // Given a day of a perpetual in dollars, of whose 1,000 takers bought 600
        Candle day = CandleBuilder.of("binance-coinm:BTC-USD-PERP").build();

        // When it is taken
        List<IndicatorValue> values = values(day);

        // Then its day has both volumes, their shares and ratio, and the imbalance, each marked and known from the
        // import on
        assertThat(values).hasSize(6).allSatisfy(value -> {
            assertThat(value.series().dimension()).isEqualTo("binance-coinm.BTC-USD-PERP");
            assertThat(value.resolution()).isEqualTo(Resolution.DAY);
            assertThat(value.time()).isEqualTo(Market.START);
            assertThat(value.derivedFrom()).isEqualTo("candle");
            assertThat(value.knownAt()).isEqualTo(CandleBuilder.IMPORTED);
            assertThat(value.quality()).isEqualTo(Quality.OK);
            assertThat(value.attributes()).doesNotContainKey("n_obs");
        });
        assertThat(only(values, "taker_buy_volume_usd").value()).hasValue(600);
        assertThat(only(values, "taker_sell_volume_usd").value()).hasValue(400);
        assertThat(only(values, "taker_buy_ratio").value()).hasValue(0.6);
        assertThat(only(values, "taker_sell_ratio").value()).hasValue(0.4);
        assertThat(only(values, "taker_buy_sell_ratio").value()).hasValue(1.5);
        assertThat(only(values, "taker_imbalance_index").value()).hasValue(0.2);
    }

    @Test
    void everyValueCarriesTheNumbersThatItIsRecomputedFrom() {
        // Given a candle
        Candle day = CandleBuilder.of("binance-usdm:BTC-USDT-PERP").build();

        // When values are made of it
        // Then the inputs are its own numbers
        assertThat(values(day))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.inputs())
                        .extracting(input ->
                                input.source() + " " + input.kind() + " " + input.value() + " " + input.receivedTime())
                        .containsExactly(
                                "binance-usdm:BTC-USDT-PERP notional 1000.0 " + CandleBuilder.IMPORTED,
                                "binance-usdm:BTC-USDT-PERP taker_buy_notional 600.0 " + CandleBuilder.IMPORTED));
    }

    @Test
    void aStablecoinCountsAsADollarAndOnlyTheVolumesSaySo() {
        // Given a candle in USDT, whose worth in the past it does not tell
        Candle day = CandleBuilder.of("binance-usdm:BTC-USDT-PERP").build();

        // When values are made of it
        List<IndicatorValue> values = values(day);

        // Then the volumes are degraded, with the reason of live values, and the share is not
        assertThat(only(values, "taker_buy_volume_usd").quality()).isEqualTo(Quality.DEGRADED);
        assertThat(only(values, "taker_sell_volume_usd").reasons()).containsExactly("usdt_usd unknown, taken at par");
        assertThat(only(values, "taker_buy_ratio").quality()).isEqualTo(Quality.OK);
    }

    @Test
    void aCurrencyThatIsNoDollarGivesAShareButNoDollars() {
        List<IndicatorValue> values =
                values(CandleBuilder.of("kraken-futures:BTC-EUR-PERP").build());

        assertThat(values)
                .extracting(value -> value.series().indicator())
                .containsExactlyInAnyOrder(
                        "taker_buy_ratio", "taker_buy_sell_ratio", "taker_imbalance_index", "taker_sell_ratio");
        assertThat(values)
                .allSatisfy(value -> assertThat(value.attributes()).doesNotContainKeys("buy_usd", "sell_usd"));
    }

    @Test
    void nothingIsMadeOfWhatTheCandleDoesNotTell() {
        // Given candles without the takers' part, without the whole, with more bought than traded, and of spot
        CandleBuilder perpetual = CandleBuilder.of("binance-usdm:BTC-USDT-PERP");

        // When they are taken
        // Then no value comes of them
        assertThat(values(perpetual.traded(1_000, -1).build())).isEmpty();
        assertThat(values(perpetual.traded(-1, 600).build())).isEmpty();
        assertThat(values(perpetual.traded(1_000, 1_000.5).build())).isEmpty();
        assertThat(values(CandleBuilder.of("binance-spot:BTC-USDT").build()))
                .noneMatch(value -> value.series().indicator().startsWith("taker"));
    }

    @Test
    void aRatioToNothingSoldIsAbsentWithItsReason() {
        // Given a candle of which takers bought everything
        Candle bought = CandleBuilder.of("binance-usdm:BTC-USDT-PERP")
                .traded(1_000, 1_000)
                .build();

        // When values are made of it
        List<IndicatorValue> values = values(bought);

        // Then the shares are known, and the ratio is not
        assertThat(only(values, "taker_buy_ratio").value()).hasValue(1);
        assertThat(only(values, "taker_sell_ratio").value()).hasValue(0);
        assertThat(only(values, "taker_buy_sell_ratio").value()).isEmpty();
        assertThat(only(values, "taker_buy_sell_ratio").reasons()).containsExactly("takers sold nothing");
    }

    @Test
    void anIntervalWithoutTradesIsAbsentAndNotZero() {
        List<IndicatorValue> values = values(
                CandleBuilder.of("binance-usdm:BTC-USDT-PERP").traded(0, 0).build());

        assertThat(values).hasSize(6).allSatisfy(value -> {
            assertThat(value.value()).isEmpty();
            assertThat(value.reasons()).containsExactly("no trades in the window");
        });
    }
}
