package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which fills of each instrument are known, for venues whose ids count up by one: what is missing shows at once, and a fill
 * that is told again, in a stream or by REST, alone or summed up with others, is recognised whichever way it came first.
 *
 * <p>Known ids are kept as runs without holes, so memory grows with losses and not with trades. Not thread-safe.
 */
public final class TradeRuns {
    private static final int REMEMBERED_RUNS = 256;

    /**
     * Fills that were not told.
     *
     * @param from the time of the last one before them, microseconds since the epoch
     * @param first the first id that is missing
     * @param last the last one
     */
    public record Hole(long from, long first, long last) {
        /** What to tell people. */
        public String reason() {
            return "trades " + first + " to " + last + " did not come";
        }
    }

    private final Map<Instrument, Runs> instruments = new HashMap<>();

    /** The newest run of one instrument, and those before it. */
    private static final class Runs {
        private final TreeMap<Long, Long> older = new TreeMap<>();
        private String connection = "";
        private boolean follows;
        private long first;
        private long last = -1;
        private long newest;

        boolean holds(long id) {
            if (id >= first && id <= last) {
                return true;
            }
            Map.Entry<Long, Long> below = older.floorEntry(id);
            return below != null && id <= below.getValue();
        }

        void forget() {
            older.clear();
            last = -1;
            follows = false;
        }

        void add(long from, long to) {
            if (last >= 0 && from == last + 1) {
                last = to;
            } else if (from > last) {
                keep();
                first = from;
                last = to;
            } else {
                fill(from, to);
            }
        }

        private void keep() {
            if (last >= 0) {
                older.put(first, last);
            }
            while (older.size() > REMEMBERED_RUNS) {
                older.pollFirstEntry();
            }
        }

        /** Joins what was missing with the runs beside it. */
        private void fill(long from, long to) {
            long start = from;
            Map.Entry<Long, Long> below = older.floorEntry(from);
            if (below != null && below.getValue() >= from - 1) {
                start = below.getKey();
                older.remove(start);
            }
            older.subMap(start, to + 1).clear();
            if (to + 1 >= first) {
                first = Math.min(first, start);
                last = Math.max(last, to);
            } else {
                older.put(start, to);
            }
        }
    }

    /**
     * Whether a fill, or the sum of several, is news; to be asked once for each, after its frame was read to the end.
     *
     * @param first the first id of the sum
     * @param last the last one, by which the venue names it
     * @param eventTime the venue's, microseconds since the epoch; ids that begin anew come with later times
     */
    public boolean isNews(Instrument instrument, long first, long last, long eventTime) {
        Runs runs = runs(instrument);
        if (runs.holds(last)) {
            if (eventTime <= runs.newest) {
                return false;
            }
            runs.forget();
        }
        runs.add(first, last);
        runs.newest = Math.max(runs.newest, eventTime);
        return true;
    }

    /** Whether a fill was noted. */
    public boolean knows(Instrument instrument, long id) {
        return runs(instrument).holds(id);
    }

    /**
     * What a stream left out before a fill that it now brings; to be asked before {@link #isNews}. The first fill over a
     * socket follows nothing: what was missed without one is told by whoever noticed that it was gone.
     */
    public Optional<Hole> missing(Instrument instrument, String connection, long first, long eventTime) {
        Runs runs = runs(instrument);
        boolean follows = runs.follows && runs.connection.equals(connection);
        runs.follows = true;
        runs.connection = connection;
        return follows && first > runs.last + 1 && eventTime >= runs.newest
                ? Optional.of(new Hole(runs.newest, runs.last + 1, first - 1))
                : Optional.empty();
    }

    /** A socket is gone: nothing follows what it brought. */
    public void closed(String connection) {
        instruments.values().stream()
                .filter(runs -> runs.connection.equals(connection))
                .forEach(runs -> runs.follows = false);
    }

    private Runs runs(Instrument instrument) {
        return instruments.computeIfAbsent(instrument, unseen -> new Runs());
    }
}
