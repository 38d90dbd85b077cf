package io.basiswatch.collector.book;

import static io.basiswatch.collector.book.Effect.BROKEN;
import static io.basiswatch.collector.book.Effect.CHANGED;
import static io.basiswatch.collector.book.Effect.HELD;
import static io.basiswatch.collector.book.Effect.IGNORED;
import static io.basiswatch.collector.book.Effect.STALE_SNAPSHOT;
import static io.basiswatch.collector.book.Effect.SYNCHRONISED;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Stamp;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Damages streams on purpose, one way each. */
class BookAssemblerTest {
    private static final long NO = Stamp.NO_SEQUENCE;

    private long now = 1_000;

    @Nested
    class BySequence {
        private final BookAssembler assembler = new BookAssembler(SyncRule.SEQUENCE, Reach.snapshot(5));

        @Test
        void holdsChangesUntilTheSnapshotAndAppliesWhatItDoesNotHold() {
            // Given
            assertThat(assembler.accept(change(1, 4, 99, 1))).isEqualTo(HELD);
            assertThat(assembler.accept(change(5, 8, 99, 2))).isEqualTo(HELD);
            assertThat(assembler.accept(change(9, 9, 98, 3))).isEqualTo(HELD);
            assertThat(assembler.book()).isEmpty();

            // When: the snapshot lies within the second change
            Effect effect = assembler.accept(snapshot(6, 99, 7));

            // Then
            assertThat(effect).isEqualTo(SYNCHRONISED);
            assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(2);
            assertThat(live(assembler).bids().quantityAt(98)).isEqualTo(3);
            assertThat(assembler.accept(change(10, 12, 99, 4))).isEqualTo(CHANGED);
        }

        @Test
        void dropsChangesThatTheSnapshotHolds() {
            // Given
            assembler.accept(change(1, 4, 99, 1));

            // When
            assembler.accept(snapshot(6, 99, 7));
            Effect late = assembler.accept(change(5, 6, 99, 2));

            // Then
            assertThat(late).isEqualTo(IGNORED);
            assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(7);
            assertThat(assembler.accept(change(7, 7, 99, 3))).isEqualTo(CHANGED);
        }

        @Test
        void asksAgainWhenTheSnapshotIsOlderThanTheFirstChange() {
            // Given
            assembler.accept(change(10, 12, 99, 1));

            // When
            Effect stale = assembler.accept(snapshot(8, 99, 7));

            // Then
            assertThat(stale).isEqualTo(STALE_SNAPSHOT);
            assertThat(stale.wantsSnapshot()).isTrue();
            assertThat(assembler.book()).isEmpty();
            assertThat(assembler.accept(snapshot(9, 99, 7))).isEqualTo(SYNCHRONISED);
            assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(1);
        }

        @Test
        void breaksAtADroppedChangeAndNeverServesWhatWasBefore() {
            // Given
            assembler.accept(snapshot(6, 99, 7));
            assembler.accept(change(7, 7, 99, 3));
            long lastWhole = now;

            // When: 8 is missing
            Effect effect = assembler.accept(change(9, 9, 99, 4));

            // Then
            assertThat(effect).isEqualTo(BROKEN);
            assertThat(effect.wantsSnapshot()).isTrue();
            assertThat(assembler.book()).isEmpty();
            assertThat(assembler.state()).isInstanceOfSatisfying(BookState.Broken.class, broken -> {
                assertThat(broken.since()).isEqualTo(now);
                assertThat(broken.lastWhole()).isEqualTo(lastWhole);
                assertThat(broken.reason()).contains("after update 7").contains("9..9");
            });
            assertThat(assembler.accept(change(10, 11, 98, 5))).isEqualTo(HELD);
            assertThat(assembler.accept(snapshot(9, 97, 1))).isEqualTo(SYNCHRONISED);
            assertThat(live(assembler).bids().prices()).containsExactly(98, 97);
        }

        @Test
        void breaksAtTwoSwappedChanges() {
            // Given
            assembler.accept(snapshot(6, 99, 7));
            assembler.accept(change(7, 7, 99, 3));

            // When
            Effect second = assembler.accept(change(9, 9, 99, 5));
            Effect first = assembler.accept(change(8, 8, 99, 4));

            // Then
            assertThat(second).isEqualTo(BROKEN);
            assertThat(first).isEqualTo(HELD);
            assertThat(assembler.isLive()).isFalse();
        }

        @Test
        void staysBrokenUntilASnapshotCoversHeldChangesThatCameInDisorder() {
            // Given
            assembler.accept(change(9, 9, 99, 5));
            assembler.accept(change(8, 8, 99, 4));
            assembler.accept(change(10, 10, 99, 6));

            // When: 9 fits, 8 does not follow
            Effect effect = assembler.accept(snapshot(8, 99, 1));

            // Then
            assertThat(effect).isEqualTo(BROKEN);
            assertThat(assembler.accept(snapshot(10, 99, 2))).isEqualTo(SYNCHRONISED);
            assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(2);
        }

        @Test
        void ignoresARepeatedChange() {
            // Given
            assembler.accept(snapshot(6, 99, 7));
            assembler.accept(change(7, 7, 99, 3));

            // When
            Effect effect = assembler.accept(change(7, 7, 99, 3));

            // Then
            assertThat(effect).isEqualTo(IGNORED);
            assertThat(assembler.accept(change(8, 8, 99, 4))).isEqualTo(CHANGED);
        }

        @Test
        void ignoresTheSameSnapshotDeliveredTwiceAndALateOne() {
            // Given
            assembler.accept(snapshot(6, 99, 7));
            assembler.accept(change(7, 9, 99, 3));

            // When
            Effect twice = assembler.accept(snapshot(6, 99, 7));
            Effect late = assembler.accept(snapshot(9, 99, 100));

            // Then
            assertThat(twice).isEqualTo(IGNORED);
            assertThat(late).isEqualTo(IGNORED);
            assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(3);
        }

        @Test
        void takesANewerSnapshotAndThenTheChangesThatItDoesNotHold() {
            // Given
            assembler.accept(snapshot(6, 99, 7));
            assembler.accept(change(7, 9, 99, 3));

            // When: an early snapshot overtakes the stream
            Effect early = assembler.accept(snapshot(12, 99, 10));

            // Then
            assertThat(early).isEqualTo(CHANGED);
            assertThat(assembler.accept(change(10, 11, 99, 8))).isEqualTo(IGNORED);
            assertThat(assembler.accept(change(12, 13, 98, 1))).isEqualTo(CHANGED);
            assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(10);
        }

        @Test
        void breaksWhenThePriceLeavesTheSnapshot() {
            // Given: a full snapshot of bids 95 to 99
            BookUpdate full = new BookUpdate().snapshot(++now, 6).ask(101, 1);
            for (int price = 95; price <= 99; price++) {
                full.bid(price, 1);
            }
            assembler.accept(full);
            BookUpdate falls = new BookUpdate().delta(++now, 7, 7, NO).bid(90, 1);
            for (int price = 95; price <= 99; price++) {
                falls.bid(price, 0);
            }

            // When: the best bid that we know of need not be the best
            Effect effect = assembler.accept(falls);

            // Then
            assertThat(effect).isEqualTo(BROKEN);
            assertThat(assembler.book()).isEmpty();
        }

        @Test
        void forgetsTheOldestChangesWhenNoSnapshotComes() {
            // Given
            for (int i = 1; i <= BookAssembler.MAX_HELD_ROWS + 10; i++) {
                assembler.accept(change(i, i, 99, i));
            }

            // When
            Effect tooOld = assembler.accept(snapshot(5, 99, 7));
            Effect fitting = assembler.accept(snapshot(20, 99, 7));

            // Then
            assertThat(tooOld).isEqualTo(STALE_SNAPSHOT);
            assertThat(fitting).isEqualTo(SYNCHRONISED);
        }
    }

    @Nested
    class ByPreviousIdWithSnapshotApart {
        private final BookAssembler assembler =
                new BookAssembler(SyncRule.PREVIOUS_ID_SNAPSHOT_APART, Reach.snapshot(5));

        @Test
        void beginsWithTheChangeThatSpansTheSnapshotAndThenFollowsPreviousIds() {
            // Given
            assembler.accept(change(100, 110, 90, 99, 1));
            assembler.accept(change(120, 130, 110, 99, 2));
            assembler.accept(change(141, 150, 130, 99, 3));

            // When
            Effect effect = assembler.accept(snapshot(125, 99, 9));

            // Then
            assertThat(effect).isEqualTo(SYNCHRONISED);
            assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(3);
            assertThat(assembler.accept(change(151, 160, 150, 99, 4))).isEqualTo(CHANGED);
            assertThat(assembler.accept(change(161, 170, 155, 99, 5))).isEqualTo(BROKEN);
        }

        @Test
        void beginsWithTheChangeThatFollowsTheSnapshotDirectly() {
            // Given
            assembler.accept(snapshot(125, 99, 9));

            // When
            Effect effect = assembler.accept(change(131, 140, 125, 99, 1));

            // Then
            assertThat(effect).isEqualTo(CHANGED);
        }

        @Test
        void asksAgainWhenTheSnapshotIsTooOld() {
            // Given
            assembler.accept(change(120, 130, 110, 99, 2));

            // When, Then
            assertThat(assembler.accept(snapshot(109, 99, 9))).isEqualTo(STALE_SNAPSHOT);
            assertThat(assembler.accept(snapshot(110, 99, 9))).isEqualTo(SYNCHRONISED);
        }
    }

    @Nested
    class ByPreviousId {
        private final BookAssembler assembler = new BookAssembler(SyncRule.PREVIOUS_ID, Reach.window(400));

        @Test
        void ignoresChangesBeforeTheSnapshot() {
            assertThat(assembler.accept(change(NO, 5, 4, 99, 1))).isEqualTo(IGNORED);
            assertThat(assembler.state()).isInstanceOf(BookState.Waiting.class);
        }

        @Test
        void takesAKeepAliveForASignOfLife() {
            // Given
            assembler.accept(snapshot(10, 99, 1));

            // When
            Effect effect = assembler.accept(new BookUpdate().delta(++now, NO, 10, 10));

            // Then
            assertThat(effect).isEqualTo(CHANGED);
            assertThat(assembler.accept(change(NO, 15, 10, 99, 2))).isEqualTo(CHANGED);
        }

        @Test
        void goesOnAfterAResetToALowerNumber() {
            // Given
            assembler.accept(snapshot(10, 99, 1));

            // When
            Effect reset = assembler.accept(change(NO, 3, 10, 99, 2));

            // Then
            assertThat(reset).isEqualTo(CHANGED);
            assertThat(assembler.accept(change(NO, 5, 3, 99, 4))).isEqualTo(CHANGED);
            assertThat(assembler.accept(change(NO, 16, 15, 99, 5))).isEqualTo(BROKEN);
        }

        @Test
        void isLiveAgainWithTheSnapshotOfTheNewSubscription() {
            // Given
            assembler.accept(snapshot(10, 99, 1));
            assembler.accept(change(NO, 16, 15, 99, 5));
            assertThat(assembler.accept(change(NO, 17, 16, 99, 6))).isEqualTo(IGNORED);

            // When
            Effect effect = assembler.accept(snapshot(20, 98, 1));

            // Then
            assertThat(effect).isEqualTo(SYNCHRONISED);
            assertThat(live(assembler).bids().prices()).containsExactly(98);
        }
    }

    @Nested
    class ByConsecutiveNumbers {
        @Test
        void replacesTheBookWhenCountingStartsAtOne() {
            // Given
            BookAssembler assembler = new BookAssembler(SyncRule.CONSECUTIVE_FROM_ONE, Reach.window(200));
            assembler.accept(snapshot(10, 99, 1));
            assertThat(assembler.accept(change(NO, 11, NO, 98, 1))).isEqualTo(CHANGED);

            // When
            Effect restart = assembler.accept(change(NO, 1, NO, 97, 1));

            // Then
            assertThat(restart).isEqualTo(CHANGED);
            assertThat(live(assembler).bids().prices()).containsExactly(97);
            assertThat(assembler.accept(change(NO, 2, NO, 96, 1))).isEqualTo(CHANGED);
        }

        @Test
        void breaksAtAJumpAndAtAStepBack() {
            for (long number : new long[] {12, 9, 1}) {
                // Given
                BookAssembler assembler = new BookAssembler(SyncRule.CONSECUTIVE, Reach.WHOLE);
                assembler.accept(snapshot(10, 99, 1));

                // When, Then
                assertThat(assembler.accept(change(NO, number, NO, 98, 1))).isEqualTo(BROKEN);
            }
        }
    }

    @Nested
    class Otherwise {
        @Test
        void replacesTheBookWithEverySnapshot() {
            // Given
            BookAssembler assembler = new BookAssembler(SyncRule.SNAPSHOTS_ONLY, Reach.window(20));
            assembler.accept(snapshot(NO, 99, 1));

            // When
            Effect effect = assembler.accept(snapshot(NO, 98, 1));

            // Then
            assertThat(effect).isEqualTo(CHANGED);
            assertThat(live(assembler).bids().prices()).containsExactly(98);
            assertThat(assembler.accept(change(NO, NO, NO, 97, 1))).isEqualTo(BROKEN);
        }

        @Test
        void dropsTimedChangesUpToTheSnapshotAndRefusesTimeRunningBackwards() {
            // Given
            BookAssembler assembler = new BookAssembler(SyncRule.TIMED, Reach.WHOLE);
            assembler.accept(change(NO, 5, NO, 99, 1));
            assembler.accept(change(NO, 7, NO, 98, 2));

            // When
            assembler.accept(snapshot(6, 99, 9));

            // Then
            assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(9);
            assertThat(live(assembler).bids().quantityAt(98)).isEqualTo(2);
            assertThat(assembler.accept(change(NO, 7, NO, 97, 1))).isEqualTo(CHANGED);
            assertThat(assembler.accept(change(NO, 6, NO, 97, 1))).isEqualTo(BROKEN);
        }

        @Test
        void breaksWhenTheBookStaysCrossed() {
            // Given: a bid at the ask, which a lost message should have removed
            BookAssembler assembler = new BookAssembler(SyncRule.UNNUMBERED, Reach.WHOLE);
            assembler.accept(snapshot(NO, 99, 7));
            assertThat(assembler.accept(change(NO, NO, 101, 1))).isEqualTo(CHANGED);
            now += BookAssembler.MAX_CROSSED_MICROS - 2;
            assertThat(assembler.accept(change(NO, NO, 98, 1))).isEqualTo(CHANGED);

            // When
            Effect effect = assembler.accept(change(NO, NO, 98, 2));

            // Then
            assertThat(effect).isEqualTo(BROKEN);
            assertThat(assembler.book()).isEmpty();
        }

        @Test
        void forgivesABookThatIsCrossedForAMoment() {
            // Given
            BookAssembler assembler = new BookAssembler(SyncRule.UNNUMBERED, Reach.WHOLE);
            assembler.accept(snapshot(NO, 99, 7));
            assembler.accept(change(NO, NO, 101, 1));
            assembler.accept(change(NO, NO, 101, 0));
            now += 2 * BookAssembler.MAX_CROSSED_MICROS;

            // When
            Effect effect = assembler.accept(change(NO, NO, 102, 1));

            // Then
            assertThat(effect).isEqualTo(CHANGED);
            assertThat(live(assembler).isCrossed()).isTrue();
        }

        @Test
        void trustsNothingAfterTheConnectionWasLost() {
            // Given
            BookAssembler assembler = new BookAssembler(SyncRule.SEQUENCE, Reach.snapshot(5));
            assembler.accept(snapshot(6, 99, 7));
            long lastWhole = now;

            // When
            assembler.lose(++now, "the venue closed the connection");

            // Then
            assertThat(assembler.book()).isEmpty();
            assertThat(assembler.state())
                    .isEqualTo(new BookState.Broken(now, lastWhole, "the venue closed the connection"));
        }

        @Test
        void seesAJumpOfTheConnectionsNumber() {
            // Given
            ConnectionSequence sequence = new ConnectionSequence();

            // When, Then
            assertThat(sequence.follows(7)).isTrue();
            assertThat(sequence.follows(8)).isTrue();
            assertThat(sequence.follows(10)).isFalse();
            assertThat(sequence.follows(11)).isTrue();
            assertThat(sequence.follows(11)).isFalse();
            sequence.restart();
            assertThat(sequence.follows(0)).isTrue();
        }
    }

    private static OrderBook live(BookAssembler assembler) {
        return assembler.book().orElseThrow();
    }

    private BookUpdate snapshot(long last, double bid, double quantity) {
        return new BookUpdate().snapshot(++now, last).bid(bid, quantity).ask(101, 1);
    }

    private BookUpdate change(long first, long last, double bid, double quantity) {
        return change(first, last, NO, bid, quantity);
    }

    private BookUpdate change(long first, long last, long previous, double bid, double quantity) {
        return new BookUpdate().delta(++now, first, last, previous).bid(bid, quantity);
    }
}
