package io.basiswatch.local.replay;

import io.basiswatch.local.CommandFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * An iterator whose elements are made on a thread of their own, a bounded number ahead. The order stays.
 *
 * @param <T> what it gives
 */
final class ReadAhead<T> implements Iterator<T>, AutoCloseable {
    private static final int BATCH = 512;
    private static final int BATCHES = 16;

    /** The next elements; the last one says so, and why if it was not the end. */
    private record Batch<T>(List<T> elements, boolean last, RuntimeException failure) {}

    private final BlockingQueue<Batch<T>> queue = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;
    private Batch<T> batch = new Batch<>(List.of(), false, null);
    private int at;

    ReadAhead(Iterator<T> source) {
        thread = Thread.ofPlatform().daemon().name("reader").start(() -> read(source));
    }

    private void read(Iterator<T> source) {
        try {
            List<T> elements = new ArrayList<>(BATCH);
            RuntimeException failure = null;
            try {
                while (source.hasNext()) {
                    elements.add(source.next());
                    if (elements.size() == BATCH) {
                        queue.put(new Batch<>(elements, false, null));
                        elements = new ArrayList<>(BATCH);
                    }
                }
            } catch (RuntimeException e) {
                failure = e;
            }
            queue.put(new Batch<>(elements, true, failure));
        } catch (InterruptedException e) {
            // closed: nobody wants the rest
        }
    }

    @Override
    public boolean hasNext() {
        while (at == batch.elements.size()) {
            if (batch.failure != null) {
                throw batch.failure;
            }
            if (batch.last) {
                return false;
            }
            try {
                batch = queue.take();
                at = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailure.failed("interrupted", e);
            }
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.elements.get(at++);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
