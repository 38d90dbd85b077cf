package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Through it every socket to one venue is opened, so that all of them together keep to how often the venue lets us.
 *
 * <p>A venue that refuses is left alone: for as long as it asks, and for a random time that grows with each refusal. From then
 * on one socket alone tries at a time, until one was opened. A venue that is not reached is another matter: nobody is
 * bothered by the next try.
 */
final class ConnectGate {
    private final Network network;
    private final Pacer pacer;
    private final Backoff backoff;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long closedUntil = Long.MIN_VALUE;
    private int refusals;
    private boolean isTrying;
    private boolean isTimed;

    /** Who wants to open a socket. */
    private static final class Waiting {
        private final Runnable task;
        private boolean cancelled;

        Waiting(Runnable task) {
            this.task = task;
        }
    }

    ConnectGate(Network network, Pace pace, Backoff backoff) {
        this.network = network;
        this.pacer = new Pacer(pace);
        this.backoff = backoff;
    }

    /** Runs a task that opens a socket, now or in its turn; what becomes of the socket must be told here. */
    Network.Timer pass(Runnable task) {
        Waiting one = new Waiting(task);
        waiting.add(one);
        pump();
        return () -> one.cancelled = true;
    }

    /** The venue let a socket be opened. */
    void opened() {
        refusals = 0;
        ended();
    }

    /** The attempt came to nothing, without the venue's doing. */
    void ended() {
        isTrying = false;
        pump();
    }

    /**
     * The venue refused.
     *
     * @param stayAway for how long it asks to be left alone, where it does
     */
    void refused(Optional<Duration> stayAway) {
        Duration wait = backoff.delay(refusals++);
        Duration least = stayAway.orElse(Duration.ZERO);
        long micros = (wait.compareTo(least) < 0 ? least.plus(wait) : wait).toNanos() / 1_000;
        closedUntil = Math.max(closedUntil, network.monotonic() + micros);
        ended();
    }

    private void pump() {
        while (!waiting.isEmpty() && !isTimed && !(refusals > 0 && isTrying)) {
            if (waiting.getFirst().cancelled) {
                waiting.removeFirst();
                continue;
            }
            long now = network.monotonic();
            long wait = Math.max(pacer.delay(now), closedUntil > now ? closedUntil - now : 0);
            if (wait > 0) {
                isTimed = true;
                network.once(Duration.ofNanos((wait + 999) / 1_000 * 1_000_000), () -> {
                    isTimed = false;
                    pump();
                });
                return;
            }
            pacer.spend(now);
            isTrying = true;
            waiting.removeFirst().task.run();
        }
    }
}
