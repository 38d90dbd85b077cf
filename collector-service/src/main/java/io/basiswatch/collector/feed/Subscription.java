package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One socket to open: where, what to say first, and what should then flow.
 *
 * @param name the connection's name, unique within the venue
 * @param addresses where to connect; the next one is tried when one brought no data, as venues move streams silently
 * @param greetings the frames to send once connected, in this order
 * @param streams what must flow; each is watched for silence
 * @param again what to say so that one of the streams starts anew: an unsubscription and a subscription, mostly; a stream
 *     that is not in it starts anew only with the socket
 * @param lifetime after which we reconnect of our own accord, before the venue closes
 */
public record Subscription(
        String name,
        List<String> addresses,
        List<String> greetings,
        Set<MarketStream> streams,
        Map<MarketStream, List<String>> again,
        Duration lifetime) {
    public Subscription {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no address for " + name);
        }
        addresses = List.copyOf(addresses);
        greetings = List.copyOf(greetings);
        streams = Set.copyOf(streams);
        again = Map.copyOf(again);
    }

    /** A socket whose streams start anew only with it. */
    public Subscription(
            String name, List<String> addresses, List<String> greetings, Set<MarketStream> streams, Duration lifetime) {
        this(name, addresses, greetings, streams, Map.of(), lifetime);
    }
}
