package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a feed does about a venue that fails it, in virtual time. */
class FeedFaultsTest {
    private static final long SECOND = 1_000_000;
    private static final int HOUR = 3_600;

    private static StubVenue everything() {
        return new StubVenue(new StubFeed(true, true)).pass(30);
    }

    private static List<FeedGap.Scope> scopes(List<FeedGap> gaps) {
        return gaps.stream().map(FeedGap::scope).distinct().toList();
    }

    @Test
    void oneMuteStreamIsFoundWithinTenSecondsBegunAgainAndFilled() {
        // Given
        StubVenue venue = everything();
        long muted = venue.world.wall();

        // When
        venue.muteTrades.add(venue.socket());
        venue.pass(30);

        // Then: the socket stays, and the other stream has no gap
        assertThat(venue.world.ends()).hasSize(1);
        assertThat(scopes(venue.gaps())).containsExactly(FeedGap.Scope.TRADES);
        assertThat(venue.gaps().getFirst().reason()).startsWith("no trades of binance-spot:BTC-USDT for 9 s");
        assertThat(venue.gaps().getFirst().receivedTime() - muted).isLessThanOrEqualTo(10 * SECOND);
        assertThat(venue.filled()).hasSize(1);
        assertThat(venue.lost()).isEmpty();
        assertThat(venue.tradeIds()).doesNotHaveDuplicates();
    }

    @Test
    void aStreamThatBeginningAgainDoesNotCureGetsAnotherSocketBesideTheOldOne() {
        // Given
        StubVenue venue = everything();
        venue.curable = false;

        // When
        venue.muteTrades.add(venue.socket());
        venue.pass(60);

        // Then: quotes have flowed all the time
        assertThat(venue.world.ends()).hasSize(2);
        assertThat(venue.world.ends().getFirst().closed).isTrue();
        assertThat(scopes(venue.gaps())).containsExactly(FeedGap.Scope.TRADES);
        assertThat(venue.lost()).isEmpty();
        assertThat(venue.tradeIds()).doesNotHaveDuplicates();
    }

    @Test
    void aDeadSocketIsFoundWithinTenSecondsAndItsTradesAreFilled() {
        // Given
        StubVenue venue = everything();
        long died = venue.world.wall();

        // When: no close frame, no data
        venue.dead.add(venue.socket());
        venue.pass(40);

        // Then
        assertThat(venue.world.ends()).hasSize(2);
        assertThat(venue.gaps().getFirst().receivedTime() - died).isLessThanOrEqualTo(10 * SECOND);
        assertThat(scopes(venue.gaps())).containsExactlyInAnyOrder(FeedGap.Scope.TRADES, FeedGap.Scope.QUOTES);
        assertThat(venue.filled()).singleElement().satisfies(filled -> {
            assertThat(filled.from()).isLessThanOrEqualTo(died);
            assertThat(filled.to()).isGreaterThan(died + 9 * SECOND);
        });
        assertThat(venue.lost()).isEmpty();
        assertThat(venue.tradeIds()).doesNotHaveDuplicates();
    }

    @Test
    void whatIsMissingIsCalledFilledOnlyOnceAVenueThatLagsHasToldAllOfIt() {
        // Given: REST answers know nothing of the last 15 s
        StubVenue venue = everything();
        venue.lag = Duration.ofSeconds(15);

        // When
        venue.dead.add(venue.socket());
        venue.pass(90);

        // Then
        assertThat(venue.filled()).hasSize(1);
        assertThat(venue.lost()).isEmpty();
        assertThat(venue.tradeIds()).doesNotHaveDuplicates();
    }

    @Test
    void aQuietMarketIsAskedAboutAndLeftAlone() {
        // Given
        StubVenue venue = everything();

        // When: ten minutes without a trade
        venue.trades = false;
        venue.pass(600);
        int questions = venue.pastQuestions();
        venue.trades = true;
        venue.pass(30);

        // Then
        assertThat(questions).isBetween(8, 12);
        assertThat(venue.world.ends()).hasSize(1);
        assertThat(venue.gaps()).isEmpty();
        assertThat(venue.lost()).isEmpty();
    }

    @Test
    void aThinMarketIsAskedAboutSoonAgainWhereTheVenueHasNotAnswered() {
        // Given: a trade every 15 s, and a market that has turned out to be quiet
        StubVenue venue = everything();
        for (int i = 0; i < 60; i++) {
            venue.trades = i % 2 == 0;
            venue.world.pass(Duration.ofMillis(venue.trades ? 100 : 15_000));
        }

        // When: neither socket nor REST says anything for 40 s, and the socket stays dead
        long died = venue.world.wall();
        venue.trades = true;
        venue.answers = false;
        venue.muteTrades.add(venue.socket());
        venue.curable = false;
        venue.pass(40);
        venue.answers = true;
        venue.pass(30);

        // Then
        assertThat(venue.gaps()).anySatisfy(gap -> {
            assertThat(gap.scope()).isEqualTo(FeedGap.Scope.TRADES);
            assertThat(gap.receivedTime()).isBetween(died, died + 70 * SECOND);
        });
        assertThat(venue.lost()).isEmpty();
    }

    @Test
    void aThinMarketOfAVenueThatTellsNoPastDoesNotMakeUsConnectForEver() {
        // Given
        StubVenue venue = new StubVenue(new StubFeed(false, false)).pass(30);

        // When: an hour with a trade every 15 s
        for (int i = 0; i < 220; i++) {
            venue.trades = i % 2 == 0;
            venue.world.pass(Duration.ofMillis(venue.trades ? 100 : 15_000));
        }

        // Then
        assertThat(venue.world.ends()).hasSizeLessThanOrEqualTo(4);
        assertThat(scopes(venue.gaps())).doesNotContain(FeedGap.Scope.QUOTES);
    }

    @Test
    void aLostSocketOfAVenueThatTellsNoPastLeavesItsGap() {
        // Given
        StubVenue venue = new StubVenue(new StubFeed(false, true)).pass(30);

        // When
        venue.socket().end(Network.Cause.LOST, "no close frame");
        venue.pass(30);

        // Then
        assertThat(venue.filled()).isEmpty();
        assertThat(venue.gaps())
                .filteredOn(gap -> gap.reason().startsWith("connection lost"))
                .hasSize(2);
        assertThat(venue.lost()).isNotEmpty();
    }

    @Test
    void anAgingSocketIsReplacedWithoutAGapOrARepetition() {
        // Given
        StubVenue venue = everything();

        // When
        venue.pass(HOUR);

        // Then
        assertThat(venue.world.ends()).hasSize(2);
        VirtualWorld.End successor = venue.world.ends().get(1);
        assertThat(venue.world.ends().getFirst().closed).isTrue();
        assertThat(venue.socket()).isSameAs(successor);
        assertThat(venue.gaps()).isEmpty();
        assertThat(venue.lost()).isEmpty();
        assertThat(venue.tradeIds()).isSorted().doesNotHaveDuplicates();
        assertThat(venue.of(Quote.class)).extracting(Quote::eventTime).isSorted();
    }

    @Test
    void anAnnouncedCloseIsForestalled() {
        // Given
        StubVenue venue = everything();
        VirtualWorld.End old = venue.socket();

        // When
        old.send("bye");
        venue.pass(8);
        old.end(Network.Cause.LOST, "status 1001");
        venue.pass(30);

        // Then
        assertThat(venue.gaps()).isEmpty();
        assertThat(venue.lost()).isEmpty();
    }

    @Test
    void aVenueThatRefusesIsTriedOncePerThirtySecondsAtMostAndAsItAsks() {
        // Given
        StubVenue venue = everything();
        venue.world.door(end -> Optional.of(
                new Network.Ending(Network.Cause.REFUSED, "status 429", Optional.of(Duration.ofSeconds(20)))));

        // When: an hour of refusals
        venue.socket().end(Network.Cause.LOST, "no close frame");
        venue.pass(HOUR);

        // Then
        long[] tries =
                venue.world.ends().stream().skip(1).mapToLong(end -> end.since).toArray();
        List<Long> pauses = LongStream.range(1, tries.length)
                .mapToObj(i -> tries[(int) i] - tries[(int) i - 1])
                .toList();
        assertThat(tries.length).isBetween(30, HOUR / 30);
        assertThat(pauses).allMatch(pause -> pause >= 20 * SECOND);
    }

    @Test
    void aVenueThatClosesEachSocketAtOnceIsNotStormed() {
        // Given: it lets everybody in and shows them out
        StubVenue venue = everything();
        venue.world.door(end -> {
            venue.world.once(Duration.ofMillis(500), () -> end.end(Network.Cause.LOST, "status 1008"));
            return Optional.empty();
        });

        // When
        venue.socket().end(Network.Cause.LOST, "no close frame");
        venue.pass(HOUR);

        // Then
        assertThat(venue.world.ends()).hasSizeLessThan(HOUR / 30 + 20);
    }

    @Test
    void threeMessagesInARowThatCannotBeReadBeginTheStreamsAgainOnTheSameSocket() {
        // Given
        StubVenue venue = everything();

        // When
        venue.quotes = false;
        venue.trades = false;
        venue.pass(1);
        venue.socket().send("nonsense");
        venue.socket().send("nonsense");
        venue.pass(1);
        int before = venue.socket().heard.size();
        venue.socket().send("nonsense");
        venue.pass(1);

        // Then
        assertThat(before).isEqualTo(2);
        assertThat(venue.socket().heard.subList(2, 6))
                .containsExactlyInAnyOrder("-trades", "+trades", "-quotes", "+quotes");
        assertThat(venue.rejected).hasSize(3);
        assertThat(scopes(venue.gaps())).containsExactlyInAnyOrder(FeedGap.Scope.TRADES, FeedGap.Scope.QUOTES);
    }

    @Test
    void aReplayOfTheRecordingMakesTheSameEvents() {
        // Given: a mute stream, a dead socket, a successor and a quiet market
        StubVenue venue = everything();
        venue.muteTrades.add(venue.socket());
        venue.pass(60);
        venue.dead.add(venue.socket());
        venue.pass(60);
        venue.socket().send("bye");
        venue.pass(60);
        venue.trades = false;
        venue.pass(60);
        venue.stop();

        // When
        FeedSession session = new FeedSession(venue.feed(), asset -> true);
        List<MarketEvent> replayed = new ArrayList<>();
        for (CapturedLine line : venue.recorded) {
            switch (line) {
                case CapturedLine.Received(Frame frame) -> session.frame(frame, replayed::add);
                case CapturedLine.Connected connected -> session.connected(connected.connection(), connected.first());
                case CapturedLine.Closed closed ->
                    session.closed(
                            closed.connection(), closed.receivedTime(), Origin.LIVE, closed.reason(), replayed::add);
                case CapturedLine.Turn turn -> session.turn(turn, Origin.LIVE, replayed::add);
                case CapturedLine.Sent sent -> assertThat(sent.payload()).isNotEmpty();
                case CapturedLine.Unreadable unreadable -> throw new AssertionError(unreadable);
            }
        }

        // Then
        assertThat(venue.of(GapFilled.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(replayed).isEqualTo(venue.events);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappensNoTradeIsLostOrDoubledAndStampsIncrease(long seed) {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        StubVenue venue = new StubVenue(new StubFeed(true, random.nextBoolean()), seed).pass(20);

        // When: twenty minutes of faults, and two to heal
        for (int i = 0; i < 40; i++) {
            fault(venue, random);
            venue.pass(random.nextInt(5, 55));
        }
        venue.trades = true;
        venue.quotes = true;
        venue.answers = true;
        venue.curable = true;
        venue.dead.clear();
        venue.muteTrades.clear();
        venue.pass(300);

        // Then
        List<Integer> lost = venue.lost();
        assertThat(lost)
                .as(() -> "seed " + seed + ": " + venue.around(lost.getFirst()))
                .isEmpty();
        assertThat(venue.tradeIds()).as("seed %d", seed).doesNotHaveDuplicates();
        assertThat(venue.events).extracting(MarketEvent::receivedTime).isSorted();
    }

    private static void fault(StubVenue venue, RandomGenerator random) {
        List<VirtualWorld.End> open = venue.world.open();
        Optional<VirtualWorld.End> socket = open.isEmpty() ? Optional.empty() : Optional.of(open.getFirst());
        switch (random.nextInt(8)) {
            case 0 -> socket.ifPresent(end -> end.end(Network.Cause.LOST, "no close frame"));
            case 1 -> socket.ifPresent(venue.muteTrades::add);
            case 2 -> socket.ifPresent(venue.dead::add);
            case 3 -> socket.ifPresent(end -> end.send("bye"));
            case 4 -> venue.trades = !venue.trades;
            case 5 -> venue.answers = !venue.answers;
            case 6 -> venue.curable = !venue.curable;
            default -> socket.ifPresent(end -> List.of("x", "y", "z").forEach(end::send));
        }
    }
}
