package io.basiswatch.indicator.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AftermathTest {
    private static final double EXACT = 1e-12;

    private static Aftermath of(int days, IntToDoubleFunction price) {
        return new Aftermath(
                DayRow.of(IntStream.range(0, days).mapToDouble(price).toArray()));
    }

    @Test
    void countsReturnsFromTheFirstCloseAfterTheDay() {
        // Given a price that jumps on the day after the one asked for
        Aftermath aftermath = of(20, day -> day < 11 ? 100 : day < 14 ? 200 : 220);

        // When the returns after day 10 are asked for
        // Then the jump has no part in them: nobody could have bought before it
        assertThat(aftermath.forward(10, 1)).isZero();
        assertThat(aftermath.forward(10, 3)).isCloseTo(10, within(EXACT));
    }

    @Test
    void knowsNothingOfWhatIsNotOver() {
        // Given a row that ends with day 41
        Aftermath aftermath = of(42, day -> 100 + day % 2);

        // When what follows is asked for
        // Then a month after day 10 has just ended with it, and one after day 11 has not
        assertThat(aftermath.forward(10, 30)).isNotNaN();
        assertThat(aftermath.worst(10)).isNotNaN();
        assertThat(aftermath.worst(11)).isNaN();
        assertThat(aftermath.best(11)).isNaN();
        assertThat(aftermath.volatilityRatio(11)).isNaN();
        assertThat(aftermath.range(20)).isNotNaN();
        assertThat(aftermath.range(21)).isNaN();
        assertThat(aftermath.label(11)).isEmpty();
    }

    @Test
    void tellsTheExcursionsOfAMonth() {
        // Given 100, once 92, once 107, and something worse after the month
        Aftermath aftermath = of(80, day -> day == 20 ? 92 : day == 25 ? 107 : day == 45 ? 50 : 100);

        // When the month after day 10 is asked for
        // Then it has these
        assertThat(aftermath.worst(10)).isCloseTo(-8, within(EXACT));
        assertThat(aftermath.best(10)).isCloseTo(7, within(EXACT));
    }

    @Test
    void callsAMonthByItsLowestCloseItsVolatilityAndItsRange() {
        // Given a price that goes up and down by the same step, before and after
        IntToDoubleFunction calm = day -> day % 2 == 0 ? 100 : 101;

        // When the months after day 40 are compared
        // Then each has its name
        assertThat(of(80, calm).label(40)).contains(Aftermath.Label.RANGE);
        assertThat(of(80, day -> day == 60 ? 90 : calm.applyAsDouble(day)).label(40))
                .as("101 to 90 is more than ten percent down")
                .contains(Aftermath.Label.SELLOFF);
        assertThat(of(80, day -> day > 40 && day % 2 == 0 ? 100 * 1.0152 : calm.applyAsDouble(day))
                        .label(40))
                .isNotEqualTo(Optional.of(Aftermath.Label.SELLOFF));
        assertThat(of(80, day -> day > 40 && day % 2 == 0 ? 103 : calm.applyAsDouble(day))
                        .label(40))
                .as("twice the volatility")
                .contains(Aftermath.Label.SELLOFF);
        assertThat(of(80, day -> day <= 40 ? calm.applyAsDouble(day) : 100 * Math.pow(1.009, day - 40))
                        .label(40))
                .as("nineteen percent up in 21 days, in small steps")
                .contains(Aftermath.Label.RECOVERY);
    }

    @Test
    void tellsTheTrendByTwoHundredDays() {
        assertThat(of(300, day -> 100 + day).trend(250)).contains(Aftermath.Trend.BULL);
        assertThat(of(300, day -> 400 - day).trend(250)).contains(Aftermath.Trend.BEAR);
        assertThat(of(300, day -> day < 91 ? Double.NaN : 100).trend(249))
                .as("159 of 200 days")
                .isEmpty();
        assertThat(of(300, day -> day < 90 ? Double.NaN : 100).trend(249))
                .as("160 of 200 days")
                .isPresent();
    }

    @Test
    void needsFourFifthsOfTheDays() {
        // Given a month of which six or seven days are missing
        // When it is asked for
        // Then six are few enough
        assertThat(of(80, day -> day > 50 && day <= 56 ? Double.NaN : 100).worst(40))
                .isZero();
        assertThat(of(80, day -> day > 50 && day <= 57 ? Double.NaN : 100).worst(40))
                .isNaN();
        assertThat(of(80, day -> day == 41 ? Double.NaN : 100).forward(40, 1))
                .as("there was no close to begin with")
                .isNaN();
    }

    @Test
    void isDrawnFromTheOutcomesAlone() {
        // Given outcomes
        Outcomes outcomes = new Outcomes(new double[] {-12, -3, 1, 4, 20});

        // When they are told
        double[] interval = outcomes.interval();

        // Then the mean lies in its interval, which is the same each time and within the outcomes
        assertThat(outcomes.mean()).isEqualTo(2);
        assertThat(outcomes.median()).isEqualTo(1);
        assertThat(interval).isEqualTo(new Outcomes(new double[] {-12, -3, 1, 4, 20}).interval());
        assertThat(interval[0]).isBetween(-12.0, 2.0);
        assertThat(interval[1]).isBetween(2.0, 20.0);
        assertThat(interval[1] - interval[0]).isGreaterThan(5);
        assertThat(Arrays.stream(new Outcomes(new double[] {3, 3, 3, 3, 3}).interval()))
                .containsExactly(3.0, 3.0);
    }
}
