package io.basiswatch.collector.venue.hyperliquid;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which resolution the {@code l2Book} of a coin has on a socket: the messages do not say, the acknowledgements of the
 * subscriptions do. Where a socket carries a coin in two resolutions nobody can tell its messages apart, so none is used.
 */
final class BookSubscriptions {
    /** A resolution that we do not follow, or cannot tell. */
    private static final int OTHER = 1 << Resolution.values().length;

    private final Map<String, Map<String, Integer>> acknowledged = new HashMap<>();

    void subscribed(String connection, String coin, Optional<Resolution> resolution) {
        acknowledged.computeIfAbsent(connection, name -> new HashMap<>()).merge(coin, bit(resolution), (a, b) -> a | b);
    }

    void unsubscribed(String connection, String coin, Optional<Resolution> resolution) {
        Map<String, Integer> coins = acknowledged.getOrDefault(connection, Map.of());
        coins.computeIfPresent(coin, (name, bits) -> bits & ~bit(resolution));
    }

    private static int bit(Optional<Resolution> resolution) {
        return resolution.map(one -> 1 << one.ordinal()).orElse(OTHER);
    }

    /**
     * The resolution of a coin's messages; empty where it cannot be told. What was not acknowledged yet has the resolution
     * after which we named the socket; messages of any other socket of which nothing was ever acknowledged, as in captures
     * of single frames, are taken as native, which is what is told where nothing is asked.
     */
    Optional<Resolution> find(String connection, String coin) {
        Map<String, Integer> coins = acknowledged.getOrDefault(connection, Map.of());
        int bits = coins.getOrDefault(coin, 0);
        for (Resolution one : Resolution.values()) {
            boolean isIt = bits == 0 ? one.connection().equals(connection) : bits == 1 << one.ordinal();
            if (isIt) {
                return Optional.of(one);
            }
        }
        return coins.isEmpty() ? Optional.of(Resolution.NATIVE) : Optional.empty();
    }

    void closed(String connection) {
        acknowledged.remove(connection);
    }
}
