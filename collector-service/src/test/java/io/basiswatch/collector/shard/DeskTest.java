package io.basiswatch.collector.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Turns of shards on several collectors, in virtual time and without Kafka. */
class DeskTest {
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

    @Test
    void whoHoldsTheBoardsPartitionGivesSeatsAndTheSeatIsRun() {
        // When
        oneRuns();

        // Then
        assertThat(one.desk.board().seats()).containsEntry(1, SPOT);
        assertThat(one.journal).containsExactly("FIRST binance-spot");
    }

    @Test
    void aPlannedHandOverLosesNothingDoublesNothingAndTellsNoGap() {
        // Given
        oneRuns();

        // When: the seat goes over, and both see some trades
        one.taken(1);
        two.given(1);
        room.trade(2);
        room.trade(3);
        assertThat(two.wrote()).as("nothing before the one before has ended").isEmpty();
        room.pass(3);
        room.trade(4);

        // Then
        assertThat(Room.join(one.wrote()) + " | " + Room.join(two.wrote())).isEqualTo("gap 1 2 3 | 4");
        assertThat(one.journal).containsExactly("FIRST binance-spot", "end HANDED_OVER binance-spot");
        assertThat(two.journal).containsExactly("HANDED_OVER binance-spot");
        assertThat(one.feeds).isEmpty();
    }

    @Test
    void whatOnlyTheNewOneSawGoesOut() {
        // Given
        oneRuns();
        one.taken(1);
        two.given(1);
        room.trade(2);

        // When: the line of the first one is slow
        two.feeds.get(SPOT).trade(3);
        room.pass(3);

        // Then
        assertThat(Room.join(one.wrote()) + " | " + Room.join(two.wrote())).isEqualTo("gap 1 2 | 3");
    }

    @Test
    void theFormerGoesOnForAsLongAsTheNewOneBringsNothing() {
        // Given
        oneRuns();

        // When
        one.taken(1);
        two.given(1);
        room.pass(300);
        one.feeds.get(SPOT).trade(2);
        room.pass(10);

        // Then
        assertThat(one.wrote()).containsExactly("gap", "1", "2");
        assertThat(one.feeds).isNotEmpty();
        assertThat(two.journal).isEmpty();
    }

    @Test
    void aStreamThatWasBrokenBeforeTheHandOverStaysMarked() {
        // Given
        oneRuns();
        one.feeds.get(SPOT).gap("connection lost", 5);
        one.taken(1);
        two.given(1);

        // When
        two.feeds.get(SPOT).trade(9);
        room.pass(3);

        // Then
        assertThat(two.wrote()).containsExactly("gap", "9");
    }

    @Test
    void whoFindsTheFormerGoneTellsAGapFromWhereItWasWhole() {
        // Given
        oneRuns();
        room.pass(30);
        one.asleep = true;

        // When: the group has given the seat away, and the one before has never said anything
        two.given(1);
        room.trade(7);
        room.pass(10);
        assertThat(two.wrote()).as("it may be alive, and say so").isEmpty();
        room.pass(12);

        // Then
        assertThat(two.wrote()).containsExactly("gap", "7");
        assertThat(two.journal).containsExactly("TAKEN_OVER binance-spot");
        assertThat(epoch(two)).isGreaterThan(epoch(one));
        assertThat(two.feeds).containsOnlyKeys(SPOT);
    }

    @Test
    void whoIsKilledBeforeItsStreamsHaveBegunLeavesItsHoleToTheNext() {
        // Given: one was killed, and two took over from it, in a market in which nothing is traded for a while
        Room.Collector three = room.collector("three");
        oneRuns();
        room.pass(30);
        long killed = room.micros();
        one.asleep = true;
        two.given(1);
        two.feeds.get(SPOT).quote();
        room.pass(60);
        assertThat(two.journal).containsExactly("TAKEN_OVER binance-spot");

        // When: two is killed as well
        two.asleep = true;
        three.given(1);
        room.pass(30);
        room.trade(7);

        // Then
        assertThat(three.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.from()).isLessThanOrEqualTo(killed));
    }

    @Test
    void onceAStreamHasToldTheHoleItIsForgotten() {
        // Given
        Room.Collector three = room.collector("three");
        oneRuns();
        room.pass(30);
        one.asleep = true;
        two.given(1);
        room.trade(2);
        room.pass(700);
        long killed = room.micros();

        // When
        two.asleep = true;
        three.given(1);
        room.pass(30);
        room.trade(7);

        // Then
        assertThat(three.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.from()).isBetween(killed - 2_100_000, killed));
    }

    @Test
    void whoWakesUpAfterItWasReplacedEndsAtOnceWithoutAWord() {
        // Given
        oneRuns();
        one.asleep = true;
        two.given(1);
        room.trade(2);
        room.pass(22);
        int before = one.wrote().size();

        // When
        one.asleep = false;
        one.desk.lost();
        room.trade(3);
        room.pass(5);

        // Then
        assertThat(one.feeds).isEmpty();
        assertThat(one.journal).contains("end LOST binance-spot");
        assertThat(one.wrote().subList(before, one.wrote().size()))
                .as("of the old epoch, which nobody reads")
                .allMatch("gap"::equals);
        assertThat(two.wrote()).containsExactly("gap", "2", "3");
    }

    @Test
    void whoIsGivenItsSeatAgainBeforeAnybodyCameGoesOn() {
        // Given
        oneRuns();
        one.taken(1);

        // When
        one.given(1);
        room.trade(2);
        room.pass(1);

        // Then
        assertThat(one.wrote()).containsExactly("gap", "1", "2");
        assertThat(one.journal).hasSize(1);
    }

    @Test
    void aClaimOfSomebodyWhoHoldsNoSeatIsAnsweredByANewerOne() {
        // Given
        oneRuns();
        long before = epoch(one);

        // When: somebody who was paused claims what it had been given long ago
        two.given(1);
        two.desk.lost();
        room.trade(2);
        room.pass(8);

        // Then
        assertThat(one.journal).contains("CLAIMED_AGAIN binance-spot");
        assertThat(epoch(one)).isGreaterThan(before);
        assertThat(one.wrote()).containsExactly("gap", "1", "2");
    }

    @Test
    void whereTheNewOneIsNotReadyBeforeTheFormerMustEndAGapIsTold() {
        // Given
        oneRuns();
        one.taken(1);
        two.given(1);

        // When: the former is told to end
        one.desk.stop();
        room.pass(2);
        room.trade(5);
        room.pass(2);

        // Then
        assertThat(one.wrote()).containsExactly("gap", "1", "gap");
        assertThat(two.wrote()).containsExactly("gap", "5");
    }

    @Test
    void replicasRunOnDifferentCollectorsAndOnlyThere() {
        // Given
        Room pair = new Room("binance-spot", "binance-spot+2");
        Room.Collector first = pair.collector("one");
        Room.Collector second = pair.collector("two");

        // When
        first.given(0, 1, 2);
        pair.pass(2);

        // Then
        assertThat(first.feeds).containsOnlyKeys(SPOT);

        // When
        first.taken(2);
        second.given(2);

        // Then
        assertThat(second.feeds).containsOnlyKeys(ShardName.parse("binance-spot+2"));
        assertThat(first.feeds).containsOnlyKeys(SPOT);
    }

    @Test
    void whoWasCutOffFromTheOthersEndsAtTheirClaimAndItsBacklogComesFirst() {
        // Given: the group has given the seat away, and the one before has heard nothing of it
        oneRuns();

        // When
        two.given(1);
        one.taken(1);
        room.pass(1);
        room.trade(2);
        room.pass(5);

        // Then
        assertThat(one.journal).contains("end HANDED_OVER binance-spot");
        assertThat(two.journal).containsExactly("TAKEN_OVER binance-spot");
        assertThat(two.wrote()).as("that nothing is missing cannot be proven").containsExactly("gap", "2");
    }

    @Test
    void aShardThatIsNotConfiguredAnyMoreEnds() {
        // Given
        Room room = new Room("binance-spot");
        Room.Collector runs = room.collector("one");
        runs.given(0, 1);
        room.trade(1);

        // When
        runs.desk.said(1_000, new BoardRecord.Feed(SPOT, Optional.empty()));

        // Then
        assertThat(runs.feeds).isEmpty();
        assertThat(runs.wrote()).isEqualTo(List.of("gap", "1", "gap"));
    }

    private static long epoch(Room.Collector of) {
        return of.desk.board().claim(SPOT).filter(claim -> claim.collector().equals(of.name)).stream()
                .mapToLong(Board.Claimed::epoch)
                .findFirst()
                .orElse(-1);
    }
}
