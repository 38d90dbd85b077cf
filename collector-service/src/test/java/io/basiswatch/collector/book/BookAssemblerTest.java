package io.basiswatch.collector.book;

import static io.basiswatch.collector.book.Effect.BROKEN;
import static io.basiswatch.collector.book.Effect.CHANGED;
import static io.basiswatch.collector.book.Messages.NO;
import static io.basiswatch.collector.book.Messages.live;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Books whose changes are not numbered, and what is the same for all. */
class BookAssemblerTest {
    private final Messages messages = new Messages();

    @Test
    void replacesTheBookWithEverySnapshot() {
        // Given
        BookAssembler assembler = new BookAssembler(SyncRule.SNAPSHOTS_ONLY, Reach.window(20));
        assembler.accept(messages.snapshot(NO, 99, 1));

        // When
        Effect effect = assembler.accept(messages.snapshot(NO, 98, 1));

        // Then
        assertThat(effect).isEqualTo(CHANGED);
        assertThat(live(assembler).bids().prices()).containsExactly(98);
        assertThat(assembler.accept(messages.change(NO, NO, NO, 97, 1))).isEqualTo(BROKEN);
    }

    @Test
    void dropsTimedChangesUpToTheSnapshotAndRefusesTimeRunningBackwards() {
        // Given
        BookAssembler assembler = new BookAssembler(SyncRule.TIMED, Reach.WHOLE);
        assembler.accept(messages.change(NO, 5, NO, 99, 1));
        assembler.accept(messages.change(NO, 7, NO, 98, 2));

        // When
        assembler.accept(messages.snapshot(6, 99, 9));

        // Then
        assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(9);
        assertThat(live(assembler).bids().quantityAt(98)).isEqualTo(2);
        assertThat(assembler.accept(messages.change(NO, 7, NO, 97, 1))).isEqualTo(CHANGED);
        assertThat(assembler.accept(messages.change(NO, 6, NO, 97, 1))).isEqualTo(BROKEN);
    }

    @Test
    void breaksWhenTheBookStaysCrossed() {
        // Given: a bid at the ask, which a lost message should have removed
        BookAssembler assembler = new BookAssembler(SyncRule.UNNUMBERED, Reach.WHOLE);
        assembler.accept(messages.snapshot(NO, 99, 7));
        assertThat(assembler.accept(messages.change(NO, NO, 101, 1))).isEqualTo(CHANGED);
        messages.now += BookAssembler.MAX_CROSSED_MICROS - 2;
        assertThat(assembler.accept(messages.change(NO, NO, 98, 1))).isEqualTo(CHANGED);

        // When
        Effect effect = assembler.accept(messages.change(NO, NO, 98, 2));

        // Then
        assertThat(effect).isEqualTo(BROKEN);
        assertThat(assembler.book()).isEmpty();
    }

    @Test
    void forgivesABookThatIsCrossedForAMoment() {
        // Given
        BookAssembler assembler = new BookAssembler(SyncRule.UNNUMBERED, Reach.WHOLE);
        assembler.accept(messages.snapshot(NO, 99, 7));
        assembler.accept(messages.change(NO, NO, 101, 1));
        assembler.accept(messages.change(NO, NO, 101, 0));
        messages.now += 2 * BookAssembler.MAX_CROSSED_MICROS;

        // When
        Effect effect = assembler.accept(messages.change(NO, NO, 102, 1));

        // Then
        assertThat(effect).isEqualTo(CHANGED);
        assertThat(live(assembler).isCrossed()).isTrue();
    }

    @Test
    void trustsNothingAfterTheConnectionWasLost() {
        // Given
        BookAssembler assembler = new BookAssembler(SyncRule.SEQUENCE, Reach.snapshot(5));
        assembler.accept(messages.snapshot(6, 99, 7));
        long lastWhole = messages.now;

        // When
        assembler.lose(++messages.now, "the venue closed the connection");

        // Then
        assertThat(assembler.book()).isEmpty();
        assertThat(assembler.state())
                .isEqualTo(new BookState.Broken(messages.now, lastWhole, "the venue closed the connection"));
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
