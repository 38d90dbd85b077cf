package io.basiswatch.collector.feed;

import io.basiswatch.model.FeedGap;
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
    private final VenueFeed feed;
    private final Map<String, Map<MarketStream, Long>> lastData = new HashMap<>();
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
        MarketStream stream = new MarketStream(event.instrument(), kind.get());
        Map<MarketStream, Long> streams = lastData.computeIfAbsent(connection, name -> new LinkedHashMap<>());
        Long before = streams.put(stream, event.receivedTime());
        if (before != null || !startedAnew.contains(connection)) {
            return Optional.empty();
        }
        return Optional.of(gap(stream, event.stamp().origin(), event.receivedTime(), 0, "the collector started"));
    }

    /** A socket is gone: everything that it carried is cut. */
    void closed(String connection, long receivedTime, Origin origin, String reason, Consumer<MarketEvent> out) {
        Map<MarketStream, Long> streams = lastData.remove(connection);
        startedAnew.remove(connection);
        if (streams != null) {
            streams.forEach((stream, from) -> out.accept(gap(stream, origin, receivedTime, from, reason)));
        }
    }

    private FeedGap gap(MarketStream stream, Origin origin, long receivedTime, long from, String reason) {
        Stamp stamp = new Stamp(receivedTime, receivedTime, Stamp.NO_SEQUENCE, origin);
        return new FeedGap(stream.instrument(), stamp, feed.word(stream.kind()), from, reason);
    }
}
