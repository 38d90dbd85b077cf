package io.basiswatch.collector.venue.krakenspot;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Pace;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Candle;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        greetings.add(say("subscribe", StreamKind.QUOTES, quoted));
        if (traded.isEmpty()) {
            return List.of(socket("market", settings, greetings, streams(quoted, StreamKind.QUOTES)));
        }
        greetings.add(say("subscribe", StreamKind.TRADES, traded));
        Map<MarketStream, InstrumentListed> market = streams(quoted, StreamKind.QUOTES);
        market.putAll(streams(traded, StreamKind.TRADES));
        List<String> depth = List.of(say("subscribe", StreamKind.DEPTH, traded));
        return List.of(
                socket("market", settings, greetings, market),
                socket("depth", settings, depth, streams(traded, StreamKind.DEPTH)));
    }

    private static Map<MarketStream, InstrumentListed> streams(List<InstrumentListed> listed, StreamKind kind) {
        Map<MarketStream, InstrumentListed> streams = new LinkedHashMap<>();
        listed.forEach(listing -> streams.put(new MarketStream(listing.instrument(), kind), listing));
        return streams;
    }

    private static Subscription socket(
            String name, VenueSettings settings, List<String> greetings, Map<MarketStream, InstrumentListed> streams) {
        Map<MarketStream, List<String>> again = new LinkedHashMap<>();
        streams.forEach((stream, listing) -> again.put(
                stream,
                List.of(
                        say("unsubscribe", stream.kind(), List.of(listing)),
                        say("subscribe", stream.kind(), List.of(listing)))));
        return new Subscription(name, List.of(settings.wsUrl() + "/v2"), greetings, streams.keySet(), again, LIFETIME);
    }

    private static String say(String method, StreamKind kind, List<InstrumentListed> listed) {
        String pairs = listed.stream()
                .map(listing -> '"' + listing.symbol() + '"')
                .sorted()
                .collect(Collectors.joining(","));
        String option = switch (kind) {
            case QUOTES -> ",\"event_trigger\":\"bbo\"";
            case TRADES -> method.equals("subscribe") ? ",\"snapshot\":true" : "";
            case DEPTH -> ",\"depth\":" + DEPTH;
            case MARKS -> throw new IllegalArgumentException("a spot market has no marks");
        };
        return "{\"method\":\"" + method + "\",\"params\":{\"channel\":\"" + channel(kind) + "\",\"symbol\":[" + pairs
                + "]" + option + "}}";
    }

    private static String channel(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trade";
            case QUOTES -> "ticker";
            case MARKS -> "mark";
            case DEPTH -> "book";
        };
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        return new KrakenPast(settings.restUrl())
                .of(listed.stream()
                        .filter(one -> DOLLARS.contains(one.instrument().quote()))
                        .toList());
    }

    /** A hundred and fifty attempts in ten minutes and address; the venue then shuts the address out for ten minutes. */
    @Override
    public Pace connects() {
        return new Pace(100, Duration.ofMinutes(10));
    }

    /** Public questions: about one a second, by the venue's own words. */
    @Override
    public RestLimits limits() {
        return RestLimits.requests(10, Duration.ofSeconds(10));
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer(Trade.class, "trade, REST Trades", "afterwards, too, since the market began"),
                new Offer(
                        Candle.class, "REST OHLC", "the last 720 of minutes, hours and days, without the takers' part"),
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
        return channel(kind);
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(new KeepAlive("{\"method\":\"ping\"}", Duration.ofSeconds(30)));
    }
}
