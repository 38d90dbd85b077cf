package io.basiswatch.indicator.window;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The highest and the lowest number in a {@link RollingWindow}, and when they were.
 *
 * <p>Two queues hold the slots that may still become the highest, or lowest: those that no later one reaches. O(1) on average
 * for new slots and for putting the last one again; changing an earlier one costs a look at the slots back to the one before
 * it that is higher, or lower. Of equal numbers the latest counts.
 */
public final class RollingExtremes extends RollingWindow {
    private final Candidates highs = new Candidates(1);
    private final Candidates lows = new Candidates(-1);
    /** The slot that the window ends with: its number may change often, so it is no candidate yet. */
    private long open;

    /** The last {@code slots} slots of {@code step} each. */
    public RollingExtremes(Duration step, int slots) {
        super(step, slots);
    }

    /** Empty where no slot has a number. */
    public OptionalDouble highest() {
        return value(highs);
    }

    /** Empty where no slot has a number. */
    public OptionalDouble lowest() {
        return value(lows);
    }

    /** The start of the slot of the highest number. */
    public OptionalLong highestAt() {
        return count() == 0 ? OptionalLong.empty() : OptionalLong.of(time(highs.best()));
    }

    /** The start of the slot of the lowest number. */
    public OptionalLong lowestAt() {
        return count() == 0 ? OptionalLong.empty() : OptionalLong.of(time(lows.best()));
    }

    private OptionalDouble value(Candidates candidates) {
        return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(value(candidates.best()));
    }

    @Override
    void enter(long slot, double value) {
        change(slot);
    }

    @Override
    void leave(long slot, double value) {
        change(slot);
    }

    private void change(long slot) {
        if (slot != open && !isTooOld(slot)) {
            highs.change(slot);
            lows.change(slot);
        }
    }

    @Override
    void moved(long slot) {
        highs.add(open);
        lows.add(open);
        open = slot;
    }

    /** The slots before the open one whose number no later one of them reaches; so the first of them is the best. */
    private final class Candidates {
        private final SlotDeque slots = new SlotDeque();
        private final SlotDeque later = new SlotDeque();
        private final int sign;

        Candidates(int sign) {
            this.sign = sign;
        }

        private double rank(long slot) {
            return sign * value(slot);
        }

        long best() {
            boolean isOpen = slots.isEmpty() || rank(open) >= rank(slots.first());
            return isOpen ? open : slots.first();
        }

        /** The window has moved, and {@code slot} is its last one no more. */
        void add(long slot) {
            while (!slots.isEmpty() && isTooOld(slots.first())) {
                slots.removeFirst();
            }
            push(slot);
        }

        private void push(long slot) {
            double rank = rank(slot);
            if (Double.isNaN(rank)) {
                return;
            }
            while (!slots.isEmpty() && rank(slots.last()) <= rank) {
                slots.removeLast();
            }
            slots.addLast(slot);
        }

        /** The number of {@code slot} is another one, or none: what it hid from sight may be seen now. */
        void change(long slot) {
            while (!slots.isEmpty() && slots.last() > slot) {
                later.addLast(slots.last());
                slots.removeLast();
            }
            if (!slots.isEmpty() && slots.last() == slot) {
                slots.removeLast();
            }
            if (count() > 0) {
                long hidden = slots.isEmpty() ? firstSlot() : slots.last() + 1;
                for (long each = hidden; each <= slot; each++) {
                    push(each);
                }
            }
            while (!later.isEmpty()) {
                push(later.last());
                later.removeLast();
            }
        }
    }
}
