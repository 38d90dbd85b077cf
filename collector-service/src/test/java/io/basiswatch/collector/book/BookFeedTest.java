package io.basiswatch.collector.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What leaves a book, and what it asks for. */
class BookFeedTest {
    private static final Instrument ETH = Instrument.parse("binance-spot:ETH-USDT");
    private static final long SECOND = 1_000_000;
    private static final String SOCKET = "depth";

    private final List<MarketEvent> events = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final BookFeed apart = feed(SyncRule.SEQUENCE);
    private final BookFeed inStream = feed(SyncRule.CONSECUTIVE);
    private long second = 100;

    private BookFeed feed(SyncRule rule) {
        return new BookFeed(
                ETH,
                "depth",
                rule,
                Reach.WHOLE,
                BookChecksum.none(),
                socket -> new Request.Say(socket, List.of("again")),
                requests::add);
    }

    private static Stamp stamp(long second) {
        return new Stamp(second * SECOND - 5, second * SECOND, Stamp.NO_SEQUENCE, Origin.LIVE);
    }

    private BookUpdate snapshot(long last) {
        return new BookUpdate().snapshot(second * SECOND, last).bid(99, 1).ask(101, 1);
    }

    private BookUpdate change(long number) {
        return new BookUpdate()
                .delta(second * SECOND, number, number, Stamp.NO_SEQUENCE)
                .bid(98, number);
    }

    private void take(BookFeed feed, BookUpdate update) {
        feed.accept(SOCKET, update, stamp(second), events::add);
    }

    @Test
    void asksForTheSnapshotWithTheFirstChangeWhereItDoesNotComeByItself() {
        // When
        take(apart, change(5));
        take(apart, change(6));

        // Then
        assertThat(requests).containsExactly(new Request.Say(SOCKET, List.of("again")));
        assertThat(events).isEmpty();
    }

    @Test
    void showsTheBookWithTheFirstMessageOfTheStreamAfterTheSnapshotWasAnswered() {
        // Given
        take(apart, change(5));
        apart.acceptAnswer(snapshot(4), stamp(second), events::add);
        assertThat(events).isEmpty();

        // When
        take(apart, change(6));

        // Then
        assertThat(events).singleElement().isInstanceOf(DepthProfile.class);
    }

    @Test
    void showsTheBookOnceASecond() {
        // Given
        take(inStream, snapshot(1));
        take(inStream, change(2));

        // When
        second++;
        take(inStream, change(3));
        take(inStream, change(4));

        // Then
        assertThat(events).hasSize(2).allMatch(DepthProfile.class::isInstance);
    }

    @Test
    void tellsAGapAtOnceAndShowsNothingOfABookThatMissedAChange() {
        // Given
        take(inStream, snapshot(1));
        events.clear();

        // When
        second++;
        take(inStream, change(3));
        take(inStream, change(4));

        // Then
        assertThat(events).singleElement().isInstanceOfSatisfying(FeedGap.class, gap -> {
            assertThat(gap.scope()).isEqualTo(FeedGap.Scope.DEPTH);
            assertThat(gap.receivedTime()).isEqualTo(second * SECOND);
            assertThat(gap.from()).isEqualTo((second - 1) * SECOND);
        });
        assertThat(inStream.book()).isEmpty();
        assertThat(requests).hasSize(1);
    }

    @Test
    void asksAgainWithGrowingPatienceWhileNoSnapshotComes() {
        // Given
        take(inStream, snapshot(1));
        take(inStream, change(3));

        // When
        List<Long> asked = new ArrayList<>();
        long start = second;
        for (int number = 4; second < start + 400; number++) {
            second++;
            int before = requests.size();
            take(inStream, change(number));
            if (requests.size() > before) {
                asked.add(second - start);
            }
        }

        // Then
        assertThat(asked).containsExactly(5L, 15L, 35L, 75L, 155L, 235L, 315L, 395L);
    }

    @Test
    void asksAtOnceForTheNextGapAfterItWasHealed() {
        // Given
        take(inStream, snapshot(1));
        take(inStream, change(3));
        take(inStream, snapshot(10));
        assertThat(inStream.isLive()).isTrue();

        // When
        take(inStream, change(12));

        // Then
        assertThat(requests).hasSize(2);
    }

    @Test
    void waitsForTheSnapshotThatComesByItselfBeforeItAsks() {
        // When
        take(inStream, change(3));
        int atOnce = requests.size();
        second += 5;
        take(inStream, change(4));

        // Then
        assertThat(atOnce).isZero();
        assertThat(requests).hasSize(1);
    }

    @Test
    void forgetsWhatCameOverASocketThatIsGoneAndLeavesTheGapToWhoeverNoticed() {
        // Given
        take(inStream, snapshot(1));
        events.clear();

        // When
        inStream.closed("another", second * SECOND);
        boolean untouched = inStream.isLive();
        inStream.closed(SOCKET, second * SECOND);

        // Then
        assertThat(untouched).isTrue();
        assertThat(inStream.book()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void tellsAGapWhenMessagesAreMissingThatNobodyKnows() {
        // Given
        take(inStream, snapshot(1));
        events.clear();

        // When
        inStream.lose(stamp(second), "after message 5 came 7", events::add);
        inStream.lose(stamp(second), "after message 9 came 11", events::add);

        // Then
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        FeedGap.class, gap -> assertThat(gap.reason()).isEqualTo("after message 5 came 7"));
        assertThat(requests).hasSize(1);
    }

    /** Without numbers: a change of {@code micros}, taken a tenth of a second after the one before. */
    private void timed(BookFeed feed, long micros, long quantity) {
        long now = second * SECOND + micros;
        BookUpdate change =
                new BookUpdate().delta(now, micros, micros, Stamp.NO_SEQUENCE).bid(98, quantity);
        feed.accept(SOCKET, change, new Stamp(micros, now, Stamp.NO_SEQUENCE, Origin.LIVE), events::add);
    }

    private List<Double> bidNotionals() {
        return events.stream()
                .filter(DepthProfile.class::isInstance)
                .map(event -> ((DepthProfile) event).bands().getLast().bidNotional())
                .toList();
    }

    @Test
    void showsABookWithoutNumbersAsItStoodBeforeAMomentOnceTheNextMessagesFit() {
        // Given
        BookFeed inTime = feed(SyncRule.IN_TIME);
        take(inTime, snapshot(Stamp.NO_SEQUENCE));
        timed(inTime, 900_000, 1);
        List<Double> first = bidNotionals();

        // When: a moment of two messages, and one of the next
        timed(inTime, 1_000_000, 2);
        List<Double> within = bidNotionals();
        timed(inTime, 1_000_000, 3);

        // Then: the state before the moment, never the one between its messages
        assertThat(first).containsExactly(99.0);
        assertThat(within).isEqualTo(first);
        assertThat(bidNotionals()).containsExactly(99.0, 99.0 + 98);
    }

    @Test
    void neverShowsABookWithoutNumbersFromBetweenTwoMessagesThatHaveChangedPlaces() {
        // Given
        BookFeed inTime = feed(SyncRule.IN_TIME);
        take(inTime, snapshot(Stamp.NO_SEQUENCE));
        timed(inTime, 900_000, 1);
        events.clear();

        // When: that of 1.2 s is late
        timed(inTime, 1_300_000, 3);
        timed(inTime, 1_200_000, 2);

        // Then
        assertThat(events).singleElement().isInstanceOfSatisfying(FeedGap.class, gap -> {
            assertThat(gap.from()).isLessThanOrEqualTo(second * SECOND + 1_300_000);
            assertThat(gap.scope()).isEqualTo(FeedGap.Scope.DEPTH);
        });
        assertThat(inTime.isLive()).isFalse();
        assertThat(requests).hasSize(1);
    }

    @Test
    void showsABookWithoutNumbersAtOnceWhereItsMessagesAreSecondsApart() {
        // Given
        BookFeed inTime = feed(SyncRule.IN_TIME);
        take(inTime, snapshot(Stamp.NO_SEQUENCE));
        timed(inTime, 500_000, 1);
        events.clear();

        // When
        timed(inTime, 3_500_000, 2);

        // Then
        assertThat(bidNotionals()).containsExactly(99.0 + 98);
    }
}
