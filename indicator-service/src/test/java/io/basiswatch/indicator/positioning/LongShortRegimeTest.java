package io.basiswatch.indicator.positioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Checked;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongShortRegimeTest {
    private static final Instrument PERPETUAL = Instrument.parse("binance-usdm:BTC-USDT-PERP");
    private static final String REGIME = "BTC:long_short_regime";
    private static final Series RATIO = Series.parse("BTC:long_short_accounts");
    private static final Series FUNDING = Series.parse("BTC:funding_rate_oi_weighted");
    private static final long HOUR = Resolution.HOUR.micros();
    private static final int ALL = 2160;

    private final Market market = new Market();
    private final Checked receipts = new Checked();

    private void hour(Series series, int back, double value) {
        long time = Market.START - back * HOUR;
        ClosedValue hour = new ClosedValue(series, Resolution.HOUR, time, value, Quality.OK, time + HOUR, false);
        market.engine().recall(hour);
        receipts.store(hour);
    }

    /** The ratios 1.001, 1.002, … and the rates 0.0001 %, 0.0002 %, …, in an order that mixes them. */
    private void history(int hours) {
        for (int back = hours; back >= 1; back--) {
            int rank = (int) (back * 7919L % hours) + 1;
            hour(RATIO, back, 1 + rank / 1_000.0);
            hour(FUNDING, back, rank / 10_000.0);
        }
    }

    /** A minute in which the ratio and the rate for eight hours, in percent, are these. */
    private void minute(double ratio, double percent) {
        told(0.5, ratio);
        told(40.5, ratio);
        for (double second = 0.5; second < 60; second += 40) {
            market.take(new OpenInterest(PERPETUAL, market.stamp(second), 100, 5_000_000));
            market.take(new FundingRate(
                    PERPETUAL,
                    market.stamp(second),
                    FundingRate.Kind.PREDICTED,
                    percent / 100,
                    Optional.of(Duration.ofHours(8)),
                    market.at(3_600)));
        }
        market.until(60);
    }

    private void told(double second, double ratio) {
        market.take(LongShortRatio.ofRatio(PERPETUAL, market.stamp(second), LongShortRatio.Kind.ACCOUNTS, ratio));
    }

    private IndicatorValue regime() {
        return market.minute(REGIME, 0).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "2.950, 0.1620, 1, crowded_long",
        "2.940, 0.1630, 0, balanced",
        "2.960, 0.1610, 0, balanced",
        "1.215, 0.0530, -1, crowded_short",
        "1.217, 0.0530, 0, balanced",
        "1.215, 0.0550, 0, balanced",
        "2.000, 0.2000, 0, balanced"
    })
    void needsACrowdOnOneSideThatPaysForIt(double ratio, double percent, double regime, String state) {
        // Given: of 2160 hours the 90th percentile of the ratio is 1 + 1.944, the 75th of funding 0.162 %
        history(ALL);

        // When
        minute(ratio, percent);

        // Then
        assertThat(regime().value()).hasValue(regime);
        assertThat(regime().attributes())
                .containsEntry("state", state)
                .containsEntry("ratio_p90", 1 + 1944 / 1_000.0)
                .containsEntry("ratio_p10", 1 + 216 / 1_000.0)
                .containsEntry("funding_p75", 1620 / 10_000.0)
                .containsEntry("funding_p25", 540 / 10_000.0)
                .containsEntry("n_ratio", 2160L);
        assertThat(regime().reasons()).noneMatch(reason -> reason.contains("hours"));
        receipts.allHold(market.values(), Set.of("long_short_regime"));
    }

    @Test
    void isUnknownWithoutAMonthOfHours() {
        // Given
        history(719);

        // When
        minute(3, 1);

        // Then
        assertThat(regime().value()).isEmpty();
        assertThat(regime().reasons()).contains("719 of at least 720 hours");
    }

    @Test
    void isPartialBelowFourFifths() {
        // Given
        history(720);

        // When
        minute(3, 1);

        // Then
        assertThat(regime().value()).hasValue(1);
        assertThat(regime().reasons()).contains("720 of 2160 hours");
    }

    @Test
    void isUnknownAndNotBalancedWhereFundingIsNotKnown() {
        // Given
        history(ALL);

        // When
        told(0.5, 3);
        market.take(new OpenInterest(PERPETUAL, market.stamp(0.5), 100, 5_000_000));
        market.until(60);

        // Then
        assertThat(regime().value()).isEmpty();
        assertThat(regime().reasons()).contains("the funding rate is not known");
    }

    @Test
    void isUnknownWhereAllHoursAreTheSame() {
        // Given
        for (int back = ALL; back >= 1; back--) {
            hour(RATIO, back, 2);
            hour(FUNDING, back, 0.01);
        }

        // When
        minute(2, 0.01);

        // Then
        assertThat(regime().value()).isEmpty();
        assertThat(regime().reasons()).contains("the hours before do not differ");
    }

    @Test
    void doesNotLookAtHoursThatWereNotOver() {
        // Given: the hour that the minute is in, and one later, as a store might hold them
        history(720);
        hour(RATIO, 0, 99);
        hour(FUNDING, 0, 99);
        hour(RATIO, -1, 99);
        hour(FUNDING, -1, 99);

        // When
        minute(3, 1);

        // Then
        assertThat(regime().attributes())
                .containsEntry("n_ratio", 720L)
                .containsEntry("n_funding", 720L)
                .containsEntry("ratio_p90", 1 + 648 / 1_000.0);
    }
}
