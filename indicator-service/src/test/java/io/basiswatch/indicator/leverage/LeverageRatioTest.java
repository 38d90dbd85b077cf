package io.basiswatch.indicator.leverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Checked;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeverageRatioTest {
    private static final String RATIO = "BTC:estimated_leverage_ratio";
    private static final String RESERVE = "BTC:exchange_reserve";
    private static final String LINEAR = "binance-usdm:BTC-USDT-PERP";
    private static final String INVERSE = "binance-coinm:BTC-USD-PERP";
    private static final String OKX = "okx:BTC-USDT-PERP";
    private static final double DAY = 86_400;

    private final Market market = new Market();
    private final List<MarketEvent> coming = new ArrayList<>();

    private LeverageRatioTest open(String instrument, double coins) {
        for (double second = 0; second < 60; second += 20) {
            coming.add(new OpenInterest(Instrument.parse(instrument), market.stamp(second), coins, coins * 90_000));
        }
        return this;
    }

    private LeverageRatioTest reserve(String entity, double coins) {
        return reserve(entity, coins, -DAY / 2);
    }

    /** A figure of one second, told every 20 s of the minute. */
    private LeverageRatioTest reserve(String entity, double coins, double of) {
        for (double second = 0; second < 60; second += 20) {
            Stamp stamp = new Stamp(market.at(of), market.at(second), Stamp.NO_SEQUENCE, Origin.LIVE);
            coming.add(new ExchangeReserve("BTC", stamp, entity, coins));
        }
        return this;
    }

    private IndicatorValue minute(String series) {
        pass(60);
        return market.minute(series, 0).getFirst();
    }

    /** What has been said happens, in the order of time. */
    private void pass(double second) {
        coming.sort(Comparator.comparingLong(MarketEvent::receivedTime));
        coming.forEach(market::take);
        coming.clear();
        market.until(second);
    }

    /** Days before this one, the first one yesterday. */
    private void days(double... ratios) {
        for (int back = ratios.length; back >= 1; back--) {
            long time = Market.START - back * Resolution.DAY.micros();
            market.engine()
                    .recall(new ClosedValue(
                            Series.parse(RATIO), Resolution.DAY, time, ratios[back - 1], Quality.OK, time, false));
        }
    }

    private void days(int count, double highest) {
        double[] ratios = new double[count];
        Arrays.fill(ratios, 0.1);
        ratios[count / 2] = highest;
        days(ratios);
    }

    @Test
    void matchesGoldenVector() {
        // Given 0.72 M BTC open on two markets of an exchange that holds 2.40 M
        open(LINEAR, 500_000).open(INVERSE, 220_000).reserve("binance", 2_400_000);

        // When
        IndicatorValue ratio = minute(RATIO);

        // Then
        assertThat(ratio.value()).hasValue(0.3);
        assertThat(minute(RATIO + ":binance").value()).hasValue(0.3);
        assertThat(ratio.attributes())
                .containsEntry("denominator", "reserve_of_asset")
                .containsEntry("open_interest", 720_000.0)
                .containsEntry("reserve", 2_400_000.0)
                .containsEntry("exchanges", "binance");
        new Checked().allHold(market.values(), Set.of("estimated_leverage_ratio", "exchange_reserve"));
    }

    @Test
    void dividesSumsOverTheSameExchangesAndTakesNoMeanOfRatios() {
        // Given: 0.3, 1.0, and two exchanges of which only one of both is known
        open(LINEAR, 720_000).reserve("binance", 2_400_000);
        open(OKX, 100_000).reserve("okx", 100_000);
        open("bybit:BTC-USDT-PERP", 300_000).reserve("coinbase", 900_000);

        // When
        IndicatorValue ratio = minute(RATIO);

        // Then
        assertThat(ratio.value()).hasValue(820_000.0 / 2_500_000);
        assertThat(ratio.attributes())
                .containsEntry("exchanges", "binance,okx")
                .containsEntry("without_reserve", "bybit");
        assertThat(market.minute(RATIO + ":coinbase", 0)).isEmpty();
        assertThat(market.minute(RATIO + ":bybit", 0)).isEmpty();
        new Checked().allHold(market.values(), Set.of("estimated_leverage_ratio"));
    }

    @Test
    void isAbsentAndNotZeroWithoutAReserve() {
        // Given
        open(LINEAR, 720_000);

        // When
        IndicatorValue ratio = minute(RATIO);

        // Then
        assertThat(ratio.value()).isEmpty();
        assertThat(ratio.reasons()).containsExactly("no exchange reserve is known");
    }

    @Test
    void isAbsentAndNotEndlessWhereTheReserveIsNothing() {
        // Given
        open(LINEAR, 720_000).reserve("binance", 0).open(OKX, 10).reserve("okx", 100);

        // When
        IndicatorValue binance = minute(RATIO + ":binance");

        // Then: and it is in none of both sums
        assertThat(binance.value()).isEmpty();
        assertThat(binance.reasons()).containsExactly("the reserve is 0");
        assertThat(minute(RATIO).value()).hasValue(0.1);
    }

    @Test
    void isAbsentWhereNoExchangeHasBoth() {
        // Given
        open(LINEAR, 720_000).reserve("okx", 100);

        // When
        IndicatorValue ratio = minute(RATIO);

        // Then
        assertThat(ratio.reasons()).containsExactly("no open interest of an exchange whose reserve is known");
    }

    @Test
    void givesAVenueToTheExchangeWithTheMostExactName() {
        // Given
        open(LINEAR, 300).open(INVERSE, 200).reserve("binance", 1_000).reserve("binance-coinm", 400);

        // When / Then
        assertThat(minute(RATIO + ":binance").value()).hasValue(0.3);
        assertThat(minute(RATIO + ":binance-coinm").value()).hasValue(0.5);
    }

    @Test
    void saysThatAReserveIsOldAndDoesNotUseOneOfMoreThanEightDaysAgo() {
        // Given
        open(LINEAR, 300).reserve("binance", 1_000, -3 * DAY);
        open(OKX, 300).reserve("okx", 1_000, -9 * DAY);

        // When
        IndicatorValue ratio = minute(RATIO);

        // Then
        assertThat(ratio.value()).hasValue(0.3);
        assertThat(ratio.quality()).isEqualTo(Quality.STALE);
        assertThat(ratio.reasons()).containsExactly("exchange_reserve: the figure is more than 2 days old");
        assertThat(market.minute(RESERVE + ":okx", 0)).isEmpty();
    }

    @Test
    void forgetsAReserveThatIsNotToldForSixtySeconds() {
        // Given
        market.take(new ExchangeReserve("BTC", market.stamp(0.5), "binance", 1_000));

        // When
        market.until(62);

        // Then
        assertThat(market.quality(RESERVE + ":binance", 60)).isEqualTo(Quality.OK);
        assertThat(market.quality(RESERVE + ":binance", 61)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void namesAnExchangeThatHasFallenSilent() {
        // Given two exchanges in a first minute, one of them two minutes later
        open(LINEAR, 300).reserve("binance", 1_000).open(OKX, 300).reserve("okx", 1_000);
        for (double second = 60; second < 180; second += 20) {
            Stamp stamp = market.stamp(second);
            coming.add(new OpenInterest(Instrument.parse(LINEAR), stamp, 300, 1));
            coming.add(new OpenInterest(Instrument.parse(OKX), stamp, 300, 1));
            coming.add(new ExchangeReserve("BTC", stamp, "binance", 1_000));
        }

        // When
        pass(180);

        // Then
        assertThat(market.minute(RATIO, 0).getFirst().value()).hasValue(0.3);
        assertThat(market.minute(RATIO, 120).getFirst()).satisfies(ratio -> {
            assertThat(ratio.value()).hasValue(0.3);
            assertThat(ratio.quality()).isEqualTo(Quality.PARTIAL);
            assertThat(ratio.reasons()).containsExactly("missing: okx");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "30, 0.375, 300, reset",
        "30, 0.374, 300, normal",
        "90, 0.500, 300, reset",
        "30, 0.500, 301, normal",
        "29, 0.500, 300, unknown",
        "29, 0.500, 301, normal"
    })
    void isResetWhenItIsLowAndAFifthBelowItsHighest(int known, double highest, double open, String state) {
        // Given
        days(known, highest);
        open(LINEAR, open).reserve("binance", 1_000);

        // When
        IndicatorValue ratio = minute(RATIO);

        // Then
        assertThat(ratio.attributes())
                .containsEntry("state", state)
                .containsEntry("max_90d", highest)
                .containsEntry("n_days", (long) known);
    }

    @Test
    void doesNotLookFurtherBackThanNinetyDaysNorAtTheDayItself() {
        // Given: 91 days ago it was higher
        days(91, 0.1);
        long tooOld = Market.START - 91 * Resolution.DAY.micros();
        market.engine()
                .recall(new ClosedValue(Series.parse(RATIO), Resolution.DAY, tooOld, 9, Quality.OK, tooOld, false));
        market.engine()
                .recall(new ClosedValue(
                        Series.parse(RATIO), Resolution.DAY, Market.START, 9, Quality.OK, Market.START, false));
        open(LINEAR, 300).reserve("binance", 1_000);

        // When
        IndicatorValue ratio = minute(RATIO);

        // Then
        assertThat(ratio.attributes()).containsEntry("n_days", 90L).containsEntry("max_90d", 0.3);
    }
}
