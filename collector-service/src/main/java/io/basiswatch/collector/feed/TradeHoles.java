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

    /** Some venues tell the past in whole seconds: at the ends of a hole a time stands for all of its second. */
    private static final long GRAIN = 1_000_000;

    /** So many trades of the past are remembered, of each instrument, because a slow socket may bring them yet. */
    private static final int REMEMBERED = 4_096;

    private final Map<Instrument, Tail> tails = new HashMap<>();
    private final Map<Instrument, Hole> holes = new LinkedHashMap<>();
    private final RecentIds filled = new RecentIds(REMEMBERED);

    /**
     * Trades that are missing.
     *
     * @param from by the venue's time, inclusive
     * @param to by the venue's time, exclusive; {@link #OPEN} where no trade has come since
     */
    record Missing(Instrument instrument, long from, long to) {}

    /** The second of the last live trade, and the ids of all trades of that second. */
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

        /** Whether something was lost; else somebody only asks whether it was. */
        private boolean isSure;

        Hole(long from, List<String> known, boolean isSure) {
            this.from = from;
            this.known.addAll(known);
            this.isSure = isSure;
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
            open(instrument, tail.time, tail.ids, true);
        }
    }

    /** Trades of an instrument may be missing since its last one: the venue is being asked. */
    void doubt(Instrument instrument) {
        Tail tail = tails.get(instrument);
        if (tail != null) {
            open(instrument, tail.time, tail.ids, false);
        }
    }

    /**
     * Trades of an instrument are missing since a time at which somebody else has seen all of them.
     *
     * @param from by the venue's time
     */
    void openSince(Instrument instrument, long from) {
        open(instrument, from, List.of(), true);
    }

    private void open(Instrument instrument, long from, List<String> known, boolean isSure) {
        Hole before = holes.get(instrument);
        if (before == null) {
            holes.put(instrument, new Hole(from, known, isSure));
        } else if (before.newest().to != OPEN) {
            before.newest().next = Optional.of(new Hole(from, known, isSure));
        } else {
            before.newest().isSure |= isSure;
        }
    }

    /**
     * Takes a live trade.
     *
     * @return whether it is news: one that was told of the past already is not
     */
    boolean live(Trade trade) {
        long time = trade.eventTime();
        if (!holes.isEmpty()) {
            close(trade, time);
        }
        Tail tail = tails.computeIfAbsent(trade.instrument(), unseen -> new Tail());
        long second = Math.floorDiv(time, GRAIN) * GRAIN;
        if (second > tail.time) {
            tail.time = second;
            tail.ids.clear();
        }
        if (second == tail.time) {
            tail.ids.add(trade.tradeId());
        }
        return !filled.holds(trade.instrument(), trade.tradeId());
    }

    /** A trade after a loss: what is missing ends with it. */
    private void close(Trade trade, long time) {
        Hole one = holes.get(trade.instrument());
        while (one != null) {
            if (one.to == OPEN) {
                one.to = Math.max(one.from, time) + GRAIN;
            }
            if (time < one.to) {
                one.known.add(trade.tradeId());
            }
            one = one.next.orElse(null);
        }
    }

    /** Whether a time is that of the trade that closed the hole, or a later one. */
    static boolean isEndOf(Missing hole, long time) {
        return time >= Math.floorDiv(hole.to() - GRAIN, GRAIN) * GRAIN;
    }

    /** Whether a trade of the past fills a hole; it does so once. */
    boolean fills(Trade trade) {
        boolean isKnown = false;
        boolean isMissing = false;
        for (Hole one = holes.get(trade.instrument()); one != null; one = one.next.orElse(null)) {
            if (trade.eventTime() >= one.from && trade.eventTime() < one.to) {
                isMissing = true;
                isKnown |= one.known.contains(trade.tradeId());
            }
        }
        return isMissing && !isKnown && filled.add(trade.instrument(), trade.tradeId(), 0);
    }

    /** What is missing, the first hole of each instrument. */
    List<Missing> missing() {
        List<Missing> missing = new ArrayList<>(holes.size());
        holes.forEach((instrument, hole) -> missing.add(new Missing(instrument, hole.from, hole.to)));
        return missing;
    }

    /**
     * The first hole of an instrument is dealt with up to {@code to}, filled or not. One that was doubted is over with {@link
     * #OPEN}, unless something was lost while the venue was being asked.
     *
     * @return whether nothing of that hole is left
     */
    boolean settled(Instrument instrument, long to) {
        Hole hole = holes.get(instrument);
        if (hole == null) {
            return true;
        }
        if (to == OPEN && hole.isSure) {
            return false;
        }
        if (to < hole.to) {
            hole.from = Math.max(hole.from, to);
            return false;
        }
        hole.next.ifPresentOrElse(next -> holes.put(instrument, next), () -> holes.remove(instrument));
        return true;
    }
}
