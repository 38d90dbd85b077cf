package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeRunsTest {
    private static final Instrument BTC = Instrument.spot(Venue.of("okx"), "BTC", "USDT");
    private static final String SOCKET = "market";

    private final TradeRuns runs = new TradeRuns();

    private boolean tell(long first, long last, long time) {
        return runs.isNews(BTC, first, last, time);
    }

    private boolean stream(long id, long time) {
        runs.missing(BTC, SOCKET, id, time);
        return tell(id, id, time);
    }

    @Test
    void knowsARepeatedFillWhicheverWayItCameFirst() {
        // Given
        stream(1, 10);
        tell(5, 8, 20);
        // Then
        assertThat(stream(1, 10)).isFalse();
        assertThat(tell(6, 6, 20)).isFalse();
        assertThat(tell(2, 2, 12)).isTrue();
        assertThat(tell(2, 2, 12)).isFalse();
    }

    @Test
    void tellsWhatIsMissingBetweenTwoFillsOfOneSocket() {
        // Given
        stream(1, 10);
        // Then
        assertThat(runs.missing(BTC, SOCKET, 2, 11)).isEmpty();
        tell(2, 2, 11);
        assertThat(runs.missing(BTC, SOCKET, 6, 20)).contains(new TradeRuns.Hole(11, 3, 5));
    }

    @Test
    void leavesWhatIsMissingWithoutASocketToWhoeverNoticedThatItWasGone() {
        // Given
        stream(1, 10);
        // When
        runs.closed(SOCKET);
        // Then
        assertThat(runs.missing(BTC, SOCKET, 6, 20)).isEmpty();
        tell(6, 6, 20);
        assertThat(runs.missing(BTC, "another", 9, 30)).isEmpty();
    }

    @Test
    void takesWhatCameInTheWrongOrderAndTellsNothingOfItTwice() {
        // Given
        stream(1, 10);
        stream(3, 12);
        // Then
        assertThat(runs.missing(BTC, SOCKET, 2, 11)).isEmpty();
        assertThat(tell(2, 2, 11)).isTrue();
        assertThat(runs.missing(BTC, SOCKET, 4, 13)).isEmpty();
    }

    @Test
    void takesIdsThatBeginAnewWithLaterTimesForNews() {
        // Given
        stream(1_000, 10);
        stream(1_001, 11);
        // Then
        assertThat(stream(1_000, 50)).isTrue();
        assertThat(stream(1_000, 50)).isFalse();
        assertThat(stream(1_001, 51)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASetOfAllIds(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Long> known = new TreeSet<>();
        // Then
        for (int i = 0; i < 2_000; i++) {
            long first = random.nextLong(300);
            long last = first + (random.nextInt(5) == 0 ? random.nextLong(4) : 0);
            boolean isKnown = known.contains(last);
            assertThat(tell(first, last, 0)).as("%d-%d", first, last).isEqualTo(!isKnown);
            for (long id = first; id <= last && !isKnown; id++) {
                known.add(id);
            }
        }
    }
}
