package io.basiswatch.gateway.quota;

import java.util.Map;

/**
 * How much was used in the last 60 seconds, counted in slots of a quarter of a second.
 *
 * <p>A slot counts for as long as any part of it is younger than the window, hence one slot more than the window has. So
 * that a steady client is not charged for this extra slot, the window holds one slot's share more than the quota, 0.42 %:
 * that is all by which any 60 seconds can go over it. The script of {@link RedisWindows} does the same sums.
 *
 * <p>Not for several threads.
 */
final class Window {
    static final int SECONDS = 60;
    static final int SLOT_MILLIS = 250;
    static final int SLOTS = SECONDS * 1_000 / SLOT_MILLIS;
    static final int KEPT = SLOTS + 1;
    /** Nobody gets more than this part of what is left at a time: the others need some too. */
    static final int CAUTION = 20;

    private final long[] used = new long[KEPT];
    private long newest;
    private long oldest;
    private long total;

    /** How much a window holds where {@code quota} was promised. */
    static long capacity(int quota) {
        return quota + quota / SLOTS;
    }

    Lease lease(Ask ask, long nowMillis) {
        long slot = Math.max(newest, nowMillis / SLOT_MILLIS);
        forget(slot);
        ask.returned().forEach((when, count) -> takeBack(when, count, slot));
        long left = Math.max(0, capacity(ask.quota()) - total);
        long granted = granted(ask.want(), left);
        use(slot, granted);
        long validMillis = (slot + 1) * SLOT_MILLIS - nowMillis;
        return new Lease((int) granted, left - granted, slot, validMillis, moreMillis(slot, nowMillis));
    }

    private void forget(long slot) {
        for (long each = Math.max(newest + 1, slot - KEPT + 1); each <= slot; each++) {
            total -= used[index(each)];
            used[index(each)] = 0;
        }
        newest = slot;
    }

    private void takeBack(long when, int count, long slot) {
        if (when > slot - KEPT && when <= slot) {
            long back = Math.min(count, used[index(when)]);
            used[index(when)] -= back;
            total -= back;
        }
    }

    private static long granted(int want, long left) {
        long cautious = Math.min(left, Math.max(1, left / CAUTION));
        return Math.min(want, cautious);
    }

    private void use(long slot, long count) {
        used[index(slot)] += count;
        total += count;
        oldest = total == 0 ? slot : Math.max(oldest, slot - KEPT + 1);
        while (oldest < slot && used[index(oldest)] == 0) {
            oldest++;
        }
    }

    private long moreMillis(long slot, long nowMillis) {
        return (oldest + KEPT) * SLOT_MILLIS - nowMillis;
    }

    private static int index(long slot) {
        return (int) (slot % KEPT);
    }

    /** Whether nothing of it counts any more. */
    boolean isOver(long nowMillis) {
        return nowMillis / SLOT_MILLIS - newest >= KEPT;
    }

    /** For a gateway on its own that grants its share of {@code quota} only. */
    static Ask share(Ask ask, int gateways) {
        return new Ask(ask.subject(), Math.max(1, ask.quota() / gateways), ask.want(), Map.of());
    }
}
