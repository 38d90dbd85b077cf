package io.basiswatch.collector.venue.krakenspot;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The feed of Kraken's spot market: trades of the dollar pairs, and the ticker of those and of the stablecoins on every
 * change of the best bid or ask; over a socket of its own the books of the dollar pairs.
 */
@AutoService(VenueFeed.class)
public final class KrakenSpotFeed implements VenueFeed {
    private static final Set<String> DOLLARS = Set.of("USD", "USDT", "USDC");

    /** The deepest book on offer. */
    private static final int DEPTH = 1_000;

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
        List<String> greetings = new ArrayList<>();
        greetings.add(subscribe("ticker", quoted, ",\"event_trigger\":\"bbo\""));
        if (traded.isEmpty()) {
            return List.of(socket("market", settings, greetings, streams(quoted, StreamKind.QUOTES)));
        }
        greetings.add(subscribe("trade", traded, ",\"snapshot\":true"));
        Set<MarketStream> market = streams(quoted, StreamKind.QUOTES);
        market.addAll(streams(traded, StreamKind.TRADES));
        List<String> depth = List.of(subscribe("book", traded, ",\"depth\":" + DEPTH));
        return List.of(
                socket("market", settings, greetings, market),
                socket("depth", settings, depth, streams(traded, StreamKind.DEPTH)));
    }

    private static Set<MarketStream> streams(List<InstrumentListed> listed, StreamKind kind) {
        Set<MarketStream> streams = new LinkedHashSet<>();
        listed.forEach(listing -> streams.add(new MarketStream(listing.instrument(), kind)));
        return streams;
    }

    private static Subscription socket(
            String name, VenueSettings settings, List<String> greetings, Set<MarketStream> streams) {
        return new Subscription(name, List.of(settings.wsUrl() + "/v2"), greetings, streams, LIFETIME);
    }

    private static String subscribe(String channel, List<InstrumentListed> listed, String option) {
        String pairs = listed.stream()
                .map(listing -> '"' + listing.symbol() + '"')
                .sorted()
                .collect(Collectors.joining(","));
        return "{\"method\":\"subscribe\",\"params\":{\"channel\":\"" + channel + "\",\"symbol\":[" + pairs + "]"
                + option + "}}";
    }

    /** Public questions: about one a second, by the venue's own words. */
    @Override
    public RestLimits limits() {
        return RestLimits.requests(10, Duration.ofSeconds(10));
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                Offer.of(Trade.class, "trade"),
                new Offer(
                        Quote.class,
                        "ticker",
                        "on every change of the best prices; v1's spread, or the top of the book"),
                new Offer(DepthProfile.class, "book", "the best 1,000 levels of each side, with a checksum"),
                Offer.of(InstrumentListed.class, "REST AssetPairs"),
                Offer.of(InstrumentDelisted.class, "REST AssetPairs"));
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
