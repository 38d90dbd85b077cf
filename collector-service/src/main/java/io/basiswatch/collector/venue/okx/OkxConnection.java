package io.basiswatch.collector.venue.okx;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Instrument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One socket in the making: the channels to subscribe to, and which of them must flow. */
final class OkxConnection {
    private static final int CHANNELS_PER_FRAME = 50;

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final String name;
    private final Set<String> channels = new LinkedHashSet<>();
    private final Map<MarketStream, List<String>> streams = new LinkedHashMap<>();

    OkxConnection(String name) {
        this.name = name;
    }

    boolean isEmpty() {
        return channels.isEmpty();
    }

    /** A channel that carries a part of what must flow. */
    void add(String channel, String symbol, Instrument instrument, StreamKind kind) {
        String argument = argument(channel, "instId", symbol);
        channels.add(argument);
        List<String> carriers = streams.computeIfAbsent(new MarketStream(instrument, kind), key -> new ArrayList<>());
        if (!carriers.contains(argument)) {
            carriers.add(argument);
        }
    }

    /** A channel that may well be silent. */
    void watch(String channel, String symbol) {
        channels.add(argument(channel, "instId", symbol));
    }

    /** A channel of all instruments of a type, which may well be silent. */
    void watchAll(String channel, String type) {
        channels.add(argument(channel, "instType", type));
    }

    private static String argument(String channel, String field, String value) {
        return "{\"channel\":\"" + channel + "\",\"" + field + "\":\"" + value + "\"}";
    }

    Subscription subscription(VenueSettings settings) {
        List<String> all = List.copyOf(channels);
        List<String> greetings = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHANNELS_PER_FRAME) {
            greetings.add(request("subscribe", all.subList(from, Math.min(from + CHANNELS_PER_FRAME, all.size()))));
        }
        Map<MarketStream, List<String>> again = new HashMap<>();
        streams.forEach((stream, carriers) ->
                again.put(stream, List.of(request("unsubscribe", carriers), request("subscribe", carriers))));
        String address = settings.wsUrl() + settings.option("public-path", "/ws/v5/public");
        return new Subscription(name, List.of(address), greetings, streams.keySet(), again, LIFETIME);
    }

    private static String request(String operation, Collection<String> arguments) {
        return "{\"op\":\"" + operation + "\",\"args\":[" + String.join(",", arguments) + "]}";
    }
}
