package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How history and what is of now share a venue that lets 100 requests go in a minute, of which 80 are used. */
class HistoryInQueueTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RestInTime rest = new RestInTime(1, url -> RestInTime.ok("[]"));
    private final RestQueue queue = new RestQueue(rest, Duration.ofSeconds(10), RestLimits.requests(100, MINUTE));
    private final List<String> answered = new ArrayList<>();

    private void ask(RestQueue.Urgency urgency, String url) {
        queue.ask(urgency, url, body -> answered.add(url), failure -> answered.add(failure));
    }

    private void askForHistory(int pages) {
        for (int i = 0; i < pages; i++) {
            ask(RestQueue.Urgency.PAST, "/past/" + i);
        }
    }

    @Test
    void historyUsesHalfAndWaitsForTheRest() {
        // Given
        askForHistory(100);

        // When
        rest.run(Duration.ofSeconds(59));
        int first = rest.asked.size();
        rest.run(MINUTE);

        // Then
        assertThat(first).isEqualTo(40);
        assertThat(rest.asked).hasSize(80);
    }

    @Test
    void whatIsOfNowGoesAtOnceThoughHistoryHasUsedItsPartUp() {
        // Given
        askForHistory(100);
        rest.run(Duration.ofSeconds(30));

        // When
        ask(RestQueue.Urgency.SNAPSHOT, "/depth");
        ask(RestQueue.Urgency.MISSED, "/trades");
        rest.run(Duration.ofMillis(1));

        // Then
        assertThat(rest.asked.subList(40, 42).stream().map(RestInTime.Asked::url))
                .containsExactly("/depth", "/trades");
    }

    @Test
    void onlyTwoPagesOfHistoryAreOnTheirWayAtOnce() {
        // Given
        rest.slow(Duration.ofSeconds(5));
        askForHistory(10);
        rest.run(Duration.ofMillis(1));

        // When
        ask(RestQueue.Urgency.SNAPSHOT, "/depth");
        ask(RestQueue.Urgency.POLL, "/openInterest");
        ask(RestQueue.Urgency.POLL, "/fundingRate");

        // Then
        assertThat(rest.asked.stream().map(RestInTime.Asked::url))
                .containsExactly("/past/0", "/past/1", "/depth", "/openInterest");
    }

    @Test
    void historyHasEveryFourthTurnWherePollsWouldUseEverythingUp() {
        // Given: more polls than the limit allows, each asked again at once
        for (int i = 0; i < 20; i++) {
            poll("/poll/" + i);
        }
        askForHistory(100);

        // When
        rest.run(Duration.ofMinutes(2));

        // Then
        long past =
                rest.asked.stream().filter(one -> one.url().startsWith("/past")).count();
        assertThat(rest.asked).hasSizeBetween(160, 240);
        assertThat(past).isBetween(rest.asked.size() / 4L - 2, rest.asked.size() / 4L + 2);
    }

    private void poll(String url) {
        queue.ask(RestQueue.Urgency.POLL, url, body -> rest.once(Duration.ZERO, () -> poll(url)), failure -> {});
    }
}
