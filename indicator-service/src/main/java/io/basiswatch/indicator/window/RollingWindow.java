package io.basiswatch.indicator.window;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Numbers in the last so many slots of a grid of time: one for each minute, hour or day, or none.
 *
 * <p>What it says is a function of the numbers that are in it now and of nothing else: not of their order, not of what has left
 * it. So it does not drift, and a window that is filled again after a restart says the same, bit for bit. A slot may be put
 * again, late or several times; the last number counts.
 *
 * <p>Putting a number costs the same however long the window is, on average; a gap costs no more than one look at each slot
 * that it takes out. A window needs room for the slots between its first and its last number only. Times are in microseconds
 * since the epoch; a slot holds the times from its start up to the next one's.
 */
public abstract sealed class RollingWindow permits RollingMean, RollingDeviation, RollingExtremes, RollingQuantile {
    /** Beyond this, squares and sums of them would leave the range of doubles. */
    private static final double LARGEST = 1e150;

    private static final int MOST_SLOTS = 1 << 26;
    private static final int LEAST_ROOM = 16;
    private static final double NOTHING = Double.NaN;

    private final long step;
    private final int slots;
    private double[] ring = new double[0];
    private int mask = -1;
    /** The slot that the window ends with. */
    private long newest;

    private boolean begun;
    /** Where there are numbers, they are in the slots from {@code low} to {@code high}. */
    private long low;

    private long high;
    private int count;

    /**
     * @param step from the start of one slot to that of the next
     * @param slots how many the window has
     */
    RollingWindow(Duration step, int slots) {
        this.step = step.toNanos() / 1_000;
        this.slots = slots;
        if (this.step <= 0 || slots <= 0 || slots > MOST_SLOTS) {
            throw new IllegalArgumentException("not a window: " + slots + " slots of " + step);
        }
    }

    /** {@code value} has come into the slot {@code slot}. */
    abstract void enter(long slot, double value);

    /** {@code value} has gone from the slot {@code slot}, which {@link #isTooOld} or has another one, or none, now. */
    abstract void leave(long slot, double value);

    /** The window ends with the slot {@code slot} now; what is too old for it has left already. */
    void moved(long slot) {}

    /** Slots have new {@link #place}s. */
    void replaced() {}

    /**
     * The number of the slot of {@code time} is {@code value}, whatever it was before. If it is a later slot than all before,
     * it is the window's last one from now on.
     *
     * @return whether the slot is in the window; if it is too old, nothing is changed
     */
    public final boolean put(long time, double value) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw new IllegalArgumentException("not a number to be counted: " + value);
        }
        long slot = slot(time);
        advanceTo(slot);
        if (isTooOld(slot)) {
            return false;
        }
        remove(slot);
        reach(slot);
        ring[place(slot)] = value;
        count++;
        enter(slot, value);
        return true;
    }

    /** The slot of {@code time} has no number, whatever it had before; the window reaches up to it at least. */
    public final void miss(long time) {
        long slot = slot(time);
        advanceTo(slot);
        if (!isTooOld(slot)) {
            remove(slot);
        }
    }

    /** The window reaches up to the slot of {@code time} at least; what is too old for it leaves. */
    public final void advance(long time) {
        advanceTo(slot(time));
    }

    /** How many slots have a number. */
    public final int count() {
        return count;
    }

    /** How many slots there are, with a number or without. */
    public final int slots() {
        return slots;
    }

    /** The number of the slot of {@code time}. */
    public final OptionalDouble at(long time) {
        double value = value(slot(time));
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The start of the first slot that has a number. */
    public final OptionalLong first() {
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(firstSlot() * step);
    }

    /** The start of the last slot that has a number. */
    public final OptionalLong last() {
        if (count == 0) {
            return OptionalLong.empty();
        }
        while (Double.isNaN(value(high))) {
            high--;
        }
        return OptionalLong.of(high * step);
    }

    /** The slot that the window ends with. */
    final long newestSlot() {
        return newest;
    }

    /** The first slot that has a number; only where one has. */
    final long firstSlot() {
        while (Double.isNaN(value(low))) {
            low++;
        }
        return low;
    }

    /** The start of a slot, microseconds since the epoch. */
    final long time(long slot) {
        return slot * step;
    }

    /** Most times are of the last slot or of the next one, and that is seen without a division. */
    private long slot(long time) {
        long since = time - newest * step;
        if (since >= 0 && since < step) {
            return newest;
        }
        return since >= step && since < 2 * step ? newest + 1 : Math.floorDiv(time, step);
    }

    /** The number of a slot; NaN where it has none. */
    final double value(long slot) {
        return count == 0 || slot < low || slot > high ? NOTHING : ring[place(slot)];
    }

    /** Where a slot's number is kept, below {@link #places}. */
    final int place(long slot) {
        return (int) slot & mask;
    }

    /** The number that is kept at {@code place}; NaN where there is none. */
    final double kept(int place) {
        return ring[place];
    }

    /** How many places there are. */
    final int places() {
        return ring.length;
    }

    /** Whether a slot is before the window. */
    final boolean isTooOld(long slot) {
        return slot <= newest - slots;
    }

    private void remove(long slot) {
        double before = value(slot);
        if (!Double.isNaN(before)) {
            ring[place(slot)] = NOTHING;
            count--;
            leave(slot, before);
        }
    }

    private void advanceTo(long slot) {
        if (begun && slot <= newest) {
            return;
        }
        begun = true;
        newest = slot;
        while (count > 0 && low <= Math.min(high, slot - slots)) {
            remove(low);
            low++;
        }
        moved(slot);
    }

    /** Has room for {@code slot} beside the numbers that there are. */
    private void reach(long slot) {
        long from = count == 0 ? slot : Math.min(firstSlot(), slot);
        long to = count == 0 ? slot : Math.max(high, slot);
        if (to - from >= ring.length) {
            double[] before = ring;
            int maskBefore = mask;
            ring = new double[Math.max(LEAST_ROOM, Integer.highestOneBit((int) (to - from)) << 1)];
            Arrays.fill(ring, NOTHING);
            mask = ring.length - 1;
            for (long each = low; count > 0 && each <= high; each++) {
                ring[place(each)] = before[(int) each & maskBefore];
            }
            replaced();
        }
        low = from;
        high = to;
    }
}
