package io.basiswatch.collector.feed;

import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where one venue's past is asked for: what there is of it, and walks through it. What comes of a walk goes out as the
 * feed's events do, with origin {@code BACKFILL}. On the feed's thread only.
 */
public final class PastDesk {
    private final Intake intake;
    private final List<Past> pasts;
    private final RestQueue rest;
    private final Network network;
    private final Backoff backoff;

    PastDesk(Intake intake, List<Past> pasts, RestQueue rest, Network network, Backoff backoff) {
        this.intake = intake;
        this.pasts = List.copyOf(pasts);
        this.rest = rest;
        this.network = network;
        this.backoff = backoff;
    }

    public Venue venue() {
        return intake.feed().venue();
    }

    /** What the venue tells of the past of what it lists. */
    public List<Past> pasts() {
        return pasts;
    }

    /** Microseconds since the epoch, by the clock of the stamps. */
    public long now() {
        return intake.now();
    }

    /** Runs a task once, after {@code delay}, on the feed's thread. */
    public void later(Duration delay, Runnable task) {
        network.once(delay, task);
    }

    /**
     * Begins a walk; nothing is told before this returns, but for a range that is empty.
     *
     * @param from the start of the range, inclusive, microseconds since the epoch
     * @param to its end, exclusive
     */
    public PastWalk walk(Past past, long from, long to, PastWalk.Direction direction, PastWalk.Listener listener) {
        // Trades are asked for where some were missed just now; all else is history.
        RestQueue.Urgency urgency = past.kind() == Past.Kind.TRADES ? RestQueue.Urgency.MISSED : RestQueue.Urgency.PAST;
        PastWalk walk = new PastWalk(past, from, to, direction, new Way(urgency), backoff, listener);
        walk.start();
        return walk;
    }

    /** The way of one walk to the venue. */
    private final class Way implements PastWay {
        private final RestQueue.Urgency urgency;

        private Way(RestQueue.Urgency urgency) {
            this.urgency = urgency;
        }

        @Override
        public void ask(String url, Consumer<byte[]> answered, Consumer<String> failed) {
            rest.ask(urgency, url, answered, failed);
        }

        @Override
        public boolean take(String url, byte[] body, Consumer<InstrumentEvent> seen) {
            return intake.past(url, body, seen);
        }

        @Override
        public void later(Duration wait, Runnable task) {
            network.once(wait, task);
        }

        @Override
        public long now() {
            return intake.now();
        }
    }
}
