package io.basiswatch.indicator.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Closings;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Verification;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final long START = Market.START;
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long DAY = Resolution.DAY.micros();
    private static final String FUNDING = "BTC:funding_rate_oi_weighted";
    private static final String ALERT = "negative_funding";

    private final Closings closings = new Closings(new Alerts(), "BTC");

    private static long minute(int number) {
        return START + number * MINUTE;
    }

    private void funding(int from, int to, double rate) {
        for (int minute = from; minute < to; minute++) {
            closings.tell(FUNDING, Resolution.MINUTE, minute(minute), rate);
        }
    }

    private OptionalDouble at(int minute) {
        return closings.close(minute(minute)).get(ALERT).value();
    }

    @Test
    void standsAfterItsMinutesAndUntilItIsCleared() {
        // Given funding that is negative for fifteen minutes, then less so, then hardly
        funding(0, 5, 0.01);
        funding(5, 20, -0.012);
        funding(20, 30, -0.007);
        funding(30, 31, -0.004);

        // When the minutes after are closed
        // Then the alert stands from the minute after the fifteenth, and not after it was cleared
        assertThat(at(19)).hasValue(0);
        assertThat(at(20)).hasValue(1);
        assertThat(at(30)).hasValue(1);
        assertThat(at(31)).hasValue(0);
    }

    @Test
    void saysWhatItWatchesAndHowFarOffItIs() {
        // Given an alert that stands
        funding(0, 5, 0.01);
        funding(5, 20, -0.012);

        // When it is read
        IndicatorValue alert = closings.close(minute(20)).get(ALERT);

        // Then it says why
        assertThat(alert.attributes())
                .containsEntry("watches", FUNDING)
                .containsEntry("side", "below")
                .containsEntry("raised_at", -0.01)
                .containsEntry("cleared_at", -0.005)
                .containsEntry("duration", 15L)
                .containsEntry("latest", -0.012)
                .containsEntry("since", "2026-03-02T00:19:00Z");
        assertThat((double) alert.attributes().get("distance")).isBetween(0.0019, 0.0021);
        assertThat(closings.verify(alert).outcome()).isEqualTo(Verification.Outcome.HOLDS);
    }

    @Test
    void isForgottenWhereNothingInItsMemoryRaisesIt() {
        // Given an alert that was raised, and then minutes between its thresholds
        funding(0, 15, -0.012);
        funding(15, 91, -0.007);

        // When the minutes after are closed
        // Then it stands while the row that raised it is whole among the last ninety
        assertThat(at(90)).hasValue(1);
        assertThat(closings.close(minute(90)).get(ALERT).attributes()).doesNotContainKey("since");
        assertThat(at(91)).hasValue(0);
    }

    @Test
    void isAbsentWhereTheMinuteBeforeIsNotKnown() {
        // Given a hole
        funding(0, 20, -0.012);

        // When a later minute is closed
        IndicatorValue alert = closings.close(minute(22)).get(ALERT);

        // Then nobody claims that all is well
        assertThat(alert.quality()).isEqualTo(Quality.ABSENT);
        assertThat(alert.reasons()).containsExactly("no value of " + FUNDING + " in the minute before");
        assertThat(closings.close(minute(22))).doesNotContainKey("squeeze_setup");
    }

    @Test
    void watchesDaysToo() {
        // Given a day of extreme selling, and one that candles told only later
        String z = "BTC:taker_imbalance_z_90d";
        closings.tell(z, Resolution.DAY, START - 2 * DAY, -1);
        closings.tellCandle(z, START - DAY, -2.5, START + 30 * MINUTE);

        // When minutes before and after that are closed
        // Then it counts from when it was known
        assertThat(closings.close(minute(10)).get("taker_selling").quality()).isEqualTo(Quality.ABSENT);
        assertThat(closings.close(minute(30)).get("taker_selling").value()).hasValue(1);
        assertThat(closings.verify(closings.close(minute(30)).get("taker_selling"))
                        .outcome())
                .isEqualTo(Verification.Outcome.HOLDS);
    }

    @Test
    void isTheSameWhereverItBegins() {
        // Given random funding with holes
        Random random = new Random(5);
        double[] rates = random.doubles(400, -0.02, 0.005).toArray();
        Closings whole = new Closings(new Alerts(), "BTC");
        for (int minute = 0; minute < 400; minute++) {
            // When another one is told the last 92 minutes only
            if (minute > 100) {
                Closings late = new Closings(new Alerts(), "BTC");
                for (int before = minute - 92; before < minute; before++) {
                    tell(late, before, rates);
                }
                // Then both say the same
                Map<String, IndicatorValue> one = whole.close(minute(minute));
                assertThat(late.close(minute(minute))).isEqualTo(one);
            }
            tell(whole, minute, rates);
        }
    }

    private static void tell(Closings closings, int minute, double[] rates) {
        // Long rows on one side, and every seventeenth minute missing.
        if (minute % 17 != 0) {
            closings.tell(FUNDING, Resolution.MINUTE, minute(minute), rates[minute / 20] + rates[minute] / 10);
        }
    }
}
