package io.basiswatch.collector.feed;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns the loss of a connection into {@link FeedGap}s: one for each stream that had brought data over it.
 *
 * <p>It knows events and connections only, no sockets and no clock, so that a replay of a recording makes the gaps that
 * were made live.
 */
final class GapTracker {
    private static final StreamKind[] KINDS = StreamKind.values();

    private final VenueFeed feed;

    /** By connection and instrument, the time of the last data of each kind; 0 where there was none. */
    private final Map<String, Map<Instrument, long[]>> lastData = new HashMap<>();

    private final Set<String> startedAnew = new HashSet<>();

    GapTracker(VenueFeed feed) {
        this.feed = feed;
    }

    /**
     * A socket is open.
     *
     * @param first whether it is the first of this name since the collector started: then whatever was known before is
     *     not known to be whole
     */
    void connected(String connection, boolean first) {
        if (first) {
            // A collector that was killed closed nothing: what it had seen is of another life.
            lastData.remove(connection);
            startedAnew.add(connection);
        }
    }

    /**
     * Notes that {@code event} came over {@code connection}.
     *
     * @return the gap that must go before it, if this is the first data of its stream since the collector started
     */
    Optional<FeedGap> arrived(String connection, InstrumentEvent event) {
        Optional<StreamKind> kind = StreamKind.of(event);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        long[] last = lastData.computeIfAbsent(connection, name -> new LinkedHashMap<>())
                .computeIfAbsent(event.instrument(), instrument -> new long[KINDS.length]);
        int index = kind.get().ordinal();
        long before = last[index];
        last[index] = event.receivedTime();
        if (before != 0 || !startedAnew.contains(connection)) {
            return Optional.empty();
        }
        Origin origin = event.stamp().origin();
        return Optional.of(
                gap(event.instrument(), kind.get(), origin, event.receivedTime(), 0, "the collector started"));
    }

    /** A socket is gone: everything that it carried is cut. */
    void closed(String connection, long receivedTime, Origin origin, String reason, Consumer<MarketEvent> out) {
        Map<Instrument, long[]> streams = lastData.remove(connection);
        startedAnew.remove(connection);
        if (streams == null) {
            return;
        }
        streams.forEach((instrument, last) -> {
            for (StreamKind kind : KINDS) {
                long from = last[kind.ordinal()];
                if (from != 0) {
                    out.accept(gap(instrument, kind, origin, receivedTime, from, reason));
                }
            }
        });
    }

    private FeedGap gap(
            Instrument instrument, StreamKind kind, Origin origin, long receivedTime, long from, String reason) {
        Stamp stamp = new Stamp(receivedTime, receivedTime, Stamp.NO_SEQUENCE, origin);
        return new FeedGap(instrument, stamp, feed.word(kind), from, reason);
    }
}
