package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One socket to open: where, what to say first, and what should then flow.
 *
 * @param name the connection's name, unique within the venue
 * @param addresses where to connect; the next one is tried when one brought no data, as venues move streams silently
 * @param greetings the frames to send once connected, in this order
 * @param streams what must flow; each is watched for silence
 * @param lifetime after which we reconnect of our own accord, before the venue closes
 */
public record Subscription(
        String name, List<String> addresses, List<String> greetings, Set<MarketStream> streams, Duration lifetime) {
    public Subscription {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no address for " + name);
        }
        addresses = List.copyOf(addresses);
        greetings = List.copyOf(greetings);
        streams = Set.copyOf(streams);
    }
}
