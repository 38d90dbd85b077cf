package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Watches each stream of a connection for silence: an open socket, heartbeats and other streams do not excuse it.
 *
 * <p>A stream that is silent again right after we reconnected because of it may simply be quiet. Its limit doubles each
 * time, up to a bound, and is back to normal once the stream has flowed for a while; so a thin market does not make us
 * reconnect for ever.
 */
final class SilenceWatch {
    private static final int MAX_DOUBLINGS = 6;
    private static final int FLOWING = 20;

    private final Map<MarketStream, Watched> streams = new HashMap<>();

    /** A stream that has been silent for too long. */
    record Silent(MarketStream stream, Duration since, boolean everSpoke) {}

    private static final class Watched {
        private final long limit;
        private int doublings;
        private int arrivals;
        private long last;

        Watched(Duration limit) {
            this.limit = limit.toNanos() / 1000;
        }

        long limit() {
            return limit << doublings;
        }
    }

    SilenceWatch(Set<MarketStream> streams, Function<StreamKind, Duration> limits) {
        streams.forEach(stream -> this.streams.put(stream, new Watched(limits.apply(stream.kind()))));
    }

    /** A connection is open: every stream has its limit from now on. */
    void start(long nowMicros) {
        streams.values().forEach(watched -> {
            watched.last = nowMicros;
            watched.arrivals = 0;
        });
    }

    void arrived(MarketStream stream, long nowMicros) {
        Watched watched = streams.get(stream);
        if (watched == null) {
            return;
        }
        watched.last = nowMicros;
        watched.arrivals++;
        if (watched.arrivals == FLOWING) {
            watched.doublings = 0;
        }
    }

    /** The stream that has been silent for the longest beyond its limit, if any; asking doubles its limit. */
    Optional<Silent> check(long nowMicros) {
        Optional<Map.Entry<MarketStream, Watched>> worst = streams.entrySet().stream()
                .filter(entry ->
                        nowMicros - entry.getValue().last > entry.getValue().limit())
                .min((a, b) -> Long.compare(a.getValue().last, b.getValue().last));
        return worst.map(entry -> {
            Watched watched = entry.getValue();
            watched.doublings = Math.min(watched.doublings + 1, MAX_DOUBLINGS);
            Duration since = Duration.ofNanos((nowMicros - watched.last) * 1000);
            return new Silent(entry.getKey(), since, watched.arrivals > 0);
        });
    }
}
