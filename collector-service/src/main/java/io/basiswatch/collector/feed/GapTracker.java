package io.basiswatch.collector.feed;

import io.basiswatch.collector.capture.CapturedLine;
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
 * Turns the loss of a connection into {@link FeedGap}s: one for each stream that had brought data over it, when it is lost
 * and again when data come back, because everything between is missing.
 *
 * <p>It knows events and connections only, no sockets and no clock, so that a replay of a recording makes the gaps that
 * were made live.
 */
final class GapTracker {
    /** The reason of the gap before a stream's first data of all. */
    static final String STARTED = "the collector started";

    private static final StreamKind[] KINDS = StreamKind.values();

    private final VenueFeed feed;
    private final Map<String, Map<Instrument, Streams>> carried = new HashMap<>();
    private final Set<String> startedAnew = new HashSet<>();
    private String lastConnection = "";
    private Optional<Instrument> lastInstrument = Optional.empty();
    private Streams lastStreams = new Streams();

    /** What one connection has carried of one instrument, by kind. */
    private static final class Streams {
        /** When the last data came; 0 where there are none since the connection is open. */
        private final long[] last = new long[KINDS.length];
        /** When the last data came before a loss that has not ended yet; 0 where there is none. */
        private final long[] cut = new long[KINDS.length];
        /** Whether it is said already where the stream begins. */
        private final boolean[] begun = new boolean[KINDS.length];
        /** Whether this stream alone is cut: news of others do not end its loss. */
        private final boolean[] alone = new boolean[KINDS.length];
    }

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
            carried.remove(connection);
            lastInstrument = Optional.empty();
            startedAnew.add(connection);
        }
    }

    /** Notes that {@code event} came over {@code connection}; {@code out} takes the gaps that must go before it. */
    void arrived(String connection, InstrumentEvent event, Consumer<MarketEvent> out) {
        Optional<StreamKind> kind = StreamKind.of(event);
        if (kind.isEmpty()) {
            return;
        }
        Streams streams = streams(connection, event.instrument());
        int index = kind.get().ordinal();
        if (streams.last[index] == 0) {
            begin(connection, index, event, streams, out);
        }
        streams.last[index] = event.receivedTime();
    }

    /** News mostly come of what the last news were about, and that need not be looked up. */
    private Streams streams(String connection, Instrument instrument) {
        boolean isLast =
                lastInstrument.isPresent() && lastInstrument.get() == instrument && lastConnection.equals(connection);
        if (!isLast) {
            lastConnection = connection;
            lastInstrument = Optional.of(instrument);
            lastStreams = carried.computeIfAbsent(connection, name -> new LinkedHashMap<>())
                    .computeIfAbsent(instrument, key -> new Streams());
        }
        return lastStreams;
    }

    /**
     * The first data of a stream on this socket: ends the losses of all of the instrument's streams. Those that have brought
     * nothing yet are whole from here on, so that the next loss is told of them as well.
     */
    private void begin(
            String connection, int index, InstrumentEvent event, Streams streams, Consumer<MarketEvent> out) {
        Origin origin = event.stamp().origin();
        for (StreamKind kind : KINDS) {
            long from = streams.cut[kind.ordinal()];
            if (from != 0 && (!streams.alone[kind.ordinal()] || kind.ordinal() == index)) {
                out.accept(gap(event.instrument(), kind, origin, event.receivedTime(), from, "connected again"));
                streams.cut[kind.ordinal()] = 0;
                streams.alone[kind.ordinal()] = false;
                streams.last[kind.ordinal()] = event.receivedTime();
            }
        }
        if (!streams.begun[index] && startedAnew.contains(connection)) {
            out.accept(gap(event.instrument(), KINDS[index], origin, event.receivedTime(), 0, STARTED));
        }
        streams.begun[index] = true;
    }

    /** One stream of an open socket is lost. */
    void lost(CapturedLine.Lost loss, Origin origin, Consumer<MarketEvent> out) {
        Streams streams = carried.getOrDefault(loss.connection(), Map.of()).get(loss.instrument());
        int index = loss.kind().ordinal();
        if (streams != null && streams.last[index] != 0) {
            cut(loss.instrument(), streams, loss.kind(), origin, loss.receivedTime(), loss.reason(), out);
            streams.alone[index] = true;
        }
    }

    private void cut(
            Instrument instrument,
            Streams streams,
            StreamKind kind,
            Origin origin,
            long time,
            String reason,
            Consumer<MarketEvent> out) {
        int index = kind.ordinal();
        out.accept(gap(instrument, kind, origin, time, streams.last[index], reason));
        streams.cut[index] = streams.last[index];
        streams.last[index] = 0;
    }

    /** A socket is gone: everything that it carried is cut. */
    void closed(String connection, long receivedTime, Origin origin, String reason, Consumer<MarketEvent> out) {
        carried.getOrDefault(connection, Map.of()).forEach((instrument, streams) -> {
            for (StreamKind kind : KINDS) {
                int index = kind.ordinal();
                if (streams.last[index] != 0) {
                    cut(instrument, streams, kind, origin, receivedTime, reason, out);
                }
                streams.alone[index] = false;
            }
        });
    }

    private FeedGap gap(
            Instrument instrument, StreamKind kind, Origin origin, long receivedTime, long from, String reason) {
        Stamp stamp = new Stamp(receivedTime, receivedTime, Stamp.NO_SEQUENCE, origin);
        return new FeedGap(instrument, stamp, feed.word(kind), from, reason, kind.scope());
    }
}
