package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Market;
import io.basiswatch.model.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasisNarrativeTest {
    private static final long DAY = Resolution.DAY.micros();
    private static final long MINUTE = Resolution.MINUTE.micros();

    /** Noon of a day after as many days whose closes go up and down by one, and end with {@code last} at noon. */
    private static BasisHistory zigzag(int closes, double beforeLast, double last) {
        BasisHistory history = new BasisHistory();
        for (int back = closes; back >= 1; back--) {
            long day = Market.START - back * DAY;
            double noon = back == 1 ? last : back == 2 ? beforeLast : 0;
            history.add(day + DAY / 2, noon);
            history.add(day + DAY - MINUTE, back % 2);
        }
        return history;
    }

    private static BasisNarrative at(double basis, BasisHistory history) {
        return BasisNarrative.of(basis, Market.START + DAY / 2, history);
    }

    @Test
    void withFewerThanTenChangesNothingIsClaimed() {
        // Given eleven closes, which are ten changes, and ten closes, which are nine
        // When the basis has doubled since yesterday
        BasisNarrative told = at(8, zigzag(11, 2, 4));
        BasisNarrative untold = at(8, zigzag(10, 2, 4));

        // Then only the first says so
        assertThat(told.trend()).isEqualTo("rising");
        assertThat(told.momentum()).isEqualTo("accelerating");
        assertThat(untold.trend()).isEqualTo("neutral");
        assertThat(untold.momentum()).isEqualTo("stable");
    }

    @ParameterizedTest
    @CsvSource({"4.52, neutral", "4.53, rising", "3.48, neutral", "3.47, falling"})
    void aTrendIsMoreThanHalfTheUsualChange(double basis, String trend) {
        // Given ten changes of ±1, whose sample deviation is √(10/9) = 1.054
        // When the basis was 4 yesterday
        // Then 0.527 is the least that is a trend
        assertThat(at(basis, zigzag(11, 4, 4)).trend()).isEqualTo(trend);
    }

    @ParameterizedTest
    @CsvSource({"6.5, accelerating", "6.4, stable", "5.6, stable", "5.5, weakening", "3.0, weakening"})
    void momentumComparesTheChangeOfADayWithThatOfTheDayBefore(double basis, String momentum) {
        // Given a basis of 2 two days ago and of 4 yesterday
        // When it has gone on by a quarter more, by as much, by a quarter less, or back
        assertThat(at(basis, zigzag(11, 2, 4)).momentum()).isEqualTo(momentum);
    }

    @Test
    void withoutAMinuteOfYesterdayThereIsNoTrend() {
        // Given a history whose days have closes only
        BasisHistory history = new BasisHistory();
        for (int back = 20; back >= 1; back--) {
            history.add(Market.START - back * DAY + DAY - MINUTE, back % 2);
        }

        assertThat(at(50, history).trend()).isEqualTo("neutral");
    }

    @Test
    void aMissingDayMakesNoChange() {
        // Given twelve closes with one missing in their middle: two runs of five and of six, nine changes
        BasisHistory history = new BasisHistory();
        for (int back = 12; back >= 1; back--) {
            if (back != 7) {
                history.add(Market.START - back * DAY + DAY - MINUTE, back % 2);
            }
        }

        assertThat(history.dailyChanges(Market.START + DAY / 2)).hasSize(9);
    }

    @Test
    void theSentenceIsThePublishedOne() {
        assertThat(BasisNarrative.summary(
                        "BTC", 5.794642359824568, 145.88, "Light positive basis — healthy bullish structure."))
                .isEqualTo("BTC Futures Basis: 5.79% annualized (145.88d to expiry) — Light positive basis — healthy"
                        + " bullish structure.");
    }
}
