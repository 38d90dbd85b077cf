package io.basiswatch.collector.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.FeedGap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One turn after another: what the next one must know of those before it, in virtual time and without Kafka. */
class SuccessionTest {
    private static final ShardName SPOT = ShardName.parse("binance-spot");

    private final Room room = new Room("binance-spot");
    private final Room.Collector one = room.collector("one");
    private final Room.Collector two = room.collector("two");

    private void oneRuns() {
        one.given(0, 1);
        room.trade(1);
        room.pass(1);
        assertThat(one.wrote()).containsExactly("gap", "1");
    }

    /** The second one has claimed the shard that the first one runs, and its seat goes on to a third. */
    private Room.Collector twoClaimsAndLosesTheSeat() {
        Room.Collector three = room.collector("three");
        oneRuns();
        one.taken(1);
        two.desk.given(Set.of(1), 2);
        room.read();
        room.trade(2);
        two.desk.tick(); // It flows, so it claims.
        two.taken(1);
        three.given(1);
        room.pass(1);
        return three;
    }

    private String all(Room.Collector three) {
        return Room.join(one.wrote()) + " | " + Room.join(two.wrote()) + " | " + Room.join(three.wrote());
    }

    @Test
    void whoHasClaimedAndLosesTheSeatAtOnceStillTellsWhatCameSince() {
        // Given
        Room.Collector three = twoClaimsAndLosesTheSeat();

        // When
        room.trade(3);
        room.pass(5);
        room.trade(4);

        // Then
        assertThat(all(three)).isEqualTo("gap 1 2 | 3 | 4");
        assertThat(two.journal).containsExactly("HANDED_OVER binance-spot", "end HANDED_OVER binance-spot");
        assertThat(three.journal).containsExactly("HANDED_OVER binance-spot");
    }

    @Test
    void theLastWordOfTheFirstIsNotTakenForThatOfTheSecondThatHasClaimedSince() {
        // Given: the log takes what the first one said only after the third one was given the seat
        one.isLogSlow = true;
        Room.Collector three = twoClaimsAndLosesTheSeat();
        assertThat(two.journal).as("the first one still writes").isEmpty();

        // When
        one.writes();
        room.pass(1);
        assertThat(three.wrote()).as("its streams have not begun").isEmpty();
        room.trade(3);
        room.pass(5);
        room.trade(4);

        // Then
        assertThat(all(three)).isEqualTo("gap 1 2 | 3 | 4");
        assertThat(three.journal).containsExactly("HANDED_OVER binance-spot");
    }

    @Test
    void whoClaimsWhileTheSecondWaitsForTheFirstWaitsForTheSecond() {
        // Given
        one.isLogSlow = true;
        Room.Collector three = twoClaimsAndLosesTheSeat();

        // When: the third one claims, and the first one has much to write
        room.trade(3);
        room.pass(50);
        assertThat(all(three)).isEqualTo("gap 1 2 |  | ");
        one.writes();
        room.pass(5);
        room.trade(4);

        // Then
        assertThat(all(three)).isEqualTo("gap 1 2 | 3 | 4");
        assertThat(three.journal).containsExactly("HANDED_OVER binance-spot");
    }

    @Test
    void whereTheSecondDiesAfterItsClaimTheThirdTellsAGapFromWhereTheFirstEnded() {
        // Given
        one.isLogSlow = true;
        Room.Collector three = twoClaimsAndLosesTheSeat();
        long ended = room.micros();
        room.pass(15);

        // When
        two.asleep = true;
        one.writes();
        room.trade(3);
        room.pass(50);

        // Then
        assertThat(all(three)).isEqualTo("gap 1 2 |  | gap 3");
        assertThat(three.journal).containsExactly("TAKEN_OVER binance-spot");
        assertThat(three.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.from()).isPositive().isLessThanOrEqualTo(ended));
    }

    @Test
    void theLastWordOfTheFirstProvesNothingWhereTheSecondDiedRightAfterItsClaim() {
        // Given
        Room.Collector three = room.collector("three");
        oneRuns();
        one.isLogSlow = true;
        one.taken(1);
        two.given(1);
        room.trade(2);
        room.pass(1);
        two.asleep = true;

        // When: the third one claims, and then the first one has written what it had
        three.given(1);
        room.trade(3);
        room.pass(3);
        one.writes();
        room.pass(30);

        // Then
        assertThat(all(three)).isEqualTo("gap 1 2 |  | gap 3");
        assertThat(three.journal).containsExactly("TAKEN_OVER binance-spot");
    }

    @Test
    void whoGetsItsShardBackFromOneThatHasOnlyClaimedItWaitsForThatOne() {
        // Given: the seat comes back before the second one has said that it runs
        oneRuns();
        one.isLogSlow = true;
        one.taken(1);
        two.given(1);
        room.trade(2);
        room.pass(1);
        one.given(1);
        one.writes();
        one.isLogSlow = false;
        room.pass(1);

        // When
        room.trade(3);
        room.pass(2);
        two.taken(1);
        room.pass(5);
        room.trade(4);

        // Then
        assertThat(Room.join(one.wrote()) + " | " + Room.join(two.wrote())).isEqualTo("gap 1 2 4 | 3");
        assertThat(one.journal)
                .containsExactly("FIRST binance-spot", "end HANDED_OVER binance-spot", "HANDED_OVER binance-spot");
    }

    @Test
    void whatTheOneBeforeLastHasToldIsNotToldAgainByTheNext() {
        // Given: nothing is traded while the second one runs, and the third one's venue begins with the last trade
        Room.Collector three = room.collector("three");
        oneRuns();
        one.taken(1);
        two.given(1);
        room.trade(2);
        room.pass(3);
        two.taken(1);
        three.given(1);

        // When
        three.feeds.get(SPOT).trade(2);
        room.pass(3);
        room.trade(3);

        // Then
        assertThat(all(three)).isEqualTo("gap 1 2 |  | 3");
    }

    /** The second one goes on from the first, and nothing is traded. */
    private Room.FakeFeed twoGoesOnWithoutATrade() {
        oneRuns();
        one.taken(1);
        two.given(1);
        Room.FakeFeed feed = two.feeds.get(SPOT);
        feed.quote();
        room.pass(3);
        assertThat(two.journal).containsExactly("HANDED_OVER binance-spot");
        assertThat(two.gaps()).isEmpty();
        return feed;
    }

    @Test
    void theFirstTradeAfterAHandOverIsNoGapInAThinMarket() {
        // Given
        Room.FakeFeed feed = twoGoesOnWithoutATrade();

        // When
        feed.trade(2);

        // Then
        assertThat(two.wrote()).containsExactly("Quote", "2");
    }

    @Test
    void aLossBeforeTheFirstTradeAfterAHandOverIsAGapInTradesTooAndTheyAreAskedFor() {
        // Given
        Room.FakeFeed feed = twoGoesOnWithoutATrade();
        long lost = room.micros();

        // When: the feed can tell only of what it has had
        feed.gap("connection lost", lost, FeedGap.Scope.QUOTES);
        room.pass(100);
        feed.trade(2);

        // Then
        assertThat(two.gaps())
                .extracting(FeedGap::scope)
                .containsExactly(FeedGap.Scope.QUOTES, FeedGap.Scope.TRADES, FeedGap.Scope.TRADES);
        assertThat(two.gaps().get(1).from()).isEqualTo(lost);
        assertThat(feed.asked).isPresent();
        assertThat(feed.asked.getAsLong()).isPositive().isLessThanOrEqualTo(lost);
    }

    @Test
    void aStreamThatHasNotBegunSinceATakeOverIsInAGapForTheNextOneToo() {
        // Given: the first one is gone, and the second one has a gap to tell as soon as something is traded
        Room.Collector three = room.collector("three");
        oneRuns();
        room.pass(30);
        one.asleep = true;
        long gone = room.micros();
        two.given(1);
        two.feeds.get(SPOT).quote();
        room.pass(30);
        assertThat(two.journal).containsExactly("TAKEN_OVER binance-spot");

        // When: that is in the third one's turn
        two.taken(1);
        three.given(1);
        three.feeds.get(SPOT).quote();
        room.pass(3);
        three.feeds.get(SPOT).trade(9);

        // Then
        assertThat(three.journal).containsExactly("HANDED_OVER binance-spot");
        assertThat(three.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.from()).isPositive().isLessThanOrEqualTo(gone));
    }
}
