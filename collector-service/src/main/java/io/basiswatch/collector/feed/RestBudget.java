package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * Says when the next request may go out, so that all parts of a collector together stay within a venue's limit.
 *
 * <p>It counts what was spent itself and believes the venue where that counts more, because others may share the address.
 * A refusal stops everything until the time that the venue names. Times are microseconds; nothing is read from a clock.
 */
final class RestBudget {
    /** A part of the limit stays free, for what else this address may ask. */
    private static final double USED_AT_MOST = 0.8;

    /** History leaves the other half to what is of now, even where that needs nothing at the moment. */
    private static final double PAST_AT_MOST = 0.5;

    /**
     * Requests do not all take equally long on their way, so that those of more than one window may arrive within one. In a
     * window shorter than this that is more than the part which stays free, and the window counts as an eighth longer.
     */
    private static final long SHORT = 10_000_000;

    /** The wait after a refusal that names none, doubled with each further one. */
    private static final long FIRST_PAUSE = 16_000_000;

    private static final int MAX_DOUBLINGS = 5;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Binance answers so where requests went on after a 429, and locks out for minutes to days. */
    private static final int BANNED = 418;

    private static final long BAN = 120_000_000;

    private final int capacity;
    private final long window;
    private final ArrayDeque<Spent> spent = new ArrayDeque<>();
    private int used;
    private int usedOnPast;
    private long pausedUntil = Long.MIN_VALUE;
    private int refusals;

    /**
     * A weight and when it was spent.
     *
     * @param past what of it was for history
     */
    private record Spent(long time, int weight, int past) {}

    RestBudget(RestLimits limits) {
        this.capacity = Math.max(1, (int) (limits.capacity() * USED_AT_MOST));
        long told = limits.window().toNanos() / 1_000;
        this.window = told < SHORT ? told + told / 8 : told;
    }

    /** How long a request of this weight must wait; 0 where it may go at once. */
    long delay(int weight, long now) {
        forget(now);
        if (pausedUntil > now) {
            return pausedUntil - now;
        }
        return used == 0 ? 0 : wait(used + weight - capacity, Spent::weight, now);
    }

    /** The same for a page of history, which may use its part only. */
    long delayOfPast(int weight, long now) {
        long delay = delay(weight, now);
        int part = Math.max(1, (int) (capacity * PAST_AT_MOST));
        return usedOnPast == 0 ? delay : Math.max(delay, wait(usedOnPast + weight - part, Spent::past, now));
    }

    /** How long it takes until {@code over} of what was spent is forgotten. */
    private long wait(int over, ToIntFunction<Spent> of, long now) {
        int left = over;
        if (left <= 0) {
            return 0;
        }
        for (Spent one : spent) {
            left -= of.applyAsInt(one);
            if (left <= 0) {
                return Math.max(1, one.time + window - now);
            }
        }
        return window;
    }

    void spend(int weight, long now) {
        spend(new Spent(now, weight, 0));
    }

    void spendOnPast(int weight, long now) {
        spend(new Spent(now, weight, weight));
    }

    private void spend(Spent one) {
        forget(one.time);
        spent.add(one);
        used += one.weight;
        usedOnPast += one.past;
    }

    /** The venue has answered, and says that {@code told} of its limit are used up by now. */
    void answered(OptionalInt told, long now) {
        refusals = 0;
        forget(now);
        int more = told.orElse(0) - used;
        if (more > 0) {
            spend(more, now);
        }
    }

    /**
     * The venue has refused a request.
     *
     * @param retryAfter how long it wants to be left alone, where it says so
     */
    void refused(int status, Optional<Duration> retryAfter, long now) {
        boolean limited = status == TOO_MANY_REQUESTS || status == BANNED || retryAfter.isPresent();
        if (!limited) {
            return;
        }
        long usual = status == BANNED ? BAN : FIRST_PAUSE << Math.min(refusals, MAX_DOUBLINGS);
        long pause = retryAfter.map(wait -> wait.toNanos() / 1_000).orElse(usual);
        refusals++;
        pausedUntil = Math.max(pausedUntil, now + pause);
    }

    private void forget(long now) {
        while (!spent.isEmpty() && spent.getFirst().time + window <= now) {
            Spent gone = spent.remove();
            used -= gone.weight;
            usedOnPast -= gone.past;
        }
    }
}
