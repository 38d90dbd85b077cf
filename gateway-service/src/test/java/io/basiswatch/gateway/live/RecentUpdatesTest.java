package io.basiswatch.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The end of the log that is kept for those who come back. */
class RecentUpdatesTest {
    private final RecentUpdates recent = new RecentUpdates(1_000);

    private static Update update(long id) {
        try {
            return Update.of(
                    new EventId("00000000", new StreamId(id, 0)),
                    "{\"series\":\"A:x\",\"time\":" + id + ",\"resolution\":\"1s\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(long... ids) {
        for (long id : ids) {
            recent.add(new Page.Next(List.of(update(id)), new StreamId(id, 0)));
        }
    }

    private Optional<List<Long>> after(long id) {
        return recent.after(new StreamId(id, 0), 3)
                .map(page -> page.updates().stream()
                        .map(update -> update.id().millis())
                        .toList());
    }

    @Test
    void knowsWhatFollowsWhatItHolds() {
        // Given
        recent.startAt(new StreamId(10, 0));
        // When
        add(11, 13, 14, 15, 16);
        // Then
        assertThat(after(10)).contains(List.of(11L, 13L, 14L));
        assertThat(after(14)).contains(List.of(15L, 16L));
        assertThat(after(16)).contains(List.of());
        assertThat(recent.after(new StreamId(10, 0), 3).orElseThrow().last()).isEqualTo(new StreamId(14, 0));
        assertThat(recent.after(new StreamId(14, 0), 3).orElseThrow().last()).isEqualTo(new StreamId(16, 0));
    }

    @Test
    void neverGuessesWhatItDoesNotKnow() {
        // Given
        recent.startAt(new StreamId(10, 0));
        add(11, 13);
        // Then
        assertThat(after(9)).isEmpty();
        assertThat(after(12)).isEmpty();
        assertThat(after(17)).isEmpty();
        assertThat(after(0)).isEmpty();
    }

    @Test
    void staysWithinItsBytesAndKnowsWhatItHasForgotten() {
        // Given
        recent.startAt(new StreamId(1, 0));
        // When
        for (long id = 2; id < 200; id++) {
            add(id);
            assertThat(recent.bytes()).isLessThanOrEqualTo(1_000);
        }
        // Then
        assertThat(after(2)).isEmpty();
        assertThat(after(198)).contains(List.of(199L));
    }

    @Test
    void anotherLogHasNothingOfTheLast() {
        // Given
        recent.startAt(new StreamId(1, 0));
        add(2, 3);
        // When
        recent.startAt(new StreamId(2, 0));
        // Then
        assertThat(after(3)).isEmpty();
        assertThat(after(2)).contains(List.of());
        assertThat(recent.bytes()).isZero();
    }
}
