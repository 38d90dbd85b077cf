package io.basiswatch.local.trial;

import io.basiswatch.local.fault.Now;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that passes as fast as there is nothing to do: tasks run in the order of when they are due, and of when they were
 * made where that is the same. Nothing here looks at a clock, so that what happens is the same each time.
 */
final class VirtualTime implements Now {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final PriorityQueue<Task> due =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private long now;
    private long numbers;

    /** Something that runs at an instant, unless it was called off. */
    private static final class Task {
        private final long at;
        private final long number;
        private final Runnable work;
        private boolean calledOff;

        Task(long at, long number, Runnable work) {
            this.at = at;
            this.number = number;
            this.work = work;
        }

        long at() {
            return at;
        }

        long number() {
            return number;
        }
    }

    /**
     * @param start microseconds since the epoch
     */
    VirtualTime(long start) {
        this.now = start;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void at(long at, Runnable work) {
        add(at, work);
    }

    private Task add(long at, Runnable work) {
        Task task = new Task(Math.max(at, now), numbers++, work);
        due.add(task);
        return task;
    }

    /**
     * Runs {@code work} after {@code delay}.
     *
     * @return calls it off
     */
    Runnable after(Duration delay, Runnable work) {
        Task task = add(now + micros(delay), work);
        return () -> task.calledOff = true;
    }

    /** Runs all that is due up to {@code end}, in microseconds since the epoch; then it is that time. */
    void runUntil(long end) {
        while (!due.isEmpty() && due.peek().at <= end) {
            Task task = due.remove();
            now = task.at;
            if (!task.calledOff) {
                task.work.run();
            }
        }
        now = end;
    }

    static long micros(Duration time) {
        return time.toSeconds() * MICROS_PER_SECOND + time.getNano() / 1_000;
    }
}
