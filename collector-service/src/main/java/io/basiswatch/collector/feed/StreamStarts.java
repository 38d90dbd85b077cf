package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Which streams of a socket have begun. Of trades there need not be any in the first seconds. */
final class StreamStarts {
    private static final long QUIET_MICROS = Duration.ofSeconds(3).toNanos() / 1_000;

    private final Set<MarketStream> all;
    private final Set<MarketStream> awaited = new HashSet<>();
    private long opened;

    StreamStarts(Set<MarketStream> streams) {
        this.all = streams;
    }

    /** A socket is open. */
    void start(long now) {
        opened = now;
        awaited.clear();
        awaited.addAll(all);
    }

    void arrived(MarketStream stream) {
        awaited.remove(stream);
    }

    /** Whether every stream has begun that can be expected to have. */
    boolean flow(long now) {
        boolean someDo = awaited.size() < all.size();
        boolean onlyTradesLack = awaited.stream().allMatch(stream -> stream.kind() == StreamKind.TRADES);
        return awaited.isEmpty() || someDo && onlyTradesLack && now - opened > QUIET_MICROS;
    }
}
