package io.basiswatch.collector.venue.bitstamp;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
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

/** The feed of Bitstamp: trades and best levels of the dollar pairs, and the best levels of the stablecoins. */
@AutoService(VenueFeed.class)
public final class BitstampFeed implements VenueFeed {
    private static final Set<String> DOLLARS = Set.of("USD", "USDT", "USDC");

    /** The venue closes after 90 days. */
    private static final Duration LIFETIME = Duration.ofDays(89);

    @Override
    public Venue venue() {
        return BitstampPairs.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new BitstampDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + "/api/v2/trading-pairs-info/");
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<String> greetings = new ArrayList<>();
        Set<MarketStream> streams = new LinkedHashSet<>();
        for (InstrumentListed listing : listed) {
            Instrument instrument = listing.instrument();
            if (!DOLLARS.contains(instrument.quote())) {
                continue;
            }
            subscribe(StreamKind.QUOTES, listing, greetings, streams);
            if (!Stablecoins.isReference(instrument)) {
                subscribe(StreamKind.TRADES, listing, greetings, streams);
            }
        }
        return greetings.isEmpty()
                ? List.of()
                : List.of(new Subscription("market", List.of(settings.wsUrl()), greetings, streams, LIFETIME));
    }

    private void subscribe(
            StreamKind kind, InstrumentListed listing, List<String> greetings, Set<MarketStream> streams) {
        greetings.add(
                "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"" + word(kind) + '_' + listing.symbol() + "\"}}");
        streams.add(new MarketStream(listing.instrument(), kind));
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "live_trades";
            case QUOTES -> "order_book";
            case MARKS -> "mark";
            case DEPTH -> "order_book";
        };
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(new KeepAlive("{\"event\":\"bts:heartbeat\"}", Duration.ofSeconds(30)));
    }
}
