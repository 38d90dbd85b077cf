package io.basiswatch.collector.venue.bitmex;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * BitMEX: trades, quotes, funding and liquidations of all contracts and dollar pairs, and the instrument table.
 *
 * @see <a href="https://www.bitmex.com/app/wsAPI">WebSocket API</a>
 */
@AutoService(VenueFeed.class)
public final class BitmexFeed implements VenueFeed {
    private static final Set<String> QUOTES = Set.of("USDT", "USDC", "USD");
    private static final int TOPICS_PER_REQUEST = 20;

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    /** As text; {@code pong} comes back. */
    private static final KeepAlive PING = new KeepAlive("ping", Duration.ofSeconds(5));

    @Override
    public Venue venue() {
        return BitmexInstruments.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new BitmexDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + "/api/v1/instrument/active");
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(PING);
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trade";
            case QUOTES -> "quote";
            case MARKS -> "instrument";
            case DEPTH -> "orderBookL2";
        };
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        Connection perpetuals = new Connection("market");
        Connection thin = new Connection("thin");
        for (InstrumentListed one : listed) {
            Instrument instrument = one.instrument();
            if (instrument.isPerpetual()) {
                perpetuals.add(one);
            } else if (instrument.contract() instanceof Contract.Future
                    || QUOTES.contains(instrument.quote())
                    || Stablecoins.isReference(instrument)) {
                thin.add(one);
            }
        }
        return List.of(perpetuals, thin).stream()
                .filter(connection -> !connection.topics.isEmpty())
                .map(connection -> connection.subscription(settings))
                .toList();
    }

    /** One socket in the making; spot and dated contracts are thin, and their silences should not cut the perpetuals. */
    private static final class Connection {
        private final String name;
        private final Set<String> topics = new LinkedHashSet<>();
        private final Set<MarketStream> streams = new LinkedHashSet<>();

        Connection(String name) {
            this.name = name;
        }

        void add(InstrumentListed listed) {
            add("quote:", listed, StreamKind.QUOTES);
            add("trade:", listed, StreamKind.TRADES);
            if (!listed.instrument().isSpot()) {
                add("instrument:", listed, StreamKind.MARKS);
                topics.add("liquidation:" + listed.symbol());
            }
            if (listed.instrument().isPerpetual()) {
                topics.add("funding:" + listed.symbol());
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
            return new Subscription(name, List.of(settings.wsUrl() + "/realtime"), greetings, streams, LIFETIME);
        }
    }
}
