package io.basiswatch.collector.publish;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The records that are to be written to one partition one after the other, the next when the one before was acknowledged.
 *
 * @param parts what is still to be written, in order
 */
record Wave(Deque<Part> parts) {
    /** One record, and whose it is. */
    record Part(ShardOutlet outlet, EventBatch batch) {}

    Wave() {
        this(new ArrayDeque<>());
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    EventBatch next() {
        return parts.getFirst().batch();
    }

    /** The next record is written, or given up: returns how many events that were. */
    int done() {
        Part written = parts.removeFirst();
        int count = written.batch().events().size();
        written.outlet().waits(-count);
        return count;
    }

    /** Halves the next record, where it holds more than one event. */
    boolean divide() {
        EventBatch batch = next();
        List<MarketEvent> events = batch.events();
        int half = events.size() / 2;
        if (half == 0) {
            return false;
        }
        ShardOutlet outlet = parts.removeFirst().outlet();
        parts.addFirst(new Part(outlet, of(batch, events.subList(half, events.size()))));
        parts.addFirst(new Part(outlet, of(batch, events.subList(0, half))));
        return true;
    }

    private static EventBatch of(EventBatch batch, List<MarketEvent> events) {
        return new EventBatch(batch.asset(), batch.collector(), batch.shard(), events);
    }
}
