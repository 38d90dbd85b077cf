package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Verification;
import io.basiswatch.indicator.Verifier;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourlyMeanTest {
    private static final long HOUR = Resolution.HOUR.micros();
    private static final Series BASIS = Series.parse("BTC:futures_spot_basis_pct:perp");
    private static final String WEEK = "BTC:futures_spot_basis_sma_168h:perp";
    private static final long OPEN = Market.micros("2026-03-02T12:58:00Z");
    private static final long FIRST_OF_HOUR = Market.micros("2026-03-02T12:00:00Z");

    private final List<Constituents.Point> hours = new ArrayList<>();

    /** An engine that goes on at 12:58, and knows the hours from {@code oldest} to {@code newest} hours before 12:00. */
    private Market after(int oldest, int newest, Quality quality) {
        Market market = new Market(OPEN).resume(OPEN, List.of());
        for (int back = oldest; back >= newest; back--) {
            hour(market, FIRST_OF_HOUR - back * HOUR, back % 7 - 3.3, quality, false);
        }
        return market;
    }

    private void hour(Market market, long time, double value, Quality quality, boolean isOfCandles) {
        hours.add(new Constituents.Point(time, value, 1));
        market.engine().recall(new ClosedValue(BASIS, Resolution.HOUR, time, value, quality, time + HOUR, isOfCandles));
    }

    /** Quotes from 12:58 on until {@code seconds} later: the basis is 1 %. */
    private static Market quoted(Market market, int seconds) {
        for (int second = 0; second < seconds; second += 5) {
            market.quote(second + 0.5, "binance-spot:BTC-USDT", 100)
                    .quote(second + 0.5, "binance-usdm:BTC-USDT-PERP", 101);
        }
        return market.until(seconds);
    }

    @Test
    void aWeekOfHoursHasTheMeanOfAPlainComputationAndItsSlope() {
        // Given the hours of a week and a day, up to noon
        Market market = quoted(after(192, 1, Quality.OK), 60);

        // When a minute of the next hour closes
        IndicatorValue value = market.minute(WEEK, 0).getFirst();

        // Then the mean is of the last 168 of them, and the slope since a day before
        double mean = hours.subList(24, 192).stream()
                .mapToDouble(Constituents.Point::value)
                .average()
                .orElseThrow();
        double before = hours.subList(0, 168).stream()
                .mapToDouble(Constituents.Point::value)
                .average()
                .orElseThrow();
        assertThat(value.value().orElseThrow()).isCloseTo(mean, within(1e-12));
        assertThat((double) value.attributes().get("slope_24h")).isCloseTo(mean - before, within(1e-12));
        assertThat(value.quality()).isEqualTo(Quality.OK);
        assertThat(market.minute("BTC:futures_spot_basis_sma_720h:perp", 0)).isEmpty();
    }

    @Test
    void theHourThatHasJustClosedCountsFromItsNextMinuteOn() {
        // Given a week without the hour that is open, and quotes in its last two minutes
        Market market = quoted(after(167, 1, Quality.OK), 240);

        // When the minutes before and after its end are looked at
        // Then the hour is in the second
        assertThat(market.minute(WEEK, 60).getFirst().attributes()).containsEntry("n_hours", 167L);
        IndicatorValue next = market.minute(WEEK, 120).getFirst();
        assertThat(next.attributes()).containsEntry("n_hours", 168L);
        double others = hours.stream().mapToDouble(Constituents.Point::value).sum();
        assertThat(next.value().orElseThrow()).isCloseTo((others + 1) / 168, within(1e-9));
    }

    @Test
    void belowFourFifthsOfTheHoursThereIsNoMeanAndBelowAllItIsPartial() {
        assertThat(quoted(after(134, 1, Quality.OK), 60).minute(WEEK, 0)).isEmpty();
        IndicatorValue partial =
                quoted(after(135, 1, Quality.OK), 60).minute(WEEK, 0).getFirst();
        assertThat(partial.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(partial.reasons()).containsExactly("135 of 168 hours");
        assertThat(partial.attributes()).doesNotContainKey("slope_24h");
    }

    @Test
    void hoursOfCandlesHaveNoPartInIt() {
        // Given a week of hours, and hours of candles before them and among them
        Market market = after(168, 1, Quality.OK);
        hour(market, FIRST_OF_HOUR - 5 * HOUR, 900, Quality.OK, true);
        hour(market, FIRST_OF_HOUR - 170 * HOUR, 900, Quality.OK, true);

        // When a minute closes
        IndicatorValue value = quoted(market, 60).minute(WEEK, 0).getFirst();

        // Then they make no difference
        assertThat(value.value())
                .isEqualTo(quoted(after(168, 1, Quality.OK), 60)
                        .minute(WEEK, 0)
                        .getFirst()
                        .value());
    }

    @Test
    void aRevisedHourReplacesTheOneThatItRevises() {
        Market market = after(168, 1, Quality.OK);
        hour(market, FIRST_OF_HOUR - HOUR, 100, Quality.OK, false);

        double mean = (hours.subList(0, 167).stream()
                                .mapToDouble(Constituents.Point::value)
                                .sum()
                        + 100)
                / 168;
        assertThat(quoted(market, 60).minute(WEEK, 0).getFirst().value().orElseThrow())
                .isCloseTo(mean, within(1e-12));
    }

    @Test
    void hoursThatWereDegradedAreTold() {
        IndicatorValue value =
                quoted(after(168, 1, Quality.DEGRADED), 60).minute(WEEK, 0).getFirst();

        assertThat(value.reasons()).containsExactly("168 of 168 hours degraded");
    }

    @Test
    void theReceiptNamesTheHoursAndGivesTheSameMean() {
        // Given a mean whose receipt refers to its hours
        IndicatorValue value =
                quoted(after(168, 1, Quality.OK), 60).minute(WEEK, 0).getFirst();
        Verifier verifier = new Verifier(Indicators.all());
        assertThat(verifier.verify(value).outcome()).isEqualTo(Verification.Outcome.INCOMPLETE);

        // When they are filled in
        IndicatorValue whole =
                value.madeOf(List.of(value.constituents().getFirst().with(hours)));

        // Then it holds
        assertThat(verifier.verify(whole).outcome()).isEqualTo(Verification.Outcome.HOLDS);
    }
}
