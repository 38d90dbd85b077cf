package io.basiswatch.indicator.store;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Work that must be done but that no value waits for, one piece after the other on a thread of its own. What fails is tried
 * again after a pause, for it can only be that a store is away.
 */
final class Chores implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Chores.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Executor now;
    private final Executor later;
    private final Runnable end;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    /**
     * @param now does what is new
     * @param later does what has failed
     * @param end stops both, and returns when nothing is being done any more
     */
    Chores(Executor now, Executor later, Runnable end) {
        this.now = now;
        this.later = later;
        this.end = end;
    }

    /** On one daemon thread, which ends where there is nothing to do. */
    static Chores onThread() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "indicator-store-chores");
            made.setDaemon(true);
            return made;
        });
        thread.setKeepAliveTime(1, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        Executor later = task -> {
            Objects.requireNonNull(thread.schedule(task, PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        };
        return new Chores(thread, later, () -> end(thread));
    }

    private static void end(ScheduledThreadPoolExecutor thread) {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("a chore goes on after %s", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever has not been done is left undone: it is found again at the next start. */
    @Override
    public void close() {
        end.run();
    }

    /** Does {@code chore} soon; one of the same name that has not begun yet is enough. */
    void add(String name, Runnable chore) {
        if (waiting.add(name)) {
            now.execute(() -> attempt(name, chore));
        }
    }

    private void attempt(String name, Runnable chore) {
        waiting.remove(name);
        try {
            chore.run();
        } catch (StoreException e) {
            LOG.warnf("%s: %s waits, next attempt in %s", e.getMessage(), name, PAUSE);
            if (waiting.add(name)) {
                later.execute(() -> attempt(name, chore));
            }
        }
    }
}
