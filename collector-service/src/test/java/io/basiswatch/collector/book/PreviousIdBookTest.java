package io.basiswatch.collector.book;

import static io.basiswatch.collector.book.Effect.BROKEN;
import static io.basiswatch.collector.book.Effect.CHANGED;
import static io.basiswatch.collector.book.Effect.IGNORED;
import static io.basiswatch.collector.book.Effect.SYNCHRONISED;
import static io.basiswatch.collector.book.Messages.NO;
import static io.basiswatch.collector.book.Messages.live;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Damages streams whose changes name the update before, one way each. */
class PreviousIdBookTest {
    private final Messages messages = new Messages();
    private final BookAssembler assembler = new BookAssembler(SyncRule.PREVIOUS_ID, Reach.window(400));

    @Test
    void ignoresChangesBeforeTheSnapshot() {
        assertThat(assembler.accept(messages.change(NO, 5, 4, 99, 1))).isEqualTo(IGNORED);
        assertThat(assembler.state()).isInstanceOf(BookState.Waiting.class);
    }

    @Test
    void takesAKeepAliveForASignOfLife() {
        // Given
        assembler.accept(messages.snapshot(10, 99, 1));

        // When
        Effect effect = assembler.accept(new BookUpdate().delta(++messages.now, NO, 10, 10));

        // Then
        assertThat(effect).isEqualTo(CHANGED);
        assertThat(assembler.accept(messages.change(NO, 15, 10, 99, 2))).isEqualTo(CHANGED);
    }

    @Test
    void goesOnAfterAResetToALowerNumber() {
        // Given
        assembler.accept(messages.snapshot(10, 99, 1));

        // When
        Effect reset = assembler.accept(messages.change(NO, 3, 10, 99, 2));

        // Then
        assertThat(reset).isEqualTo(CHANGED);
        assertThat(assembler.accept(messages.change(NO, 5, 3, 99, 4))).isEqualTo(CHANGED);
        assertThat(assembler.accept(messages.change(NO, 16, 15, 99, 5))).isEqualTo(BROKEN);
    }

    @Test
    void isLiveAgainWithTheSnapshotOfTheNewSubscription() {
        // Given
        assembler.accept(messages.snapshot(10, 99, 1));
        assembler.accept(messages.change(NO, 16, 15, 99, 5));
        assertThat(assembler.accept(messages.change(NO, 17, 16, 99, 6))).isEqualTo(IGNORED);

        // When
        Effect effect = assembler.accept(messages.snapshot(20, 98, 1));

        // Then
        assertThat(effect).isEqualTo(SYNCHRONISED);
        assertThat(live(assembler).bids().prices()).containsExactly(98);
    }
}
