package io.basiswatch.gateway.quota;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One subject's quota as this gateway sees it: it leases parts of the shared window and gives them out without asking
 * again. Parts are small where little is left, down to one, and as large as what was lately used where there is plenty. A
 * part ends with its slot, and what is left of it goes back, so that leasing never changes what is admitted in all.
 */
final class Ledger {
    private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(Window.SLOT_MILLIS);
    private static final long NO_SLOT = -1;

    private final String subject;
    private final Windows windows;
    private final LongSupplier nanos;

    private int quota;
    private long touched;
    private int tokens;
    private long slot = NO_SLOT;
    private long validUntil;
    private long left;
    private long moreAt;
    private boolean usedUp;
    private int usedInSlot;
    private int usedBefore;
    private int granted;
    private boolean asking;
    private final Deque<Consumer<Taken>> waiting = new ArrayDeque<>();
    private final Map<Long, Integer> returned = new HashMap<>();

    /** {@code nanos} is a clock that never goes back. */
    Ledger(String subject, Windows windows, LongSupplier nanos) {
        this.subject = subject;
        this.windows = windows;
        this.nanos = nanos;
        this.validUntil = nanos.getAsLong();
        this.moreAt = validUntil;
    }

    synchronized Ledger of(int newQuota) {
        quota = newQuota;
        return this;
    }

    /** What can be said without asking anybody; empty where the shared window has to be asked. */
    synchronized Optional<Taken> tryTake() {
        long now = nanos.getAsLong();
        touched = now;
        endSlot(now);
        if (tokens > 0 && waiting.isEmpty()) {
            return Optional.of(give(now));
        }
        return isUsedUp(now) ? Optional.of(refusal(now)) : Optional.empty();
    }

    /** Answers once, at once or later, on any thread. */
    void take(Consumer<Taken> then) {
        Optional<Taken> known = tryTake();
        if (known.isPresent()) {
            then.accept(known.get());
            return;
        }
        Ask ask;
        synchronized (this) {
            waiting.add(then);
            if (asking) {
                return;
            }
            ask = nextAsk();
        }
        windows.lease(ask, this::leased);
    }

    /** Undoes what {@link #take} has admitted. */
    synchronized void giveBack(Taken taken) {
        endSlot(nanos.getAsLong());
        if (taken.slot() == slot) {
            tokens++;
            usedInSlot--;
        } else {
            returned.merge(taken.slot(), 1, Integer::sum);
        }
    }

    /** Whether the last answer was that nothing is left, and that still holds. */
    synchronized boolean isUsedUp() {
        return isUsedUp(nanos.getAsLong());
    }

    /** In how many seconds there will be more, 1 or more. */
    synchronized int moreSeconds() {
        return moreSeconds(nanos.getAsLong());
    }

    /** Sends back what was had for a slot that is over and not used; nothing where there is none of it. */
    void settle() {
        Ask ask;
        synchronized (this) {
            endSlot(nanos.getAsLong());
            if (asking || returned.isEmpty()) {
                return;
            }
            asking = true;
            ask = new Ask(subject, quota, 0, returned);
            returned.clear();
        }
        windows.lease(ask, this::leased);
    }

    synchronized boolean isIdle(long nanosLong) {
        return nanos.getAsLong() - touched > nanosLong && !asking && returned.isEmpty() && !isUsedUp();
    }

    private boolean isUsedUp(long now) {
        return usedUp && now - moreAt < 0 && returned.isEmpty() && !asking;
    }

    private void endSlot(long now) {
        if (now - validUntil < 0) {
            return;
        }
        if (tokens > 0) {
            returned.merge(slot, tokens, Integer::sum);
            tokens = 0;
        }
        usedBefore = now - validUntil < SLOT_NANOS ? usedInSlot : 0;
        usedInSlot = 0;
        slot = NO_SLOT;
        validUntil = now + SLOT_NANOS;
    }

    private Taken give(long now) {
        tokens--;
        usedInSlot++;
        return new Taken(true, slot, Math.min(quota, left + tokens), moreSeconds(now));
    }

    private Taken refusal(long now) {
        return new Taken(false, slot, 0, moreSeconds(now));
    }

    private int moreSeconds(long now) {
        long wait = Math.max(1, moreAt - now);
        return (int) ((wait + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1));
    }

    /** Twice what was granted last time in this slot, or what the slot before has used: a busy subject asks seldom. */
    private Ask nextAsk() {
        asking = true;
        int expected = usedInSlot > 0 ? Math.max(2 * granted, usedBefore - usedInSlot) : usedBefore;
        Ask ask = new Ask(subject, quota, Math.max(waiting.size(), expected), returned);
        returned.clear();
        return ask;
    }

    private void leased(Lease lease) {
        Deque<Runnable> answers = new ArrayDeque<>();
        Optional<Ask> more;
        synchronized (this) {
            asking = false;
            more = book(lease, answers);
        }
        answers.forEach(Runnable::run);
        more.ifPresent(ask -> windows.lease(ask, this::leased));
    }

    /** Takes the lease down and serves who waits; the answers are given by the caller, outside of the lock. */
    private Optional<Ask> book(Lease lease, Deque<Runnable> answers) {
        long now = nanos.getAsLong();
        if (lease.slot() != slot && tokens > 0) {
            returned.merge(slot, tokens, Integer::sum);
            tokens = 0;
        }
        slot = lease.slot();
        tokens += lease.granted();
        granted = lease.granted();
        left = lease.left();
        validUntil = now + TimeUnit.MILLISECONDS.toNanos(lease.validMillis());
        moreAt = now + TimeUnit.MILLISECONDS.toNanos(lease.moreMillis());
        usedUp = lease.left() == 0;
        while (!waiting.isEmpty() && (tokens > 0 || lease.granted() == 0)) {
            if (tokens == 0 && !usedUp) {
                break;
            }
            Taken taken = tokens > 0 ? give(now) : refusal(now);
            Consumer<Taken> then = waiting.poll();
            answers.add(() -> then.accept(taken));
        }
        return waiting.isEmpty() ? Optional.empty() : Optional.of(nextAsk());
    }
}
