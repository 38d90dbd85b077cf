package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One socket in the making: the topics to subscribe to, and which of them must flow. */
final class BybitConnection {
    /** The deepest stream, every 200 ms. */
    static final String DEPTH = "orderbook.1000";

    /** Spot takes no more in one request. */
    private static final int TOPICS_PER_REQUEST = 10;

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final String name;
    private final Category category;
    private final Set<String> topics = new LinkedHashSet<>();
    private final Map<MarketStream, String> streams = new LinkedHashMap<>();

    BybitConnection(String name, Category category) {
        this.name = name;
        this.category = category;
    }

    void add(InstrumentListed listed) {
        Instrument instrument = listed.instrument();
        add("orderbook.1.", listed, StreamKind.QUOTES);
        if (!Stablecoins.isReference(instrument)) {
            add("publicTrade.", listed, StreamKind.TRADES);
        }
        if (!instrument.isSpot()) {
            add("tickers.", listed, StreamKind.MARKS);
            topics.add("allLiquidation." + listed.symbol());
        }
    }

    /** A dated future may not move for minutes; nobody waits for its book. */
    void addDepth(InstrumentListed listed) {
        if (listed.instrument().contract() instanceof Contract.Future) {
            topics.add(DEPTH + '.' + listed.symbol());
        } else {
            add(DEPTH + '.', listed, StreamKind.DEPTH);
        }
    }

    private void add(String topic, InstrumentListed listed, StreamKind kind) {
        topics.add(topic + listed.symbol());
        streams.put(new MarketStream(listed.instrument(), kind), topic + listed.symbol());
    }

    Subscription subscription(VenueSettings settings) {
        List<String> all = List.copyOf(topics);
        List<String> greetings = new ArrayList<>();
        for (int from = 0; from < all.size(); from += TOPICS_PER_REQUEST) {
            greetings.add(request("subscribe", all.subList(from, Math.min(from + TOPICS_PER_REQUEST, all.size()))));
        }
        Map<MarketStream, List<String>> again = new HashMap<>();
        streams.forEach((stream, topic) -> again.put(
                stream, List.of(request("unsubscribe", List.of(topic)), request("subscribe", List.of(topic)))));
        String address = settings.wsUrl() + "/v5/public/" + category.code();
        return new Subscription(name, List.of(address), greetings, streams.keySet(), again, LIFETIME);
    }

    private static String request(String operation, List<String> topics) {
        String quoted = topics.stream().map(topic -> '"' + topic + '"').collect(Collectors.joining(","));
        return "{\"op\":\"" + operation + "\",\"args\":[" + quoted + "]}";
    }
}
