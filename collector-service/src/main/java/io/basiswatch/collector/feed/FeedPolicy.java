package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.Map;

/**
 * How patient feeds are.
 *
 * @param silence how long a stream of each kind may bring nothing
 * @param firstBackoff the bound of the first wait before connecting again
 * @param maxBackoff the bound of every wait
 * @param connectTimeout for opening a socket, and for a REST answer
 * @param maxMessageBytes a larger message ends the connection
 * @param metadataRefresh how often the instruments are asked for again
 */
public record FeedPolicy(
        Map<StreamKind, Duration> silence,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration connectTimeout,
        int maxMessageBytes,
        Duration metadataRefresh) {
    public FeedPolicy {
        silence = Map.copyOf(silence);
        for (StreamKind kind : StreamKind.values()) {
            if (!silence.containsKey(kind)) {
                throw new IllegalArgumentException("no limit of silence for " + kind);
            }
        }
    }
}
