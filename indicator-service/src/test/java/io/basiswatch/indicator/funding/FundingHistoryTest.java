package io.basiswatch.indicator.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Rechecked;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Measures of funding that look back: on payments of two days, and on days of a year. */
class FundingHistoryTest {
    private static final String PERP = "binance-coinm:BTC-USD-PERP";
    private static final String LINEAR = "kraken-futures:BTC-USD-PERP:USD";
    private static final String THIRD = "deribit:BTC-USD-PERP";
    private static final String OF_PERP = ":binance-coinm.BTC-USD-PERP";
    private static final String PAID = "BTC:funding_rate_settled_8h";
    private static final String AVERAGE = "BTC:funding_avg_48h_pct";
    private static final String EXTREME = "BTC:funding_extreme";
    private static final String SETUP = "BTC:short_squeeze_setup";
    private static final String RATE = "BTC:funding_rate_8h";
    private static final String INTEREST = "BTC:open_interest_base";
    private static final long HOUR = Resolution.HOUR.micros();
    private static final long DAY = Resolution.DAY.micros();
    /** Payments of eight hours, newest last: one of before the 48 hours, then six with a mean of 0.0062. */
    private static final List<Double> SEVEN = List.of(0.05, 0.01, 0.008, 0.006, 0.0052, 0.004, 0.004);

    private static Market settle(Market market, double second, String instrument, double rate, int hours) {
        return market.take(new FundingRate(
                Instrument.parse(instrument),
                market.stamp(second),
                FundingRate.Kind.SETTLED,
                rate,
                Optional.of(Duration.ofHours(hours)),
                market.at(second)));
    }

    private static Market running(Market market, double second, String instrument, double rate) {
        return market.take(new FundingRate(
                Instrument.parse(instrument),
                market.stamp(second),
                FundingRate.Kind.PREDICTED,
                rate,
                Optional.of(Duration.ofHours(8)),
                market.at(second)));
    }

    private static Market open(Market market, double second, String instrument, double quantity) {
        return market.take(
                new OpenInterest(Instrument.parse(instrument), market.stamp(second), quantity, quantity * 50_000));
    }

    /** Payments that became known a minute after each eighth hour, the last of them eight hours before the start. */
    private static Rechecked payments(String dimension, List<Double> percents) {
        Rechecked history = new Rechecked(new Market().until(0));
        for (int i = 0; i < percents.size(); i++) {
            long due = Market.START - (percents.size() - i) * 8 * HOUR;
            history.tell(PAID + dimension, Resolution.MINUTE, due + 60_000_000, percents.get(i));
        }
        return history;
    }

    /** Days with rates of 0.001, 0.002 … percent up to the number of them, the last day before the start. */
    private static Rechecked days(int count) {
        Rechecked history = new Rechecked(new Market().until(0));
        for (int day = 1; day <= count; day++) {
            history.tell(RATE + OF_PERP, Resolution.DAY, Market.START - day * DAY, day / 1_000.0);
        }
        return history;
    }

    private static IndicatorValue minute(Market market, String series) {
        return market.minute(series, 0).getFirst();
    }

    @Test
    void bringsAPaymentToEightHoursByItsOwnInterval() {
        // Given payments of four hours and of one
        Market market = settle(new Market().until(0), 5, PERP, 0.0001, 4);
        settle(market, 65, PERP, 0.0001, 1).until(180);

        // Then each is as much for eight hours as its own interval says, and there is none in between
        assertThat(minute(market, PAID + OF_PERP).value().orElseThrow()).isEqualTo(0.02, within(1e-12));
        assertThat(market.minute(PAID + OF_PERP, 60).getFirst().value().orElseThrow())
                .isEqualTo(0.08, within(1e-12));
        assertThat(market.minute(PAID + OF_PERP, 120)).isEmpty();
        new Rechecked(market).holds("funding_rate_settled", "funding_rate_settled_8h");
    }

    @Test
    void theMeanIsThatOfThePaymentsOfFortyEightHours() {
        // Given seven payments, of which six are of the 48 hours
        Rechecked history = payments(OF_PERP, SEVEN);

        // When a minute closes
        history.market().until(60);

        // Then their mean is told, as whole
        IndicatorValue value = minute(history.market(), AVERAGE + OF_PERP);
        assertThat(value.value().orElseThrow()).isEqualTo(0.0062, within(1e-15));
        assertThat(value.quality()).isEqualTo(Quality.OK);
        assertThat(value.attributes()).containsEntry("n_obs", 6L);
        history.holds("funding_avg_48h_pct");
    }

    @Test
    void theMeanIsPartialAtFirstAndAbsentBeforeThreePayments() {
        // Given a perpetual that pays every eight hours, heard from its first payment on
        Market market = settle(new Market().until(0), 5, PERP, 0.0001, 8).until(60);
        assertThat(minute(market, AVERAGE + OF_PERP).reasons()).contains("fewer than 3 payments");

        // When two more have become known
        settle(market, 8 * 3_600 + 5, PERP, 0.0002, 8);
        settle(market, 16 * 3_600 + 5, PERP, 0.0006, 8).until(16 * 3_600 + 60);

        // Then there is a mean of three, and it says that it does not reach back
        IndicatorValue value = market.minute(AVERAGE + OF_PERP, 16 * 3_600).getFirst();
        assertThat(value.value().orElseThrow()).isEqualTo(0.03, within(1e-12));
        assertThat(value.reasons()).containsExactly("payments are known for less than 48 h");
        new Rechecked(market).holds("funding_avg_48h_pct");
    }

    @Test
    void noticesAPaymentThatIsMissing() {
        Rechecked history = new Rechecked(new Market().until(0));
        for (int hour : List.of(64, 56, 48, 40, 24, 16, 8)) {
            history.tell(PAID + OF_PERP, Resolution.MINUTE, Market.START - hour * HOUR, 0.01);
        }
        history.market().until(60);

        assertThat(minute(history.market(), AVERAGE + OF_PERP).reasons()).containsExactly("a payment is missing");
    }

    @Test
    void thereIsNoMeanOnceNoPaymentCameForADay() {
        Rechecked history = new Rechecked(new Market().until(0));
        for (int hour : List.of(41, 33, 25)) {
            history.tell(PAID + OF_PERP, Resolution.MINUTE, Market.START - hour * HOUR, 0.01);
        }
        history.market().until(60);

        assertThat(history.market().minute(AVERAGE + OF_PERP, 0)).isEmpty();
    }

    @Test
    void weighsTheMeansByWhatIsOpenAtTheEndOfTheMinute() {
        // Given the rates of the golden vector as means of three venues
        Rechecked history = new Rechecked(new Market().until(0));
        for (int hour = 8; hour <= 64; hour += 8) {
            history.tell(PAID + OF_PERP, Resolution.MINUTE, Market.START - hour * HOUR, 0.01)
                    .tell(
                            PAID + ":kraken-futures.BTC-USD-PERP-USD",
                            Resolution.MINUTE,
                            Market.START - hour * HOUR,
                            0.016)
                    .tell(PAID + ":deribit.BTC-USD-PERP", Resolution.MINUTE, Market.START - hour * HOUR, -0.01);
        }

        // When five, one and two billion dollars are open, and more was open before
        Market market = open(history.market(), 1, PERP, 900_000);
        for (double second : List.of(15, 30, 45, 59)) {
            open(open(open(market, second, PERP, 100_000), second, LINEAR, 20_000), second, THIRD, 40_000);
        }
        market.until(60);

        // Then the mean is 0.00575 %, by margin too
        assertThat(minute(market, AVERAGE).value().orElseThrow()).isEqualTo(0.00575, within(1e-12));
        assertThat(minute(market, AVERAGE).attributes())
                .containsEntry("open_interest_usd", 8e9)
                .containsEntry("markets", 3L);
        assertThat(minute(market, AVERAGE + ":stable").value().orElseThrow()).isEqualTo(0.016, within(1e-12));
        history.holds("funding_avg_48h_pct", "open_interest_usd", "open_interest_base");
    }

    @Test
    void aDeeplyNegativeRateIsExtremeWithoutAnyHistory() {
        Market market = running(new Market().until(0), 0.5, PERP, -0.0001);
        running(market, 58.5, PERP, -0.0001).until(60);

        IndicatorValue value = minute(market, EXTREME + OF_PERP);
        assertThat(value.value()).hasValue(-1);
        assertThat(value.reasons()).contains("0 of 365 days");
        new Rechecked(market).holds("funding_extreme");
    }

    @Test
    void whatIsNotDeeplyNegativeIsUnknownBeforeNinetyDays() {
        Rechecked history = days(89);
        running(history.market(), 58.5, PERP, 0.0001).until(60);

        IndicatorValue value = minute(history.market(), EXTREME + OF_PERP);
        assertThat(value.value()).isEmpty();
        assertThat(value.reasons()).contains("fewer than 90 days are known");
        assertThat(value.attributes()).containsEntry("n_obs", 89L).doesNotContainKey("p05");
    }

    @Test
    void theLowestAndTheHighestTwentiethOfTheDaysAreExtreme() {
        // Given days from 0.001 % to 0.365 %: the 5th percentile is 0.019 %, the 95th 0.347 %
        for (double[] expected : new double[][] {{0.00019, -1}, {0.0002, 0}, {0.00346, 0}, {0.00347, 1}}) {
            Rechecked history = days(365);

            // When a rate is at, or within, an edge
            running(history.market(), 58.5, PERP, expected[0]).until(60);

            // Then only the edge and beyond is extreme
            IndicatorValue value = minute(history.market(), EXTREME + OF_PERP);
            assertThat(value.value()).as("%s", expected[0]).hasValue(expected[1]);
            assertThat(value.attributes())
                    .containsEntry("p05", 0.019)
                    .containsEntry("p95", 0.347)
                    .containsEntry("n_obs", 365L);
            history.holds("funding_extreme");
        }
    }

    @Test
    void aDayThatWasHeardStandsBeforeWhatWasPaidForIt() {
        // Given ninety days that were heard, and the payment of one of them and of an earlier one
        Rechecked history = days(90);
        for (int day : List.of(7, 91)) {
            long due = Market.START - (day - 1) * DAY;
            history.market()
                    .take(new FundingRate(
                            Instrument.parse(PERP),
                            new Stamp(due, Market.START + 10_000_000, Stamp.NO_SEQUENCE, Origin.BACKFILL),
                            FundingRate.Kind.SETTLED,
                            0.01,
                            Optional.of(Duration.ofHours(8)),
                            due));
        }

        // When a minute closes
        running(history.market(), 58.5, PERP, 0.0001).until(60);

        // Then only the earlier one is of its payment
        IndicatorValue value = minute(history.market(), EXTREME + OF_PERP);
        assertThat(value.attributes())
                .containsEntry("n_obs", 91L)
                .containsEntry("days_as_paid", 1L)
                .containsEntry("p95", 0.087);
    }

    @Test
    void theRateThatMostDaysHadIsNotExtreme() {
        // Given a venue whose rate is 0.01 % on nearly all days
        Rechecked history = new Rechecked(new Market().until(0));
        for (int day = 1; day <= 365; day++) {
            history.tell(RATE + OF_PERP, Resolution.DAY, Market.START - day * DAY, day < 5 ? 0.005 : 0.01);
        }
        running(history.market(), 58.5, PERP, 0.0001).until(60);

        assertThat(minute(history.market(), EXTREME + OF_PERP).value()).hasValue(0);
    }

    @Test
    void aSetupNeedsExtremeFundingAndThatNobodyHasLeft() {
        // Given 100 coins open a day before
        for (double[] expected : new double[][] {{95, 1}, {94.9, 0}, {120, 1}}) {
            Rechecked history = new Rechecked(new Market().until(0))
                    .tell(INTEREST + OF_PERP, Resolution.HOUR, Market.START - 24 * HOUR - HOUR, 100);

            // When funding is deeply negative and some of them have left, or not
            running(history.market(), 58.5, PERP, -0.0002);
            open(history.market(), 58.5, PERP, expected[0]).until(60);

            // Then five percent make the difference
            assertThat(minute(history.market(), SETUP + OF_PERP).value())
                    .as("%s", expected[0])
                    .hasValue(expected[1]);
            assertThat(minute(history.market(), SETUP).value()).hasValue(expected[1]);
            history.holds("short_squeeze_setup", "funding_extreme");
        }
    }

    @Test
    void whatIsNotKnownIsNoSetupAndNotTheContrary() {
        // Given deeply negative funding, and nothing of open interest a day before
        Market market = running(new Market().until(0), 58.5, PERP, -0.0002);
        open(market, 58.5, PERP, 100).until(60);

        // Then it is absent, and says why
        IndicatorValue value = minute(market, SETUP + OF_PERP);
        assertThat(value.value()).isEmpty();
        assertThat(value.reasons()).contains("open interest of 24 h before is not known");

        // And so it is where open interest is known, and funding is not known to be extreme
        Rechecked history = days(10).tell(INTEREST + OF_PERP, Resolution.HOUR, Market.START - 24 * HOUR - HOUR, 100);
        running(history.market(), 58.5, PERP, 0.0001);
        open(history.market(), 58.5, PERP, 100).until(60);
        assertThat(minute(history.market(), SETUP + OF_PERP).reasons()).contains("funding_extreme is not known");
    }

    @Test
    void oneConditionThatIsNotMetDecides() {
        // Given funding that is not known to be extreme, and open interest that has fallen by half
        Rechecked history = days(10).tell(INTEREST + OF_PERP, Resolution.HOUR, Market.START - 24 * HOUR - HOUR, 100);
        running(history.market(), 58.5, PERP, 0.0001);
        open(history.market(), 58.5, PERP, 50).until(60);

        assertThat(minute(history.market(), SETUP + OF_PERP).value()).hasValue(0);
        history.holds("short_squeeze_setup");
    }

    @Test
    void aMarketThatFellSilentIsNoChange() {
        // Given two markets a day before, of which only one is heard now
        Rechecked history = new Rechecked(new Market().until(0))
                .tell(INTEREST + OF_PERP, Resolution.HOUR, Market.START - 24 * HOUR - HOUR, 100)
                .tell(INTEREST + ":deribit.BTC-USD-PERP", Resolution.HOUR, Market.START - 24 * HOUR - HOUR, 900);
        running(history.market(), 58.5, PERP, -0.0002);
        open(history.market(), 58.5, PERP, 101).until(60);

        // Then open interest has grown by one percent, and the value is partial
        IndicatorValue value = minute(history.market(), SETUP);
        assertThat(value.value()).hasValue(1);
        assertThat((Double) value.attributes().get("interest_change_24h_pct")).isEqualTo(1, within(1e-9));
        assertThat(value.reasons()).contains("open interest of now is not known: deribit.BTC-USD-PERP");
    }

    @Test
    void theChangeOfSeveralMarketsIsARatioOfSums() {
        // Given a small market that lost half of its positions and a large one that gained a twentieth
        Rechecked history = new Rechecked(new Market().until(0))
                .tell(INTEREST + OF_PERP, Resolution.HOUR, Market.START - 24 * HOUR - HOUR, 100)
                .tell(INTEREST + ":deribit.BTC-USD-PERP", Resolution.HOUR, Market.START - 24 * HOUR - HOUR, 900);
        running(history.market(), 58.5, PERP, -0.0002);
        open(open(history.market(), 58.5, PERP, 50), 58.5, THIRD, 945).until(60);

        // Then half a percent less is open, and not 22.5 % as on average of the markets
        IndicatorValue value = minute(history.market(), SETUP);
        assertThat((Double) value.attributes().get("interest_change_24h_pct")).isEqualTo(-0.5, within(1e-9));
        assertThat(value.value()).hasValue(1);
        assertThat(minute(history.market(), SETUP + OF_PERP).value()).hasValue(0);
    }

    @Test
    void nothingOpenThenIsNoBaseOfAChange() {
        Rechecked history = new Rechecked(new Market().until(0))
                .tell(INTEREST + OF_PERP, Resolution.HOUR, Market.START - 24 * HOUR - HOUR, 0);
        running(history.market(), 58.5, PERP, -0.0002);
        open(history.market(), 58.5, PERP, 50).until(60);

        assertThat(minute(history.market(), SETUP).value()).isEmpty();
    }
}
