package io.basiswatch.indicator.stream;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds the first record of a partition that holds an event received at or after a time.
 *
 * <p>Remembers only records that reach further in time than all before them, by steps of 100 ms: the answer may be a few
 * records too early, never too late.
 */
final class LogPosition {
    private static final long STEP = 100_000;

    private final Deque<Mark> marks = new ArrayDeque<>();
    private long nextOffset;

    /** From {@code offset} on there are events received up to {@code time}. */
    private record Mark(long offset, long time) {}

    void read(long offset, EventBatch batch) {
        long latest = Long.MIN_VALUE;
        for (MarketEvent event : batch.events()) {
            latest = Math.max(latest, event.receivedTime());
        }
        if (latest > Long.MIN_VALUE && (marks.isEmpty() || latest > marks.getLast().time)) {
            marks.add(new Mark(offset, latest + STEP - Math.floorMod(latest, STEP)));
        }
        skip(offset);
    }

    /** A record that holds no events that anybody can read. */
    void skip(long offset) {
        nextOffset = offset + 1;
    }

    /** The offset to read from to see all events received from {@code time} on; {@code time} never goes back. */
    long offset(long time) {
        while (!marks.isEmpty() && marks.getFirst().time < time) {
            marks.removeFirst();
        }
        return marks.isEmpty() ? nextOffset : marks.getFirst().offset;
    }
}
