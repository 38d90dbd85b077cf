package io.basiswatch.indicator.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both measures are made of the same events, so they are tested together. */
class OpenInterestTest {
    private static final String LINEAR = "binance-usdm:BTC-USDT-PERP";
    private static final String INVERSE = "deribit:BTC-USD-PERP";
    private static final String DATED = "deribit:BTC-USD-20260327T0800Z";
    private static final String USD = "BTC:open_interest_usd";
    private static final String BASE = "BTC:open_interest_base";
    private static final String OF_LINEAR = ":binance-usdm.BTC-USDT-PERP";
    private static final String OF_INVERSE = ":deribit.BTC-USD-PERP";

    private static Market open(Market market, double second, String instrument, double quantity, double notional) {
        return market.take(new OpenInterest(Instrument.parse(instrument), market.stamp(second), quantity, notional));
    }

    /** 100 BTC in USDT, 50 BTC inverse and 10 BTC dated, at 50,000, with USDT at par. */
    private static Market threeMarkets() {
        Market market = new Market().quote(0.5, "kraken-spot:USDT-USD", 0.9999, 1.0001);
        open(market, 0.5, LINEAR, 100, 5_000_000);
        open(market, 0.5, INVERSE, 50, 2_500_000);
        return open(market, 0.5, DATED, 10, 500_000);
    }

    @Test
    void isEmptyUntilWarm() {
        Market market = new Market().mark(0.5, LINEAR, 50_000).until(1);

        assertThat(market.second(USD, 1)).isEmpty();
        assertThat(market.second(BASE, 1)).isEmpty();
    }

    @Test
    void matchesGoldenVector() {
        // Given 150,508,526 contracts of 0.0001 BTC each, at a mark price of 30,551.93
        Market market = open(new Market(), 0.5, "gate:BTC-USDT-PERP", 15_050.8526, 459_832_595.07552)
                .quote(0.5, "kraken-spot:USDT-USD", 0.9999, 1.0001)
                .until(1);

        // Then they stand for 15,050.8526 BTC and not for as many as there are contracts
        assertThat(market.number(BASE, 1)).isEqualTo(15_050.8526, within(1e-9));
        assertThat(market.number(USD, 1)).isEqualTo(459_832_595.07552, within(1e-5));
    }

    @Test
    void addsUpByMarginKindAndVenue() {
        // Given a linear and an inverse perpetual and a dated future
        Market market = threeMarkets().until(1);

        // Then each sum holds what its name says
        assertThat(market.number(BASE, 1)).isEqualTo(160);
        assertThat(market.number(BASE + ":stable", 1)).isEqualTo(100);
        assertThat(market.number(BASE + ":coin", 1)).isEqualTo(60);
        assertThat(market.number(BASE + ":perp", 1)).isEqualTo(150);
        assertThat(market.number(BASE + ":dated", 1)).isEqualTo(10);
        assertThat(market.number(BASE + ":deribit", 1)).isEqualTo(60);
        assertThat(market.number(USD, 1)).isEqualTo(8_000_000, within(1e-6));
        assertThat(market.number(USD + OF_INVERSE, 1)).isEqualTo(2_500_000);

        // And says which venues are in it
        assertThat(market.second(BASE, 1).orElseThrow().attributes())
                .containsEntry("venues", "binance-usdm,deribit")
                .containsEntry("markets", 3L);
    }

    @Test
    void countsUsdtAtItsRate() {
        // Given a USDT worth half a dollar
        Market market = new Market().quote(0.5, "kraken-spot:USDT-USD", 0.49, 0.51);
        open(market, 0.5, LINEAR, 100, 5_000_000).until(1);

        // Then the dollars are half the USDT
        assertThat(market.number(USD + OF_LINEAR, 1)).isEqualTo(2_500_000, within(1e-6));
    }

    @Test
    void takesUsdtAtParAndSaysSoWhereItsRateIsUnknown() {
        Market market = open(new Market(), 0.5, LINEAR, 100, 5_000_000).until(1);

        IndicatorValue value = market.second(USD, 1).orElseThrow();
        assertThat(value.value()).hasValue(5_000_000);
        assertThat(value.quality()).isEqualTo(Quality.DEGRADED);
        assertThat(value.reasons()).containsExactly("usdt_usd unknown, taken at par");
    }

    @Test
    void isStaleAfterHalfAMinuteAndAbsentAfterAHundredSeconds() {
        // Given one reading
        Market market = open(new Market(), 0.5, INVERSE, 50, 2_500_000);

        // When only time passes
        market.until(101);

        // Then it ages, and is never carried on
        assertThat(market.quality(BASE + OF_INVERSE, 30)).isEqualTo(Quality.OK);
        assertThat(market.quality(BASE + OF_INVERSE, 31)).isEqualTo(Quality.STALE);
        assertThat(market.number(BASE + OF_INVERSE, 100)).isEqualTo(50);
        assertThat(market.quality(BASE + OF_INVERSE, 101)).isEqualTo(Quality.ABSENT);
        assertThat(market.second(BASE, 101).orElseThrow().reasons())
                .containsExactly("no open interest told within 100 s");
    }

    @Test
    void aSumSaysWhichMarketIsMissing() {
        // Given two markets of which one falls silent
        Market market = threeMarkets();
        for (int second = 15; second <= 120; second += 15) {
            open(market, second - 0.5, INVERSE, 50, 2_500_000);
        }
        market.until(120);

        // Then the sum is partial and names it; sums that it was no part of are whole
        IndicatorValue all = market.second(BASE, 120).orElseThrow();
        assertThat(all.value()).hasValue(50);
        assertThat(all.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(all.reasons()).contains("missing: binance-usdm.BTC-USDT-PERP");
        assertThat(market.second(BASE + ":coin", 120).orElseThrow().reasons())
                .containsExactly("missing: deribit.BTC-USD-20260327T0800Z");
    }

    @Test
    void aRestartKnowsWhichMarketIsMissing() {
        // Given an engine that goes on where another one has stopped, told of a market by the store only
        List<StoredMinute> stored =
                List.of(new StoredMinute(Series.parse(BASE + OF_LINEAR), Market.START - 60_000_000, 100, Unit.ASSET));
        Market market = new Market().resume(Market.START, stored);

        // When only another market is heard
        open(market, 0.5, INVERSE, 50, 2_500_000).until(1);

        // Then the sum misses the one of the store
        assertThat(market.second(BASE, 1).orElseThrow().reasons())
                .containsExactly("missing: binance-usdm.BTC-USDT-PERP");
    }

    @Test
    void doesNotMissAContractThatHasExpired() {
        // Given a contract that expires within the minute
        Market market = new Market(Market.micros("2026-03-27T07:58:00Z"));
        for (int second = 0; second <= 240; second += 15) {
            open(market, second + 0.5, INVERSE, 50, 2_500_000);
            if (second < 120) {
                open(market, second + 0.6, DATED, 10, 500_000);
            }
        }

        // When it is over
        market.until(240);

        // Then nothing is missing, and nothing is published of it any more
        assertThat(market.quality(BASE, 240)).isEqualTo(Quality.OK);
        assertThat(market.second(BASE + ":deribit.BTC-USD-20260327T0800Z", 240)).isEmpty();
    }

    @Test
    void forgetsAtAGapInEverythingButNotAtOneOfTheMarks() {
        Market market = open(new Market(), 0.5, INVERSE, 50, 2_500_000);
        market.take(new FeedGap(
                Instrument.parse(INVERSE), market.stamp(1.5), "mark", market.at(1.5), "lost", FeedGap.Scope.MARKS));
        market.until(2).gap(2.5, INVERSE).until(3);

        assertThat(market.number(BASE + OF_INVERSE, 2)).isEqualTo(50);
        assertThat(market.quality(BASE + OF_INVERSE, 3)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void doesNotTakeWhatIsImportedForThePresent() {
        // Given open interest of now
        Market market = open(new Market(), 0.5, INVERSE, 50, 2_500_000);

        // When that of a year ago is imported
        Stamp imported = new Stamp(Market.micros("2025-03-02T00:00:00Z"), market.at(0.8), -1, Origin.BACKFILL);
        market.take(new OpenInterest(Instrument.parse(INVERSE), imported, 7, 350_000))
                .until(1);

        // Then the value stays
        assertThat(market.number(BASE + OF_INVERSE, 1)).isEqualTo(50);
    }

    @Test
    void tellsTheMarginOfAMarketByItsName() {
        assertThat(Margin.ofMarket("binance-usdm.BTC-USDT-PERP")).isEqualTo(Margin.STABLE);
        assertThat(Margin.ofMarket("deribit.BTC-USD-20260327T0800Z")).isEqualTo(Margin.COIN);
        assertThat(Margin.ofMarket("kraken-futures.BTC-USD-PERP-USD")).isEqualTo(Margin.STABLE);
        assertThat(Margin.ofMarket("bitmex.ETH-USD-PERP-BTC")).isEqualTo(Margin.COIN);
    }
}
