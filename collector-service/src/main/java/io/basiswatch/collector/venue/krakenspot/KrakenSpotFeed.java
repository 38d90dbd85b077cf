package io.basiswatch.collector.venue.krakenspot;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The feed of Kraken's spot market: trades of the dollar pairs, and the ticker of those and of the stablecoins on every
 * change of the best bid or ask.
 */
@AutoService(VenueFeed.class)
public final class KrakenSpotFeed implements VenueFeed {
    private static final Set<String> DOLLARS = Set.of("USD", "USDT", "USDC");

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    @Override
    public Venue venue() {
        return KrakenPairs.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new KrakenSpotDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + "/0/public/AssetPairs");
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> quoted = listed.stream()
                .filter(listing -> DOLLARS.contains(listing.instrument().quote()))
                .toList();
        List<InstrumentListed> traded = quoted.stream()
                .filter(listing -> !Stablecoins.isReference(listing.instrument()))
                .toList();
        if (quoted.isEmpty()) {
            return List.of();
        }
        Set<MarketStream> streams = new LinkedHashSet<>();
        quoted.forEach(listing -> streams.add(new MarketStream(listing.instrument(), StreamKind.QUOTES)));
        traded.forEach(listing -> streams.add(new MarketStream(listing.instrument(), StreamKind.TRADES)));
        List<String> greetings = traded.isEmpty()
                ? List.of(subscribe("ticker", quoted, ",\"event_trigger\":\"bbo\""))
                : List.of(
                        subscribe("ticker", quoted, ",\"event_trigger\":\"bbo\""),
                        subscribe("trade", traded, ",\"snapshot\":true"));
        return List.of(new Subscription("market", List.of(settings.wsUrl() + "/v2"), greetings, streams, LIFETIME));
    }

    private static String subscribe(String channel, List<InstrumentListed> listed, String option) {
        String pairs = listed.stream()
                .map(listing -> '"' + listing.symbol() + '"')
                .sorted()
                .collect(Collectors.joining(","));
        return "{\"method\":\"subscribe\",\"params\":{\"channel\":\"" + channel + "\",\"symbol\":[" + pairs + "]"
                + option + "}}";
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trade";
            case QUOTES -> "ticker";
            case MARKS -> "mark";
            case DEPTH -> "book";
        };
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(new KeepAlive("{\"method\":\"ping\"}", Duration.ofSeconds(30)));
    }
}
