package io.basiswatch.collector.book;

import static io.basiswatch.collector.book.Effect.BROKEN;
import static io.basiswatch.collector.book.Effect.CHANGED;
import static io.basiswatch.collector.book.Messages.NO;
import static io.basiswatch.collector.book.Messages.live;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Damages streams of consecutive numbers, one way each. */
class ConsecutiveBookTest {
    private final Messages messages = new Messages();

    @Test
    void replacesTheBookWhenCountingStartsAtOne() {
        // Given
        BookAssembler assembler = new BookAssembler(SyncRule.CONSECUTIVE_FROM_ONE, Reach.window(200));
        assembler.accept(messages.snapshot(10, 99, 1));
        assertThat(assembler.accept(messages.change(NO, 11, NO, 98, 1))).isEqualTo(CHANGED);

        // When
        Effect restart = assembler.accept(messages.change(NO, 1, NO, 97, 1));

        // Then
        assertThat(restart).isEqualTo(CHANGED);
        assertThat(live(assembler).bids().prices()).containsExactly(97);
        assertThat(assembler.accept(messages.change(NO, 2, NO, 96, 1))).isEqualTo(CHANGED);
    }

    @Test
    void breaksAtAJumpAndAtAStepBack() {
        for (long number : new long[] {12, 9, 1}) {
            // Given
            BookAssembler assembler = new BookAssembler(SyncRule.CONSECUTIVE, Reach.WHOLE);
            assembler.accept(messages.snapshot(10, 99, 1));

            // When, Then
            assertThat(assembler.accept(messages.change(NO, number, NO, 98, 1))).isEqualTo(BROKEN);
        }
    }
}
