package io.basiswatch.indicator.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.DayFeed;
import io.basiswatch.indicator.Verification;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoricalAnalogTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final String PAIR = ":binance-usdm~binance-spot.USDT";
    private static final String ANALOG = "BTC:historical_analog" + PAIR;

    private static Bearing of(int days, IntToDoubleFunction value) {
        return new Bearing("x", IntStream.range(0, days).mapToDouble(value).toArray());
    }

    /** Three measures that are periods of the day's number, so that days a period apart are alike. */
    private static List<Bearing> periodic(int days, int period) {
        return List.of(
                of(days, day -> day % period),
                of(days, day -> day % period * (day % period)),
                of(days, day -> Math.sin(day % period)));
    }

    @Test
    void findsTheDaysThatWereAlikeAndNoneThatAreNearToThisOneOrToEachOther() {
        // Given days that come again after forty, the last of which is day 299
        // When the nearest five are looked for
        List<Analog> nearest = Analog.nearest(periodic(300, 40), 299, 5);

        // Then they are those that are whole periods away
        assertThat(nearest).extracting(Analog::place).containsExactly(259, 219, 179, 139, 99);
        assertThat(nearest).allMatch(analog -> analog.distance() == 0 && analog.shared() == 3);
        assertThat(Analog.nearest(periodic(300, 20), 299, 5))
                .as("the day twenty days before is too near")
                .extracting(Analog::place)
                .containsExactly(259, 219, 179, 139, 99);
    }

    @Test
    void comparesByWhatIsKnownOnBothDays() {
        // Given six measures, three of which are known late only
        double[] late = IntStream.range(0, 300)
                .mapToDouble(day -> day < 200 ? Double.NaN : day % 7)
                .toArray();
        Bearing unknown = new Bearing("late", late);
        List<Bearing> three = periodic(300, 40);
        List<Bearing> six = List.of(three.get(0), three.get(1), three.get(2), unknown, unknown, unknown);
        List<Bearing> seven = List.of(three.get(0), three.get(1), three.get(2), unknown, unknown, unknown, unknown);

        // When early days are compared with the last
        // Then three of six are enough, and three of seven are not
        assertThat(Analog.nearest(six, 299, 5)).anyMatch(analog -> analog.place() < 200 && analog.shared() == 3);
        assertThat(Analog.nearest(seven, 299, 5)).allMatch(analog -> analog.place() >= 200);
    }

    @Test
    void doesNotMeasureByFewDaysOrByOnesThatDoNotDiffer() {
        assertThat(of(59, day -> day).has(10)).isFalse();
        assertThat(of(60, day -> day).has(10)).isTrue();
        assertThat(of(100, day -> 3).has(10)).isFalse();
        assertThat(Arrays.stream(new double[] {0, 99})
                        .map(day -> of(100, x -> x).at((int) day))
                        .sum())
                .as("first and last are as far from the mean")
                .isCloseTo(0, within(1e-12));
    }

    private static DayFeed random(long seed, int days) {
        Random random = new Random(seed);
        DayFeed feed = new DayFeed();
        double price = 100;
        for (int number = 0; number < days; number++) {
            LocalDate day = FIRST.plusDays(number);
            price *= Math.exp(random.nextGaussian() / 30);
            feed.tell("BTC:spot_index:usdt", day, price);
            feed.tell("BTC:futures_spot_basis_sma_30d" + PAIR, day, random.nextGaussian());
            feed.tell("BTC:futures_spot_basis_sma_7d" + PAIR, day, random.nextGaussian());
        }
        return feed;
    }

    @Test
    void tellsTheNearestDaysAndWhatFollowedThem() {
        // Given random days
        DayFeed feed = random(1, 300);

        // When the last one is read
        IndicatorValue analog = feed.on(ANALOG, FIRST.plusDays(299));

        // Then it names what it knows, and five days in the order of their distance
        assertThat(analog.attributes())
                .containsEntry("components", "sma_7d,sma_30d,slope_7d,slope_30d,volatility_30d,drawdown_7d")
                .containsEntry("n_components", 6L)
                .containsKeys("analog_5_date", "analog_5_return_30d_pct")
                .containsEntry("analog_1_distance", analog.value().orElseThrow());
        assertThat((double) analog.attributes().get("analog_1_distance"))
                .isLessThan((double) analog.attributes().get("analog_2_distance"));
        assertThat(LocalDate.parse(analog.attributes().get("analog_1_date").toString()))
                .isBefore(FIRST.plusDays(269));
        assertThat(analog.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(analog.reasons()).anyMatch(reason -> reason.contains("6 of 10 measures"));
        assertThat(feed.verify(analog).outcome()).isEqualTo(Verification.Outcome.HOLDS);
    }

    @Test
    void isAbsentWhileThereIsNothingToCompareWith() {
        // Given fewer days than a deviation takes
        IndicatorValue analog = random(2, 50).on(ANALOG, FIRST.plusDays(49));

        // When it is read
        // Then it says so
        assertThat(analog.value()).isEmpty();
        assertThat(analog.reasons()).contains("no earlier day to compare with");
    }

    @Test
    void neverChangesADayBecauseOfLaterDays() {
        // Given random days, and more of them
        DayFeed early = random(3, 150);
        DayFeed late = random(3, 200);

        // When a day of both is read
        // Then it is the same
        for (int day = 100; day < 150; day++) {
            assertThat(late.on(ANALOG, FIRST.plusDays(day))).isEqualTo(early.on(ANALOG, FIRST.plusDays(day)));
        }
    }
}
