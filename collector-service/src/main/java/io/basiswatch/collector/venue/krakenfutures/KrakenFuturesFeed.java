package io.basiswatch.collector.venue.krakenfutures;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The feed of Kraken Futures: trades, books and tickers of every contract of the wanted assets over one socket.
 *
 * <p>The {@code heartbeat} feed is asked for too: it keeps a quiet socket open.
 */
@AutoService(VenueFeed.class)
public final class KrakenFuturesFeed implements VenueFeed {
    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    @Override
    public Venue venue() {
        return KrakenFuturesSymbols.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new KrakenFuturesDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + "/derivatives/api/v3/instruments");
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        if (listed.isEmpty()) {
            return List.of();
        }
        String products = listed.stream()
                .map(listing -> '"' + listing.symbol() + '"')
                .sorted()
                .collect(Collectors.joining(","));
        List<String> greetings = new ArrayList<>();
        greetings.add("{\"event\":\"subscribe\",\"feed\":\"heartbeat\"}");
        Set<MarketStream> streams = new LinkedHashSet<>();
        for (StreamKind kind : StreamKind.values()) {
            greetings.add(
                    "{\"event\":\"subscribe\",\"feed\":\"" + word(kind) + "\",\"product_ids\":[" + products + "]}");
            listed.forEach(listing -> streams.add(new MarketStream(listing.instrument(), kind)));
        }
        return List.of(new Subscription("market", List.of(settings.wsUrl() + "/ws/v1"), greetings, streams, LIFETIME));
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trade";
            case QUOTES -> "book";
            case MARKS -> "ticker";
            case DEPTH -> "book";
        };
    }
}
