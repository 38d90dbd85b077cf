package io.basiswatch.indicator.leverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Checked;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The change of open interest, and what stands in for leverage: both look back on closed hours. */
class InterestChangeTest {
    private static final String DAILY = "BTC:open_interest_change_24h_pct";
    private static final String WEEKLY = "BTC:open_interest_change_7d_pct";
    private static final String TO_VOLUME = "BTC:oi_to_volume_24h";
    private static final String BASE = "BTC:open_interest_base:";
    private static final String BINANCE = "binance-coinm:BTC-USD-PERP";
    private static final String OKX = "okx:BTC-USD-PERP";
    private static final long HOUR = Resolution.HOUR.micros();

    private final Market market = new Market();
    private final Checked receipts = new Checked();
    private final List<MarketEvent> coming = new ArrayList<>();

    private void hour(String series, int back, double value) {
        hour(series, back, value, Quality.OK);
    }

    /** The hour that was over {@code back} − 1 hours before the market begins. */
    private void hour(String series, int back, double value, Quality quality) {
        hour(series, back, value, quality, false);
    }

    private void hour(String series, int back, double value, Quality quality, boolean isOfCandles) {
        long time = Market.START - back * HOUR;
        long knownAt = isOfCandles ? Market.START + 10_000_000 : time + HOUR;
        ClosedValue hour =
                new ClosedValue(Series.parse(series), Resolution.HOUR, time, value, quality, knownAt, isOfCandles);
        market.engine().recall(hour);
        receipts.store(hour);
    }

    private InterestChangeTest open(String instrument, double coins) {
        for (double second = 0; second < 60; second += 20) {
            coming.add(new OpenInterest(Instrument.parse(instrument), market.stamp(second), coins, coins * 50_000));
        }
        return this;
    }

    /** Of the minute in which all that was said has happened, in the order of time. */
    private IndicatorValue minute(String series) {
        coming.sort(Comparator.comparingLong(MarketEvent::receivedTime));
        coming.forEach(market::take);
        coming.clear();
        market.until(60);
        return market.minute(series, 0).getFirst();
    }

    @Test
    void comparesWithTheHourThatWasOverADayBefore() {
        // Given: 1,000 BTC a day before, 1,100 an hour later, 950 now, while the price halves
        hour(BASE + "binance-coinm", 25, 1_000);
        hour(BASE + "binance-coinm", 24, 1_100);
        hour(BASE + "binance-coinm", 169, 800);
        open(BINANCE, 950);

        // Then
        assertThat(minute(DAILY).value().orElseThrow()).isEqualTo(-5, within(1e-12));
        assertThat(minute(DAILY + ":binance-coinm").value().orElseThrow()).isEqualTo(-5, within(1e-12));
        assertThat(minute(WEEKLY).value().orElseThrow()).isEqualTo(18.75, within(1e-12));
        assertThat(minute(DAILY).quality()).isEqualTo(Quality.OK);
        assertThat(minute(DAILY).attributes())
                .containsEntry("open_interest", 950.0)
                .containsEntry("open_interest_before", 1_000.0)
                .containsEntry("venues", "binance-coinm");
        receipts.allHold(market.values(), Set.of("open_interest_change_24h_pct", "open_interest_change_7d_pct"));
    }

    @Test
    void aVenueThatFellSilentIsNoReductionAndANewOneNoGrowth() {
        // Given: okx was known a day before and is silent, bybit is new
        hour(BASE + "binance-coinm", 25, 1_000);
        hour(BASE + "okx", 25, 9_000);
        open(BINANCE, 1_010).open("bybit:BTC-USD-PERP", 500);

        // When
        IndicatorValue change = minute(DAILY);

        // Then
        assertThat(change.value().orElseThrow()).isEqualTo(1, within(1e-9));
        assertThat(change.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(change.reasons()).containsExactly("missing: okx", "nothing is known of 24 h before: bybit");
    }

    @Test
    void addsUpVenuesBeforeItDivides() {
        // Given: +100 % of little and −10 % of much
        hour(BASE + "binance-coinm", 25, 1_000);
        hour(BASE + "okx", 25, 100);
        open(BINANCE, 900).open(OKX, 200);

        // Then
        assertThat(minute(DAILY).value().orElseThrow()).isEqualTo(0, within(1e-12));
        receipts.allHold(market.values(), Set.of("open_interest_change_24h_pct"));
    }

    @Test
    void isUnknownAndNotZeroWithoutADayBefore() {
        // Given: 23 and 26 hours before, but not 24
        hour(BASE + "binance-coinm", 24, 1_000);
        hour(BASE + "binance-coinm", 26, 1_000);
        open(BINANCE, 950);

        // Then
        assertThat(minute(DAILY).value()).isEmpty();
        assertThat(minute(DAILY).reasons()).contains("nothing is known of 24 h before");
        assertThat(minute(WEEKLY + ":binance-coinm").reasons()).containsExactly("nothing is known of 7 d before");
    }

    @Test
    void isAbsentWhereNothingWasOpen() {
        // Given
        hour(BASE + "binance-coinm", 25, 0);
        open(BINANCE, 950);

        // Then
        assertThat(minute(DAILY).value()).isEmpty();
        assertThat(minute(DAILY).reasons()).containsExactly("nothing was open 24 h before");
    }

    @Test
    void passesOnThatTheHourBeforeWasNotWhole() {
        // Given
        hour(BASE + "binance-coinm", 25, 1_000, Quality.PARTIAL);
        open(BINANCE, 950);

        // Then
        assertThat(minute(DAILY).quality()).isEqualTo(Quality.PARTIAL);
        assertThat(minute(DAILY).reasons()).containsExactly("24 h before: partial: binance-coinm");
    }

    @Test
    void sumsOfOtherKindsAreNoVenues() {
        // Given
        for (String sum : new String[] {"", "coin", "perp", "binance-coinm.BTC-USD-PERP"}) {
            hour("BTC:open_interest_base" + (sum.isEmpty() ? "" : ':' + sum), 25, 7);
        }
        open(BINANCE, 950);

        // Then
        assertThat(minute(DAILY).value()).isEmpty();
        assertThat(market.values())
                .filteredOn(value -> value.series().indicator().equals("open_interest_change_24h_pct"))
                .extracting(value -> value.series().dimension())
                .containsOnly("", "binance-coinm");
    }

    @Test
    void dividesWhatIsOpenByWhatWasTradedInAllOfTheLast24Hours() {
        // Given: 1 M bought and 1.5 M sold an hour, over all perpetuals and on one of them
        for (int back = 30; back >= 1; back--) {
            for (String dimension : new String[] {"", ":binance-coinm.BTC-USD-PERP"}) {
                hour("BTC:taker_buy_volume_usd" + dimension, back, 1_000_000);
                hour("BTC:taker_sell_volume_usd" + dimension, back, back > 24 ? 1e12 : 1_500_000);
            }
        }
        open(BINANCE, 2_400);

        // Then: 120 M over 24 · 2.5 M
        assertThat(minute(TO_VOLUME).value()).hasValue(2);
        assertThat(minute(TO_VOLUME + ":binance-coinm.BTC-USD-PERP").value()).hasValue(2);
        assertThat(minute(TO_VOLUME).attributes())
                .containsEntry("proxy_for", "estimated_leverage_ratio")
                .containsEntry("volume_24h_usd", 60_000_000.0);
        receipts.allHold(market.values(), Set.of("oi_to_volume_24h"));
    }

    @Test
    void needsEveryHourOfTrades() {
        // Given: one hour without sales
        for (int back = 24; back >= 1; back--) {
            hour("BTC:taker_buy_volume_usd", back, 1_000_000);
            if (back != 7) {
                hour("BTC:taker_sell_volume_usd", back, 1_000_000);
            }
        }
        open(BINANCE, 2_400);

        // Then
        assertThat(minute(TO_VOLUME).value()).isEmpty();
        assertThat(minute(TO_VOLUME).reasons()).containsExactly("23 of 24 hours of trades");
        assertThat(market.minute(TO_VOLUME + ":binance-coinm.BTC-USD-PERP", 0)).isEmpty();
    }

    @Test
    void takesTheHoursOfAMarketFromItsCandlesWhereItsTradesWereNotHeard() {
        // Given candles of a day, and trades of one of its hours
        String market = ":binance-coinm.BTC-USD-PERP";
        for (int back = 24; back >= 1; back--) {
            hour("BTC:taker_buy_volume_usd" + market, back, 2_000_000, Quality.DEGRADED, true);
            hour("BTC:taker_sell_volume_usd" + market, back, 3_000_000, Quality.DEGRADED, true);
        }
        hour("BTC:taker_buy_volume_usd" + market, 5, 7_000_000);

        // When
        IndicatorValue ratio = open(BINANCE, 2_400).minute(TO_VOLUME + market);

        // Then 120 million are open, and 125 were traded
        assertThat(ratio.value().orElseThrow()).isEqualTo(0.96, within(1e-12));
        receipts.allHold(this.market.values(), Set.of("oi_to_volume_24h"));
    }

    @Test
    void isAbsentWhereNothingWasTraded() {
        // Given
        for (int back = 24; back >= 1; back--) {
            hour("BTC:taker_buy_volume_usd", back, 0);
            hour("BTC:taker_sell_volume_usd", back, 0);
        }
        open(BINANCE, 2_400);

        // Then
        assertThat(minute(TO_VOLUME).reasons()).containsExactly("nothing was traded in 24 hours");
    }
}
