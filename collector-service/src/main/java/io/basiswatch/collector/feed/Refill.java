package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Asks a venue for the trades that we have missed, where it tells them afterwards, and whether a stream of trades that is
 * silent has missed any.
 *
 * <p>A hole is asked for once a trade has come after it. Where none comes, which may be the market's doing, it is asked for
 * bit by bit all the same, after 10 s and then at intervals that double up to 80 s. What cannot be had, for it is too long ago
 * or the venue refuses, stays a gap.
 *
 * <p>A venue's REST may lag behind its streams, so an answer speaks for no time after its newest trade: a hole that has an end
 * is filled only by answers that hold a trade of that end, the one that closed it, and is asked for again until then.
 */
final class Refill {
    private static final Logger LOG = Logger.getLogger(Refill.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long SECOND = 1_000_000;
    private static final long FIRST_WAIT = 10 * SECOND;
    private static final long LONGEST_WAIT = 80 * SECOND;

    /** What is younger may be on its way to us over the socket. */
    private static final long ON_ITS_WAY = 2 * SECOND;

    private final Network network;
    private final Intake intake;
    private final Backoff backoff;
    private final RestQueue rest;
    private final Map<Instrument, Past> pasts = new HashMap<>();
    private final Map<Instrument, Patience> waits = new HashMap<>();
    private final Map<Instrument, PastWalk> walks = new HashMap<>();
    private Network.Timer timer = () -> {};

    /** What the venue says of a stream that is silent. */
    enum Verdict {
        /** There were trades, and none came. */
        MUTE,
        /** There were none. */
        QUIET,
        /** It did not answer. */
        UNKNOWN
    }

    /**
     * When a hole is asked for next.
     *
     * @param due monotonic microseconds
     * @param pause how long not after that
     * @param hasFailed whether the venue has not answered
     */
    private record Patience(long due, long pause, boolean hasFailed) {
        Patience(long due, long pause) {
            this(due, pause, false);
        }

        Patience failed() {
            return new Patience(due, pause, true);
        }
    }

    Refill(Network network, Intake intake, RestQueue rest, Backoff backoff) {
        this.network = network;
        this.intake = intake;
        this.backoff = backoff;
        this.rest = rest;
    }

    /** From now on the venue tells this of the past. */
    void follow(List<Past> told) {
        pasts.clear();
        told.stream()
                .filter(past -> past.kind() == Past.Kind.TRADES)
                .forEach(past -> pasts.put(past.instrument(), past));
        timer.cancel();
        timer = network.every(LOOK, this::look);
    }

    void stop() {
        timer.cancel();
        walks.values().forEach(PastWalk::stop);
        walks.clear();
    }

    /** Whether the venue can be asked for trades of an instrument. */
    boolean tells(Instrument instrument) {
        return pasts.containsKey(instrument);
    }

    /** Asks whether there were trades that have not come. */
    void doubt(Instrument instrument, Consumer<Verdict> verdict) {
        boolean isKnown = hole(instrument).isPresent();
        intake.doubted(instrument);
        Optional<TradeHoles.Missing> hole = hole(instrument);
        long asked = intake.venueTime();
        long from = hole.map(TradeHoles.Missing::from).orElse(asked - FIRST_WAIT);
        Consumer<Verdict> judge = judged -> {
            if (judged != Verdict.MUTE && !isKnown) {
                hole.ifPresent(one -> intake.settled(one, TradeHoles.OPEN, false));
            }
            verdict.accept(judged);
        };
        String url = pasts.get(instrument).page().url(from, asked + FIRST_WAIT, Optional.empty());
        new Way(instrument)
                .ask(
                        url,
                        body -> {
                            boolean[] mute = new boolean[1];
                            intake.past(url, body, event -> mute[0] |= isOverdue(event, instrument, from, asked));
                            judge.accept(mute[0] ? Verdict.MUTE : Verdict.QUIET);
                        },
                        failure -> judge.accept(Verdict.UNKNOWN));
    }

    private Optional<TradeHoles.Missing> hole(Instrument instrument) {
        return intake.missing().stream()
                .filter(missing -> missing.instrument().equals(instrument))
                .findFirst();
    }

    /** Whether it happened after our last trade, and so long ago that it should have come. */
    private static boolean isOverdue(InstrumentEvent event, Instrument instrument, long from, long asked) {
        return event instanceof Trade trade
                && trade.instrument().equals(instrument)
                && trade.eventTime() > from
                && trade.eventTime() < asked - ON_ITS_WAY;
    }

    private void look() {
        long now = network.monotonic();
        List<TradeHoles.Missing> missing = intake.missing();
        waits.keySet()
                .removeIf(one ->
                        missing.stream().noneMatch(hole -> hole.instrument().equals(one)));
        for (TradeHoles.Missing hole : missing) {
            Past past = pasts.get(hole.instrument());
            if (past == null) {
                if (hole.to() != TradeHoles.OPEN) {
                    intake.settled(hole, hole.to(), false);
                }
            } else if (!walks.containsKey(hole.instrument())) {
                consider(hole, past, now);
            }
        }
    }

    private void consider(TradeHoles.Missing hole, Past past, long now) {
        boolean isOpen = hole.to() == TradeHoles.OPEN;
        long first = isOpen ? FIRST_WAIT : 0;
        Patience patience = waits.computeIfAbsent(hole.instrument(), unseen -> new Patience(now + first, FIRST_WAIT));
        if (!isOpen && patience.hasFailed() && hole.from() < oldest(past)) {
            intake.settled(hole, hole.to(), false);
            waits.remove(hole.instrument());
            return;
        }
        long to = isOpen ? intake.venueTime() - ON_ITS_WAY : hole.to();
        if (to > hole.from() && (now >= patience.due() || !isOpen && !patience.hasFailed())) {
            long pause = Math.min(2 * patience.pause(), LONGEST_WAIT);
            waits.put(hole.instrument(), new Patience(now + pause, pause, false));
            walk(hole, past, to);
        }
    }

    /** How far back the venue tells. */
    private long oldest(Past past) {
        return intake.now() - past.reach().toNanos() / 1_000;
    }

    private void walk(TradeHoles.Missing hole, Past past, long to) {
        boolean isToldStill = hole.from() >= oldest(past);
        Way way = new Way(hole.instrument());
        PastWalk walk = new PastWalk(
                past,
                hole.from(),
                to,
                PastWalk.Direction.OLDEST_FIRST,
                way,
                backoff,
                end -> ended(hole, to, isToldStill, way.newest, end));
        walks.put(hole.instrument(), walk);
        walk.start();
    }

    private void ended(TradeHoles.Missing hole, long to, boolean isToldStill, long newest, PastWalk.End end) {
        walks.remove(hole.instrument());
        boolean isOpen = hole.to() == TradeHoles.OPEN;
        boolean isBehind = !isOpen && !TradeHoles.isEndOf(hole, newest);
        if (isToldStill && (end instanceof PastWalk.End.Failed || isBehind)) {
            // The venue may answer later, or have more to tell; until then the gap stays.
            waits.computeIfPresent(hole.instrument(), (one, patience) -> patience.failed());
            return;
        }
        boolean filled = isToldStill && end instanceof PastWalk.End.Covered;
        if (!filled) {
            LOG.warnf("%s: trades from %d to %d stay missing: %s", hole.instrument(), hole.from(), to, end);
        }
        long told = isOpen && filled ? Math.min(to, newest) : to;
        if (told <= hole.from()) {
            return;
        }
        // The hole may have got its end meanwhile; what is behind it stays.
        intake.settled(hole, told, filled);
        if (told == hole.to()) {
            waits.remove(hole.instrument());
        }
    }

    /** Through the venue's queue, after what its books need, for the trades of one instrument. */
    private final class Way implements PastWay {
        private final Instrument instrument;
        /** The time of the newest trade that was told, by the venue's clock. */
        private long newest = Long.MIN_VALUE;

        Way(Instrument instrument) {
            this.instrument = instrument;
        }

        @Override
        public void ask(String url, Consumer<byte[]> answered, Consumer<String> failed) {
            rest.ask(RestQueue.Urgency.MISSED, url, answered, failed);
        }

        @Override
        public boolean take(String url, byte[] body, Consumer<InstrumentEvent> seen) {
            return intake.past(url, body, event -> {
                if (event instanceof Trade trade && trade.instrument().equals(instrument)) {
                    newest = Math.max(newest, trade.eventTime());
                }
                seen.accept(event);
            });
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
