package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.MetCandle;
import io.basiswatch.indicator.store.StoreException;
import io.basiswatch.model.IndicatorValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Has the past stored beside the reading of the log, part after part in the order in which they came: years of history take
 * minutes to be written, and no value of the present waits for them.
 *
 * <p>Parts are handed in and taken back by the reader; in between they belong to the thread of {@code executor}, which does one
 * thing at a time. The monitor of this object guards what both see. What fails stays the next one, and is tried again when the
 * reader {@linkplain #goOn asks}. Nothing may be committed of what is not {@linkplain #settled settled}.
 */
final class PastWriter {
    private static final Logger LOG = Logger.getLogger(PastWriter.class);
    /** Rows in one transaction, as far as parts allow: what it locks is locked for a moment. */
    private static final int MOST_AT_ONCE = 4_000;
    /** Rows that may wait; more would have to be held in memory. */
    private static final int MOST_WAITING = 40_000;

    private final Executor executor;
    private final Store store;
    private final Deque<Numbered> waiting = new ArrayDeque<>();
    private final List<Numbered> stored = new ArrayList<>();
    private List<Numbered> underWay = List.of();
    private boolean isBusy;
    private long added;
    private long rows;
    private Optional<Throwable> broken = Optional.empty();

    /** Where the past is stored. */
    @FunctionalInterface
    interface Store {
        /** Stores all of it or, with a {@link StoreException}, nothing. */
        void store(List<MetCandle> candles, List<IndicatorValue> values);
    }

    /** A part, and which of all that were added it is. */
    private record Numbered(long number, PastPart part) {}

    /**
     * @param executor does one thing at a time, in order
     * @param store where parts go
     */
    PastWriter(Executor executor, Store store) {
        this.executor = executor;
        this.store = store;
    }

    /** Takes a part that is to be stored after all before it. */
    void add(PastPart part) {
        synchronized (this) {
            waiting.addLast(new Numbered(++added, part));
            rows += part.rows();
        }
        goOn();
    }

    /** Sees to it that what waits is being stored. Throws where that has ended for good. */
    void goOn() {
        synchronized (this) {
            broken.ifPresent(failure -> {
                throw new IllegalStateException("the past cannot be stored", failure);
            });
            if (isBusy || waiting.isEmpty()) {
                return;
            }
            isBusy = true;
        }
        executor.execute(this::run);
    }

    private void run() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                List<Numbered> parts = begin();
                goesOn = !parts.isEmpty() && isStored(parts);
            }
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                broken = Optional.of(e);
                putBack();
            }
            throw e;
        }
    }

    /** Takes what is to be stored next; empty where nothing waits. */
    private synchronized List<Numbered> begin() {
        List<Numbered> taken = new ArrayList<>();
        int size = 0;
        while (!waiting.isEmpty() && size < MOST_AT_ONCE) {
            size += waiting.getFirst().part().rows();
            taken.add(waiting.removeFirst());
        }
        underWay = taken;
        isBusy = !taken.isEmpty();
        return taken;
    }

    private boolean isStored(List<Numbered> parts) {
        List<MetCandle> candles = new ArrayList<>();
        List<IndicatorValue> values = new ArrayList<>();
        for (Numbered each : parts) {
            candles.addAll(each.part().candles());
            values.addAll(each.part().values());
        }
        boolean isStored = true;
        try {
            store.store(candles, values);
        } catch (StoreException e) {
            LOG.warnf("%s: %d rows of the past wait", e.getMessage(), candles.size() + values.size());
            isStored = false;
        }
        ended(parts, isStored);
        return isStored;
    }

    private synchronized void ended(List<Numbered> parts, boolean isStored) {
        if (isStored) {
            stored.addAll(parts);
            parts.forEach(each -> rows -= each.part().rows());
            underWay = List.of();
            notifyAll();
        } else {
            isBusy = false;
            putBack();
        }
    }

    /** Nothing of what is under way was stored. */
    private void putBack() {
        underWay.reversed().forEach(waiting::addFirst);
        underWay = List.of();
        notifyAll();
    }

    /** Takes back what has been stored, in order. */
    synchronized List<PastPart> takeStored() {
        List<PastPart> taken = stored.stream().map(Numbered::part).toList();
        stored.clear();
        return taken;
    }

    /** Whether so much waits that nothing more may come. */
    synchronized boolean isFull() {
        return rows > MOST_WAITING;
    }

    /** How many parts were added. */
    synchronized long added() {
        return added;
    }

    /** Of the parts added, all up to this one have been stored and taken back, or dropped. */
    synchronized long settled() {
        if (!stored.isEmpty()) {
            return stored.getFirst().number() - 1;
        }
        if (!underWay.isEmpty()) {
            return underWay.getFirst().number() - 1;
        }
        return waiting.isEmpty() ? added : waiting.getFirst().number() - 1;
    }

    /** Forgets what these partitions told; when it returns, nothing of it is being stored any more. */
    synchronized void drop(Collection<TopicPartition> partitions) {
        try {
            while (underWay.stream()
                    .anyMatch(each -> partitions.contains(each.part().partition()))) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
        waiting.removeIf(each -> {
            boolean isGone = partitions.contains(each.part().partition());
            rows -= isGone ? each.part().rows() : 0;
            return isGone;
        });
    }
}
