package io.basiswatch.indicator.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All measures of funding are made of the same rates, so they are tested together. */
class FundingTest {
    private static final String PERP = "binance-coinm:BTC-USD-PERP";
    private static final String OF_PERP = ":binance-coinm.BTC-USD-PERP";
    private static final String RATE = "BTC:funding_rate";
    private static final String EIGHT_HOURS = "BTC:funding_rate_8h";
    private static final String SIMPLE = "BTC:funding_annualized_pct";
    private static final String COMPOUND = "BTC:funding_annualized_compound_pct";
    private static final String SETTLED = "BTC:funding_rate_settled";
    private static final String WEIGHTED = "BTC:funding_rate_oi_weighted";

    private static Market running(Market market, double second, String instrument, double rate, int hours) {
        return rate(market, second, instrument, FundingRate.Kind.PREDICTED, rate, Optional.of(Duration.ofHours(hours)));
    }

    private static Market settled(Market market, double second, double rate, double paid) {
        return market.take(new FundingRate(
                Instrument.parse(PERP),
                market.stamp(second),
                FundingRate.Kind.SETTLED,
                rate,
                Optional.of(Duration.ofHours(4)),
                market.at(paid)));
    }

    private static Market rate(
            Market market,
            double second,
            String instrument,
            FundingRate.Kind kind,
            double rate,
            Optional<Duration> interval) {
        return market.take(new FundingRate(
                Instrument.parse(instrument), market.stamp(second), kind, rate, interval, market.at(28_800)));
    }

    private static Market open(Market market, double second, String instrument, double dollars) {
        return market.take(
                new OpenInterest(Instrument.parse(instrument), market.stamp(second), dollars / 50_000, dollars));
    }

    /** The three venues of the golden vector: 0.01 %/8 h, 0.002 %/1 h and −0.005 %/4 h. */
    private static Market threeVenues() {
        Market market = new Market();
        running(market, 0.5, PERP, 0.0001, 8);
        running(market, 0.5, "kraken-futures:BTC-USD-PERP:USD", 0.00002, 1);
        return running(market, 0.5, "deribit:BTC-USD-PERP", -0.00005, 4);
    }

    @Test
    void isEmptyUntilWarm() {
        Market market = open(new Market(), 0.5, PERP, 1_000).until(1);

        assertThat(market.second(RATE + OF_PERP, 1)).isEmpty();
        assertThat(market.second(EIGHT_HOURS + OF_PERP, 1)).isEmpty();
        assertThat(market.second(WEIGHTED, 1)).isEmpty();
    }

    @Test
    void matchesGoldenVector() {
        // Given 0.01 % for eight hours
        Market market = running(new Market(), 0.5, PERP, 0.0001, 8).until(1);

        // Then it is 10.95 % a year, and 11.57 % with interest
        assertThat(market.number(RATE + OF_PERP, 1)).isEqualTo(0.01, within(1e-12));
        assertThat(market.number(EIGHT_HOURS + OF_PERP, 1)).isEqualTo(0.01, within(1e-12));
        assertThat(market.number(SIMPLE + OF_PERP, 1)).isEqualTo(10.95, within(1e-9));
        assertThat(market.number(COMPOUND + OF_PERP, 1)).isEqualTo(11.571396279167324, within(1e-9));
        assertThat(market.second(RATE + OF_PERP, 1).orElseThrow().attributes())
                .containsEntry("interval_hours", 8.0)
                .containsEntry("funding_time", "2026-03-02T08:00:00Z");
    }

    @Test
    void bringsAnHourlyRateToEightHours() {
        // Given 0.00125 % for one hour
        Market market = running(new Market(), 0.5, "hyperliquid:BTC-USDC-PERP", 0.0000125, 1)
                .until(1);

        // Then it is 0.01 % for eight
        assertThat(market.number(EIGHT_HOURS + ":hyperliquid.BTC-USDC-PERP", 1)).isEqualTo(0.01, within(1e-12));
    }

    @Test
    void followsAnIntervalThatChanges() {
        // Given a venue that goes over from eight hours to four
        Market market = running(new Market(), 0.5, PERP, 0.0001, 8).until(1);

        // When the same rate runs half as long
        running(market, 1.5, PERP, 0.0001, 4).until(2);

        // Then it counts twice
        assertThat(market.number(EIGHT_HOURS + OF_PERP, 2)).isEqualTo(0.02, within(1e-12));
        assertThat(market.number(SIMPLE + OF_PERP, 2)).isEqualTo(21.9, within(1e-9));
    }

    @Test
    void isAbsentWhereTheIntervalIsNotKnownAndAssumesNone() {
        Market market = new Market();
        rate(market, 0.5, PERP, FundingRate.Kind.PREDICTED, 0.0001, Optional.empty())
                .until(1);

        assertThat(market.number(RATE + OF_PERP, 1)).isEqualTo(0.01, within(1e-12));
        IndicatorValue value = market.second(EIGHT_HOURS + OF_PERP, 1).orElseThrow();
        assertThat(value.value()).isEmpty();
        assertThat(value.reasons()).containsExactly("the funding interval is not known yet");
        assertThat(market.quality(SIMPLE + OF_PERP, 1)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void ageIsBounded() {
        Market market = running(new Market(), 0.5, PERP, 0.0001, 8).until(101);

        assertThat(market.quality(RATE + OF_PERP, 30)).isEqualTo(Quality.OK);
        assertThat(market.quality(RATE + OF_PERP, 31)).isEqualTo(Quality.STALE);
        assertThat(market.second(EIGHT_HOURS + OF_PERP, 31).orElseThrow().reasons())
                .containsExactly("funding_rate: stale");
        assertThat(market.quality(RATE + OF_PERP, 100)).isEqualTo(Quality.STALE);
        assertThat(market.quality(RATE + OF_PERP, 101)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void startsAgainAfterAFeedGap() {
        // Given a rate before a gap of the marks
        Market market = running(new Market(), 0.5, PERP, 0.0001, 8);
        market.take(new FeedGap(
                        Instrument.parse(PERP), market.stamp(1.5), "mark", market.at(1), "lost", FeedGap.Scope.MARKS))
                .until(2);
        assertThat(market.quality(RATE + OF_PERP, 2)).isEqualTo(Quality.ABSENT);

        // When it is told again
        running(market, 2.5, PERP, -0.0002, 8).until(3);

        // Then it is there again
        assertThat(market.number(RATE + OF_PERP, 3)).isEqualTo(-0.02, within(1e-12));
    }

    @Test
    void aPaymentIsAPointInItsMinuteAndNothingInBetween() {
        // Given a payment that becomes known five seconds after it was due
        Market market = running(new Market().until(60), 60.5, PERP, 0.0003, 4);
        settled(market, 65, 0.0001, 60).until(240);

        // Then the minute has it, whole, with its own interval
        IndicatorValue minute = market.minute(SETTLED + OF_PERP, 60).getFirst();
        assertThat(minute.value().orElseThrow()).isEqualTo(0.01, within(1e-12));
        assertThat(minute.quality()).isEqualTo(Quality.OK);
        assertThat(minute.attributes())
                .containsEntry("funding_time", "2026-03-02T00:01:00Z")
                .containsEntry("interval_hours", 4.0)
                .containsEntry("rate_8h_pct", 0.02);

        // And no other minute has, nor is it missing there; the running rate is not touched by it
        assertThat(market.minute(SETTLED + OF_PERP, 0)).isEmpty();
        assertThat(market.minute(SETTLED + OF_PERP, 120)).isEmpty();
        assertThat(market.second(SETTLED + OF_PERP, 126)).isEmpty();
        assertThat(market.number(RATE + OF_PERP, 66)).isEqualTo(0.03, within(1e-12));
    }

    @Test
    void anImportedPaymentIsNoPointOfThePresent() {
        // Given a payment of a year ago that is imported now
        Market market = new Market().until(0);
        Stamp imported = new Stamp(Market.micros("2025-03-02T00:00:00Z"), market.at(5), -1, Origin.BACKFILL);
        market.take(new FundingRate(
                        Instrument.parse(PERP),
                        imported,
                        FundingRate.Kind.SETTLED,
                        0.01,
                        Optional.empty(),
                        imported.eventTime()))
                .until(60);

        assertThat(market.minute(SETTLED + OF_PERP, 0)).isEmpty();
    }

    @Test
    void ofPaymentsReadTogetherTheNewestCounts() {
        // Given a history that is read at once, in no order
        Market market = settled(new Market().until(0), 5, 0.0002, -14_400);
        settled(market, 5, 0.0001, -28_800).until(60);

        assertThat(market.minute(SETTLED + OF_PERP, 0).getFirst().value().orElseThrow())
                .isEqualTo(0.02, within(1e-12));
    }

    @Test
    void weighsByOpenInterestAsInTheGoldenVector() {
        // Given five, one and two billion dollars
        Market market = open(threeVenues(), 0.6, PERP, 5e9);
        open(market, 0.6, "kraken-futures:BTC-USD-PERP:USD", 1e9);
        open(market, 0.6, "deribit:BTC-USD-PERP", 2e9).until(1);

        // Then the mean is 0.00575 % for eight hours, and not 0.00233 %
        IndicatorValue value = market.second(WEIGHTED, 1).orElseThrow();
        assertThat(value.value().orElseThrow()).isEqualTo(0.00575, within(1e-12));
        assertThat(value.quality()).isEqualTo(Quality.OK);
        assertThat(value.attributes()).containsEntry("open_interest_usd", 8e9).containsEntry("markets", 3L);

        // And those that are margined in coins stand apart from those that are not
        assertThat(market.number(WEIGHTED + ":stable", 1)).isEqualTo(0.016, within(1e-12));
        assertThat(market.number(WEIGHTED + ":coin", 1)).isEqualTo((0.01 * 5 - 0.01 * 2) / 7, within(1e-12));
    }

    @Test
    void leavesOutWhatHasNoWeightOrNoRateAndSaysSo() {
        // Given a rate without open interest, and open interest without a rate
        Market market = open(threeVenues(), 0.6, PERP, 5e9);
        open(market, 0.6, "bitmex:BTC-USD-PERP", 1e9).until(1);

        // Then the value is that of the one market that has both
        IndicatorValue value = market.second(WEIGHTED + ":coin", 1).orElseThrow();
        assertThat(value.value().orElseThrow()).isEqualTo(0.01, within(1e-12));
        assertThat(value.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(value.reasons())
                .containsExactly("no funding rate: bitmex.BTC-USD-PERP", "no open interest: deribit.BTC-USD-PERP");
        assertThat(value.inputs())
                .filteredOn(input -> !input.excluded().isEmpty())
                .hasSize(2);
    }

    @Test
    void hasNoMeanWhereNothingIsOpen() {
        Market market =
                open(running(new Market(), 0.5, PERP, 0.0001, 8), 0.5, PERP, 0).until(1);

        assertThat(market.second(WEIGHTED, 1).orElseThrow().reasons()).contains("nothing is open");
        assertThat(market.quality(WEIGHTED, 1)).isEqualTo(Quality.ABSENT);
    }
}
