package io.basiswatch.gateway.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says who is due, for thousands of waits with one timer: each slot holds what is due in the same tick.
 *
 * <p>Time is monotonic and passed in, in nanoseconds, so that a jump of the clock on the wall moves nothing. Not
 * thread-safe: it belongs to whoever advances it.
 *
 * @param <T> who waits; compared by {@code equals}
 */
final class TimerWheel<T> {
    private final long tickNanos;
    private final List<Set<T>> slots;
    private long tick;

    /** A wheel that starts at {@code now} and holds waits of up to {@code slots - 1} ticks. */
    TimerWheel(long tickNanos, int slots, long now) {
        this.tickNanos = tickNanos;
        this.slots = new ArrayList<>(slots);
        for (int i = 0; i < slots; i++) {
            this.slots.add(new HashSet<>());
        }
        this.tick = now / tickNanos;
    }

    /** Lets {@code item} wait, at least one tick and no longer than the wheel holds; gives its slot. */
    int add(T item, long delayNanos) {
        long ticks = Math.clamp((delayNanos + tickNanos - 1) / tickNanos, 1, slots.size() - 1);
        int slot = Math.floorMod(tick + ticks, slots.size());
        slots.get(slot).add(item);
        return slot;
    }

    /** Lets it wait no longer; nothing where it does not. */
    void remove(T item, int slot) {
        slots.get(slot).remove(item);
    }

    /** Those whose wait has ended, in the order of their ticks; they are not in the wheel any more. */
    List<T> advance(long now) {
        List<T> due = new ArrayList<>();
        long until = now / tickNanos;
        // After a pause longer than the wheel, one turn empties it.
        long last = Math.min(until, tick + slots.size());
        while (tick < last) {
            tick++;
            Set<T> slot = slots.get(Math.floorMod(tick, slots.size()));
            due.addAll(slot);
            slot.clear();
        }
        tick = Math.max(tick, until);
        return due;
    }

    int size() {
        return slots.stream().mapToInt(Set::size).sum();
    }
}
