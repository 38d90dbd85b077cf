package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.local.trial.Recomputed.Figure;
import io.basiswatch.local.trial.Recomputed.Place;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ServedBalanceTest {
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long START = 1_723_161_240L * 1_000_000;
    private static final String SERIES = "BTC:futures_spot_basis_pct";
    private static final Place PLACE = new Place(SERIES, "1m", START / 1_000);

    private final Recomputed recomputed = new Recomputed();

    @Test
    void whatIsStoredAndBroughtAsItWasComputedIsRight() {
        // Given
        compute(0.5, 0);

        // When
        ServedBalance.Reading reading =
                reading(Map.of(PLACE, figure(0.5, 0)), List.of(update(figure(0.5, 0))), List.of());

        // Then
        assertThat(reading.minutes()).isEqualTo(1);
        assertThat(reading.updates()).isEqualTo(1);
        assertThat(reading.lost()).isEmpty();
        assertThat(reading.repeated()).isEmpty();
        assertThat(reading.wrong()).isEmpty();
    }

    @Test
    void aMinuteThatIsNeitherStoredNorBroughtIsLostTwice() {
        // Given
        compute(0.5, 0);

        // When
        ServedBalance.Reading reading = reading(Map.of(), List.of(), List.of());

        // Then
        assertThat(reading.lost()).hasSize(2).anyMatch(line -> line.startsWith("not stored"));
        assertThat(reading.wrong()).isEmpty();
    }

    @Test
    void theLastBitOfANumberCounts() {
        // Given
        compute(0.5, 0);

        // When
        Figure off = figure(Math.nextUp(0.5), 0);
        ServedBalance.Reading reading = reading(Map.of(PLACE, off), List.of(update(off)), List.of());

        // Then
        assertThat(reading.wrong()).hasSize(2);
    }

    @Test
    void anOlderRevisionMayHaveBeenBroughtButMustNotBeStored() {
        // Given
        compute(0.5, 0);
        compute(0.6, 1);

        // When
        ServedBalance.Reading reading = reading(
                Map.of(PLACE, figure(0.5, 0)), List.of(update(figure(0.5, 0)), update(figure(0.6, 1))), List.of());

        // Then
        assertThat(reading.wrong()).singleElement().asString().startsWith("stored");
    }

    @Test
    void aStoredMinuteThatTheLogDoesNotComeToIsWrong() {
        // When
        ServedBalance.Reading reading = reading(Map.of(PLACE, figure(0.5, 0)), List.of(), List.of());

        // Then
        assertThat(reading.wrong()).singleElement().asString().contains("does not come to");
    }

    @Test
    void whatCameTwiceIsToldOfTheTimeInWhichItCame() {
        // Given
        compute(0.5, 0);
        ServedStream.Update twice = update(figure(0.5, 0));

        // When
        ServedBalance balance =
                new ServedBalance(recomputed, Map.of(PLACE, figure(0.5, 0)), List.of(twice, twice), List.of(twice));

        // Then
        assertThat(balance.reading(START, START + 2 * MINUTE).repeated()).hasSize(1);
        assertThat(balance.reading(START + 2 * MINUTE, START + 4 * MINUTE).repeated())
                .isEmpty();
    }

    private ServedBalance.Reading reading(
            Map<Place, Figure> stored, List<ServedStream.Update> updates, List<ServedStream.Update> repeated) {
        return new ServedBalance(recomputed, stored, updates, repeated).reading(START, START + 2 * MINUTE);
    }

    private void compute(double value, int revision) {
        recomputed.publish(
                "BTC",
                START + MINUTE,
                List.of(new IndicatorValue(
                        Series.parse(SERIES),
                        1,
                        Resolution.MINUTE,
                        START,
                        OptionalDouble.of(value),
                        Unit.PERCENT,
                        Quality.OK,
                        List.of(),
                        knownAt(revision) * 1_000,
                        revision,
                        List.of(),
                        Map.of())));
    }

    private static Figure figure(double value, int revision) {
        return new Figure(value, "ok", List.of(), knownAt(revision), revision);
    }

    private static long knownAt(int revision) {
        return (START + MINUTE) / 1_000 + 250 + 1_000L * revision;
    }

    private static ServedStream.Update update(Figure figure) {
        return new ServedStream.Update(START + MINUTE + 400_000, PLACE, figure);
    }
}
