package io.basiswatch.collector.venue.hyperliquid;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Pace;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Candle;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The feed of Hyperliquid: trades, best prices and contexts of the perpetuals over one socket, their books over one socket
 * for each {@link Resolution}, because messages do not say which they have.
 *
 * <p>Its only REST address answers posts, so what is to be posted stands in the address as its fragment, which HTTP
 * itself never sends.
 */
@AutoService(VenueFeed.class)
public final class HyperliquidFeed implements VenueFeed {
    private static final Duration LIFETIME = Duration.ofHours(23);
    private static final String CONTEXT = "activeAssetCtx";

    /** Funding is paid each hour; so long after it at most it is told. */
    private static final Duration FUNDING_POLL = Duration.ofMinutes(10);

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long HISTORY_HOURS = 24;

    private static final int BOOK_WEIGHT = 2;

    @Override
    public Venue venue() {
        return Coins.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new HyperliquidDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + "/info#{\"type\":\"meta\"}");
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> perpetuals = listed.stream()
                .filter(listing -> listing.instrument().isPerpetual())
                .toList();
        if (perpetuals.isEmpty()) {
            return List.of();
        }
        List<Subscription> connections = new ArrayList<>();
        connections.add(market(settings, perpetuals));
        for (Resolution resolution : Resolution.values()) {
            connections.add(books(settings, perpetuals, resolution));
        }
        return connections;
    }

    private Subscription market(VenueSettings settings, List<InstrumentListed> perpetuals) {
        List<String> greetings = new ArrayList<>();
        Map<MarketStream, List<String>> streams = new LinkedHashMap<>();
        for (InstrumentListed listing : perpetuals) {
            for (StreamKind kind : List.of(StreamKind.TRADES, StreamKind.QUOTES, StreamKind.MARKS)) {
                greetings.add(message("subscribe", word(kind), listing, ""));
                streams.put(new MarketStream(listing.instrument(), kind), again(word(kind), listing));
            }
        }
        return connection("market", settings, greetings, streams);
    }

    /** The coarse pages make no event by themselves, so their silence is noticed by the decoder. */
    private Subscription books(VenueSettings settings, List<InstrumentListed> perpetuals, Resolution resolution) {
        boolean isNative = resolution == Resolution.NATIVE;
        String digits = isNative ? "" : ",\"nSigFigs\":" + resolution.digits();
        List<String> greetings = new ArrayList<>();
        Map<MarketStream, List<String>> streams = new LinkedHashMap<>();
        for (InstrumentListed listing : perpetuals) {
            greetings.add(message("subscribe", HyperliquidBooks.STREAM, listing, digits));
            if (isNative) {
                streams.put(
                        new MarketStream(listing.instrument(), StreamKind.DEPTH),
                        again(HyperliquidBooks.STREAM, listing));
            }
        }
        return connection(resolution.connection(), settings, greetings, streams);
    }

    private static List<String> again(String type, InstrumentListed listing) {
        return List.of(message("unsubscribe", type, listing, ""), message("subscribe", type, listing, ""));
    }

    private static String message(String method, String type, InstrumentListed listing, String more) {
        return "{\"method\":\"" + method + "\",\"subscription\":{\"type\":\"" + type + "\",\"coin\":\""
                + listing.symbol() + '"' + more + "}}";
    }

    private static Subscription connection(
            String name, VenueSettings settings, List<String> greetings, Map<MarketStream, List<String>> streams) {
        return new Subscription(
                name, List.of(settings.wsUrl() + "/ws"), greetings, streams.keySet(), streams, LIFETIME);
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trades";
            case QUOTES -> "bbo";
            case MARKS -> CONTEXT;
            case DEPTH -> HyperliquidBooks.STREAM;
        };
    }

    /** 1,200 of weight a minute; no header tells how much is used. */
    @Override
    public RestLimits limits() {
        return new RestLimits(
                1_200,
                Duration.ofMinutes(1),
                url -> url.contains("\"l2Book\"") ? BOOK_WEIGHT : HyperliquidPast.weight(url),
                Optional.empty());
    }

    /** What was paid in the day before the instruments were listed, and since. */
    @Override
    public List<Poll> polls(VenueSettings settings, List<InstrumentListed> listed) {
        return listed.stream()
                .filter(listing -> listing.instrument().isPerpetual())
                .map(listing -> new Poll(history(settings, listing), FUNDING_POLL))
                .toList();
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        HyperliquidPast past = new HyperliquidPast(settings);
        return listed.stream()
                .filter(listing -> listing.instrument().isPerpetual())
                .flatMap(listing -> past.of(listing).stream())
                .toList();
    }

    /** 30 a minute from one address. */
    @Override
    public Pace connects() {
        return new Pace(30, Duration.ofMinutes(1));
    }

    /** 2,000 a minute from one address over all of its sockets; we have five, and twice as many while they are renewed. */
    @Override
    public Pace says() {
        return new Pace(3, Duration.ofSeconds(1));
    }

    private static String history(VenueSettings settings, InstrumentListed listing) {
        long hour = listing.receivedTime() / (HOUR_MILLIS * 1_000);
        return settings.restUrl() + "/info#{\"type\":\"fundingHistory\",\"coin\":\"" + listing.symbol()
                + "\",\"startTime\":" + (hour - HISTORY_HOURS) * HOUR_MILLIS + '}';
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer(
                        Trade.class,
                        "trades",
                        "of those missed only the last few, which each subscription begins with"),
                new Offer(
                        Candle.class,
                        "REST candleSnapshot",
                        "the last 5,000 of each interval; what takers bought is not told"),
                new Offer(Quote.class, "bbo", "where a capture has l2Book only, the top of it"),
                new Offer(
                        DepthProfile.class,
                        HyperliquidBooks.STREAM,
                        "20 levels of each side, native and of 5, 4 and 3 significant digits, one socket each; bands that"
                                + " the levels are too coarse for are left out"),
                Offer.of(MarkPrice.class, CONTEXT),
                new Offer(IndexPrice.class, CONTEXT, "oraclePx"),
                new Offer(
                        FundingRate.class,
                        CONTEXT + ", REST fundingHistory",
                        "predicted, of the running hour; settled with the interval since the payment before"),
                new Offer(OpenInterest.class, CONTEXT, "in the base currency; in dollars at the mark price"),
                Offer.of(InstrumentListed.class, "REST meta"),
                Offer.of(InstrumentDelisted.class, "REST meta"));
    }

    /** The venue closes a socket over which it had nothing to say for a minute. */
    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(new KeepAlive("{\"method\":\"ping\"}", Duration.ofSeconds(30)));
    }
}
