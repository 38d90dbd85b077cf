package io.basiswatch.indicator.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClosedWindowTest {
    private static final Series SERIES = Series.of("BTC", "spot_index", "usd");
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final int LENGTH = 60;

    private final ClosedWindow window = new ClosedWindow(SERIES, Resolution.MINUTE, MINUTE, LENGTH * MINUTE);

    private static ClosedValue value(long minute, double number, boolean isOfCandles) {
        return new ClosedValue(SERIES, Resolution.MINUTE, minute * MINUTE, number, Quality.OK, 0, isOfCandles);
    }

    @Test
    void holdsWhatAPlainMapHolds() {
        for (long seed = 1; seed <= 50; seed++) {
            // Given random minutes with gaps, and some that come again, revised
            Random random = new Random(seed);
            ClosedWindow window = new ClosedWindow(SERIES, Resolution.MINUTE, MINUTE, LENGTH * MINUTE);
            TreeMap<Long, Double> plain = new TreeMap<>();
            long newest = 1_000;
            for (int i = 0; i < 500; i++) {
                newest += random.nextInt(10) == 0 ? random.nextInt(90) : 1;
                long minute = random.nextInt(8) == 0 ? newest - random.nextInt(LENGTH) : newest;
                double number = random.nextGaussian();
                window.put(value(minute, number, false));
                plain.put(minute, number);

                // When an hour is looked at, that of the newest minute or of one just before it
                long to = newest + 1 - random.nextInt(3);
                Constituents found = window.between((to - LENGTH) * MINUTE, to * MINUTE);

                // Then it is what the map has between the same times
                assertThat(found.points())
                        .isEqualTo(plain.subMap(to - LENGTH, to).entrySet().stream()
                                .map(each -> new Constituents.Point(each.getKey() * MINUTE, each.getValue(), 1))
                                .toList());
                assertThat(window.count((to - LENGTH) * MINUTE, to * MINUTE)).isEqualTo(found.count());
            }
        }
    }

    @Test
    void whatWasMadeOfCandlesIsPassedOver() {
        window.put(value(5, 1, true));

        assertThat(window.has(5 * MINUTE)).isFalse();
    }

    @Test
    void anOldValueDoesNotTakeThePlaceOfANewOne() {
        // Given a minute
        window.put(value(200, 1, false));

        // When one comes that shared its place long before
        window.put(value(200 - LENGTH - 4, 2, false));

        // Then the newer one is still there
        assertThat(window.at(200 * MINUTE)).isEqualTo(1);
    }

    @Test
    void aRevisionIsSeenThoughTheWindowWasLookedAtBefore() {
        // Given a window that has been looked at
        window.put(value(10, 1, false));
        assertThat(window.between(0, 20 * MINUTE).points()).hasSize(1);

        // When its minute is revised, and another one comes
        window.put(value(10, 2, false));
        window.put(value(11, 3, false));

        // Then both are seen
        assertThat(window.between(0, 20 * MINUTE).points())
                .extracting(Constituents.Point::value)
                .isEqualTo(List.of(2.0, 3.0));
    }

    @Test
    void fourFifthsAreEnough() {
        for (int minute = 0; minute < 47; minute++) {
            window.put(value(minute, 1, false));
        }

        assertThat(window.isEnough(0, LENGTH * MINUTE, LENGTH)).isFalse();
        window.put(value(47, 1, false));
        assertThat(window.isEnough(0, LENGTH * MINUTE, LENGTH)).isTrue();
    }
}
