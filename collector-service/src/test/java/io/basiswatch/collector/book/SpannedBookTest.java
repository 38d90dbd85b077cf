package io.basiswatch.collector.book;

import static io.basiswatch.collector.book.Effect.BROKEN;
import static io.basiswatch.collector.book.Effect.CHANGED;
import static io.basiswatch.collector.book.Effect.STALE_SNAPSHOT;
import static io.basiswatch.collector.book.Effect.SYNCHRONISED;
import static io.basiswatch.collector.book.Messages.live;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Damages streams whose changes name the update before and whose snapshot comes apart, one way each. */
class SpannedBookTest {
    private final Messages messages = new Messages();
    private final BookAssembler assembler = new BookAssembler(SyncRule.PREVIOUS_ID_SNAPSHOT_APART, Reach.snapshot(5));

    @Test
    void beginsWithTheChangeThatSpansTheSnapshotAndThenFollowsPreviousIds() {
        // Given
        assembler.accept(messages.change(100, 110, 90, 99, 1));
        assembler.accept(messages.change(120, 130, 110, 99, 2));
        assembler.accept(messages.change(141, 150, 130, 99, 3));

        // When
        Effect effect = assembler.accept(messages.snapshot(125, 99, 9));

        // Then
        assertThat(effect).isEqualTo(SYNCHRONISED);
        assertThat(live(assembler).bids().quantityAt(99)).isEqualTo(3);
        assertThat(assembler.accept(messages.change(151, 160, 150, 99, 4))).isEqualTo(CHANGED);
        assertThat(assembler.accept(messages.change(161, 170, 155, 99, 5))).isEqualTo(BROKEN);
    }

    @Test
    void beginsWithTheChangeThatFollowsTheSnapshotDirectly() {
        // Given
        assembler.accept(messages.snapshot(125, 99, 9));

        // When
        Effect effect = assembler.accept(messages.change(131, 140, 125, 99, 1));

        // Then
        assertThat(effect).isEqualTo(CHANGED);
    }

    @Test
    void asksAgainWhenTheSnapshotIsTooOld() {
        // Given
        assembler.accept(messages.change(120, 130, 110, 99, 2));

        // When, Then
        assertThat(assembler.accept(messages.snapshot(109, 99, 9))).isEqualTo(STALE_SNAPSHOT);
        assertThat(assembler.accept(messages.snapshot(110, 99, 9))).isEqualTo(SYNCHRONISED);
    }
}
