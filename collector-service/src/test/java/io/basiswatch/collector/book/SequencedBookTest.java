package io.basiswatch.collector.book;

import static io.basiswatch.collector.book.Effect.BROKEN;
import static io.basiswatch.collector.book.Effect.CHANGED;
import static io.basiswatch.collector.book.Effect.HELD;
import static io.basiswatch.collector.book.Effect.IGNORED;
import static io.basiswatch.collector.book.Effect.STALE_SNAPSHOT;
import static io.basiswatch.collector.book.Effect.SYNCHRONISED;
import static io.basiswatch.collector.book.Messages.NO;
import static io.basiswatch.collector.book.Messages.live;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Damages streams whose changes name their first and last update, one way each. */
class SequencedBookTest {
    private final Messages messages = new Messages();
    private final BookAssembler assembler = new BookAssembler(SyncRule.SEQUENCE, Reach.snapshot(5));

    @Test
    void holdsChangesUntilTheSnapshotAndAppliesWhatItDoesNotHold() {
        // Given
        assertThat(assembler.accept(messages.change(1, 4, 99, 1))).isEqualTo(HELD);
        assertThat(assembler.accept(messages.change(5, 8, 99, 2))).isEqualTo(HELD);
        assertThat(assembler.accept(messages.change(9, 9, 98, 3))).isEqualTo(HELD);
        assertThat(assembler.book()).isEmpty();

        // When: the snapshot lies within the second change
        Effect effect = assembler.accept(messages.snapshot(6, 99, 7));

        // Then
        assertThat(effect).isEqualTo(SYNCHRONISED);
        assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(2);
        assertThat(live(assembler).bids().quantityAt(98)).isEqualTo(3);
        assertThat(assembler.accept(messages.change(10, 12, 99, 4))).isEqualTo(CHANGED);
    }

    @Test
    void dropsChangesThatTheSnapshotHolds() {
        // Given
        assembler.accept(messages.change(1, 4, 99, 1));

        // When
        assembler.accept(messages.snapshot(6, 99, 7));
        Effect late = assembler.accept(messages.change(5, 6, 99, 2));

        // Then
        assertThat(late).isEqualTo(IGNORED);
        assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(7);
        assertThat(assembler.accept(messages.change(7, 7, 99, 3))).isEqualTo(CHANGED);
    }

    @Test
    void asksAgainWhenTheSnapshotIsOlderThanTheFirstChange() {
        // Given
        assembler.accept(messages.change(10, 12, 99, 1));

        // When
        Effect stale = assembler.accept(messages.snapshot(8, 99, 7));

        // Then
        assertThat(stale).isEqualTo(STALE_SNAPSHOT);
        assertThat(stale.wantsSnapshot()).isTrue();
        assertThat(assembler.book()).isEmpty();
        assertThat(assembler.accept(messages.snapshot(9, 99, 7))).isEqualTo(SYNCHRONISED);
        assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(1);
    }

    @Test
    void breaksAtADroppedChangeAndNeverServesWhatWasBefore() {
        // Given
        assembler.accept(messages.snapshot(6, 99, 7));
        assembler.accept(messages.change(7, 7, 99, 3));
        long lastWhole = messages.now;

        // When: 8 is missing
        Effect effect = assembler.accept(messages.change(9, 9, 99, 4));

        // Then
        assertThat(effect).isEqualTo(BROKEN);
        assertThat(effect.wantsSnapshot()).isTrue();
        assertThat(assembler.book()).isEmpty();
        assertThat(assembler.state()).isInstanceOfSatisfying(BookState.Broken.class, broken -> {
            assertThat(broken.since()).isEqualTo(messages.now);
            assertThat(broken.lastWhole()).isEqualTo(lastWhole);
            assertThat(broken.reason()).contains("after update 7").contains("9..9");
        });
        assertThat(assembler.accept(messages.change(10, 11, 98, 5))).isEqualTo(HELD);
        assertThat(assembler.accept(messages.snapshot(9, 97, 1))).isEqualTo(SYNCHRONISED);
        assertThat(live(assembler).bids().prices()).containsExactly(98, 97);
    }

    @Test
    void breaksAtTwoSwappedChanges() {
        // Given
        assembler.accept(messages.snapshot(6, 99, 7));
        assembler.accept(messages.change(7, 7, 99, 3));

        // When
        Effect second = assembler.accept(messages.change(9, 9, 99, 5));
        Effect first = assembler.accept(messages.change(8, 8, 99, 4));

        // Then
        assertThat(second).isEqualTo(BROKEN);
        assertThat(first).isEqualTo(HELD);
        assertThat(assembler.isLive()).isFalse();
    }

    @Test
    void staysBrokenUntilASnapshotCoversHeldChangesThatCameInDisorder() {
        // Given
        assembler.accept(messages.change(9, 9, 99, 5));
        assembler.accept(messages.change(8, 8, 99, 4));
        assembler.accept(messages.change(10, 10, 99, 6));

        // When: 9 fits, 8 does not follow
        Effect effect = assembler.accept(messages.snapshot(8, 99, 1));

        // Then
        assertThat(effect).isEqualTo(BROKEN);
        assertThat(assembler.accept(messages.snapshot(10, 99, 2))).isEqualTo(SYNCHRONISED);
        assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(2);
    }

    @Test
    void ignoresARepeatedChange() {
        // Given
        assembler.accept(messages.snapshot(6, 99, 7));
        assembler.accept(messages.change(7, 7, 99, 3));

        // When
        Effect effect = assembler.accept(messages.change(7, 7, 99, 3));

        // Then
        assertThat(effect).isEqualTo(IGNORED);
        assertThat(assembler.accept(messages.change(8, 8, 99, 4))).isEqualTo(CHANGED);
    }

    @Test
    void ignoresTheSameSnapshotDeliveredTwiceAndALateOne() {
        // Given
        assembler.accept(messages.snapshot(6, 99, 7));
        assembler.accept(messages.change(7, 9, 99, 3));

        // When
        Effect twice = assembler.accept(messages.snapshot(6, 99, 7));
        Effect late = assembler.accept(messages.snapshot(9, 99, 100));

        // Then
        assertThat(twice).isEqualTo(IGNORED);
        assertThat(late).isEqualTo(IGNORED);
        assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(3);
    }

    @Test
    void takesANewerSnapshotAndThenTheChangesThatItDoesNotHold() {
        // Given
        assembler.accept(messages.snapshot(6, 99, 7));
        assembler.accept(messages.change(7, 9, 99, 3));

        // When: an early snapshot overtakes the stream
        Effect early = assembler.accept(messages.snapshot(12, 99, 10));

        // Then
        assertThat(early).isEqualTo(CHANGED);
        assertThat(assembler.accept(messages.change(10, 11, 99, 8))).isEqualTo(IGNORED);
        assertThat(assembler.accept(messages.change(12, 13, 98, 1))).isEqualTo(CHANGED);
        assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(10);
    }

    @Test
    void breaksWhenThePriceLeavesTheSnapshot() {
        // Given: a full snapshot of bids 95 to 99
        BookUpdate full = new BookUpdate().snapshot(++messages.now, 6).ask(101, 1);
        for (int price = 95; price <= 99; price++) {
            full.bid(price, 1);
        }
        assembler.accept(full);
        BookUpdate falls = new BookUpdate().delta(++messages.now, 7, 7, NO).bid(90, 1);
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
            assembler.accept(messages.change(i, i, 99, i));
        }

        // When
        Effect tooOld = assembler.accept(messages.snapshot(5, 99, 7));
        Effect fitting = assembler.accept(messages.snapshot(20, 99, 7));

        // Then
        assertThat(tooOld).isEqualTo(STALE_SNAPSHOT);
        assertThat(fitting).isEqualTo(SYNCHRONISED);
    }
}
