package io.basiswatch.collector.venue.bybit;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Bybit: trades and quotes of the dollar pairs and of all contracts, tickers and liquidations of contracts.
 *
 * <p>Quotes come from the order book of depth 1. Each category has an address and so connections of its own; thin
 * instruments have further ones, so that their silences cut nothing else.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>
 */
@AutoService(VenueFeed.class)
public final class BybitFeed implements VenueFeed {
    private static final Set<String> QUOTES = Set.of("USDT", "USDC", "USD");

    /** Spot takes no more in one request. */
    private static final int TOPICS_PER_REQUEST = 10;

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    private static final KeepAlive PING = new KeepAlive("{\"op\":\"ping\"}", Duration.ofSeconds(20));

    @Override
    public Venue venue() {
        return Category.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new BybitDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        String address = settings.restUrl() + "/v5/market/instruments-info?limit=1000&category=";
        return List.of(address + "spot", address + "linear", address + "inverse");
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(PING);
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "publicTrade";
            case QUOTES -> "orderbook.1";
            case MARKS -> "tickers";
            case DEPTH -> "orderbook";
        };
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        Map<String, Connection> connections = new LinkedHashMap<>();
        for (InstrumentListed one : listed) {
            Instrument instrument = one.instrument();
            if (instrument.isSpot() && !QUOTES.contains(instrument.quote())) {
                continue;
            }
            Category category = category(instrument);
            connections
                    .computeIfAbsent(name(instrument, category), name -> new Connection(name, category))
                    .add(one);
        }
        return connections.values().stream()
                .map(connection -> connection.subscription(settings))
                .toList();
    }

    private static Category category(Instrument instrument) {
        if (instrument.isSpot()) {
            return Category.SPOT;
        }
        return instrument.isInverse() ? Category.INVERSE : Category.LINEAR;
    }

    private static String name(Instrument instrument, Category category) {
        if (Stablecoins.isReference(instrument)) {
            return "stablecoins";
        }
        return category.code() + (instrument.contract() instanceof Contract.Future ? "-dated" : "");
    }

    /** One socket in the making. */
    private static final class Connection {
        private final String name;
        private final Category category;
        private final Set<String> topics = new LinkedHashSet<>();
        private final Set<MarketStream> streams = new LinkedHashSet<>();

        Connection(String name, Category category) {
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

        private void add(String topic, InstrumentListed listed, StreamKind kind) {
            topics.add(topic + listed.symbol());
            streams.add(new MarketStream(listed.instrument(), kind));
        }

        Subscription subscription(VenueSettings settings) {
            List<String> quoted =
                    topics.stream().map(topic -> '"' + topic + '"').toList();
            List<String> greetings = new ArrayList<>();
            for (int from = 0; from < quoted.size(); from += TOPICS_PER_REQUEST) {
                List<String> part = quoted.subList(from, Math.min(from + TOPICS_PER_REQUEST, quoted.size()));
                greetings.add("{\"op\":\"subscribe\",\"args\":[" + String.join(",", part) + "]}");
            }
            String address = settings.wsUrl() + "/v5/public/" + category.code();
            return new Subscription(name, List.of(address), greetings, streams, LIFETIME);
        }
    }
}
