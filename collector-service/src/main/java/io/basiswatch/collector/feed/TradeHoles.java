package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which trades are missing, and which of those that the venue tells afterwards are news.
 *
 * <p>A hole begins at the time of the last trade before a loss, by the venue's clock, and ends with the time of the first
 * trade after it. At both ends trades of the very same time may be missing or known, so there the ids decide. Trades of the
 * past that lie in no hole are none of ours. It knows events alone, no sockets and no clock, so a replay of a recording takes
 * the same trades.
 */
final class TradeHoles {
    /** The end of a hole that is still open: no trade has come after it. */
    static final long OPEN = Long.MAX_VALUE;

    /** Venues tell times in milliseconds, mostly: a time stands for all that happened within it. */
    private static final long GRAIN = 1_000;

    private final Map<Instrument, Tail> tails = new HashMap<>();
    private final Map<Instrument, Hole> holes = new LinkedHashMap<>();

    /**
     * Trades that are missing.
     *
     * @param from by the venue's time, inclusive
     * @param to by the venue's time, exclusive; {@link #OPEN} where no trade has come since
     */
    record Missing(Instrument instrument, long from, long to) {}

    /** The last live trade's time and the ids of all trades of that time. */
    private static final class Tail {
        private long time = Long.MIN_VALUE;
        private final List<String> ids = new ArrayList<>(2);
    }

    private static final class Hole {
        private long from;
        private long to = OPEN;
        /** A later loss, while the trades of this one are still being asked for. */
        private Optional<Hole> next = Optional.empty();

        private final Set<String> known = new HashSet<>();

        Hole(long from) {
            this.from = from;
        }

        Hole newest() {
            Hole newest = this;
            while (newest.next.isPresent()) {
                newest = newest.next.get();
            }
            return newest;
        }
    }

    /** Trades of an instrument are missing since its last one, if there was any. */
    void open(Instrument instrument) {
        Tail tail = tails.get(instrument);
        if (tail != null) {
            open(instrument, tail.time, tail.ids);
        }
    }

    /**
     * Trades of an instrument are missing since a time at which somebody else has seen all of them.
     *
     * @param from by the venue's time
     */
    void openSince(Instrument instrument, long from) {
        open(instrument, from, List.of());
    }

    private void open(Instrument instrument, long from, List<String> known) {
        Hole before = holes.get(instrument);
        if (before == null) {
            Hole hole = new Hole(from);
            hole.known.addAll(known);
            holes.put(instrument, hole);
        } else if (before.newest().to != OPEN) {
            Hole hole = new Hole(from);
            hole.known.addAll(known);
            before.newest().next = Optional.of(hole);
        }
    }

    /** Takes a live trade. */
    void live(Trade trade) {
        long time = trade.eventTime();
        Hole hole = holes.isEmpty() ? null : holes.get(trade.instrument());
        if (hole != null) {
            Hole newest = hole.newest();
            if (newest.to == OPEN) {
                newest.to = Math.max(newest.from, time) + GRAIN;
            }
            for (Hole one = hole; one != null; one = one.next.orElse(null)) {
                if (time < one.to) {
                    one.known.add(trade.tradeId());
                }
            }
        }
        Tail tail = tails.computeIfAbsent(trade.instrument(), unseen -> new Tail());
        if (time > tail.time) {
            tail.time = time;
            tail.ids.clear();
        }
        if (time == tail.time) {
            tail.ids.add(trade.tradeId());
        }
    }

    /** Whether a trade of the past fills a hole; it does so once. */
    boolean fills(Trade trade) {
        for (Hole one = holes.get(trade.instrument()); one != null; one = one.next.orElse(null)) {
            if (trade.eventTime() >= one.from && trade.eventTime() < one.to && one.known.add(trade.tradeId())) {
                one.next
                        .filter(next -> trade.eventTime() >= next.from)
                        .ifPresent(next -> next.known.add(trade.tradeId()));
                return true;
            }
        }
        return false;
    }

    /** What is missing, the first hole of each instrument. */
    List<Missing> missing() {
        List<Missing> missing = new ArrayList<>(holes.size());
        holes.forEach((instrument, hole) -> missing.add(new Missing(instrument, hole.from, hole.to)));
        return missing;
    }

    /**
     * The first hole of an instrument is dealt with up to {@code to}, filled or not.
     *
     * @return whether nothing of that hole is left
     */
    boolean settled(Instrument instrument, long to) {
        Hole hole = holes.get(instrument);
        if (hole == null) {
            return true;
        }
        if (to < hole.to) {
            hole.from = Math.max(hole.from, to);
            return false;
        }
        hole.next.ifPresentOrElse(next -> holes.put(instrument, next), () -> holes.remove(instrument));
        return true;
    }
}
