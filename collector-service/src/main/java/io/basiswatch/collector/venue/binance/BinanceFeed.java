package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Pace;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Contract;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the three markets of Binance have in common: streams are named in the address, and nothing need be sent. */
abstract sealed class BinanceFeed implements VenueFeed permits BinanceSpotFeed, BinanceUsdmFeed, BinanceCoinmFeed {
    /** The venue closes after 24 hours. */
    private static final Duration LIFETIME = Duration.ofHours(23);

    /** A connection may carry 1024 streams; fewer keep the address short. */
    private static final int STREAMS_PER_CONNECTION = 150;

    /** The venue's words for the streams that are read. */
    static final String QUOTES = "bookTicker";

    static final String TRADES = "trade";
    static final String DEPTH = "depth";
    static final String MARKS = "markPrice";
    static final String LIQUIDATIONS = "forceOrder";

    private static final Duration OPEN_INTEREST_EVERY = Duration.ofSeconds(15);
    private static final Duration FUNDING_EVERY = Duration.ofMinutes(5);

    private final Market market;

    BinanceFeed(Market market) {
        this.market = market;
    }

    @Override
    public final Venue venue() {
        return market.venue();
    }

    @Override
    public final Decoder decoder(Predicate<String> assets) {
        return new BinanceDecoder(market, assets);
    }

    @Override
    public final List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + market.metadataPath());
    }

    @Override
    public final String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> TRADES;
            case QUOTES -> QUOTES;
            case MARKS -> MARKS;
            case DEPTH -> DEPTH;
        };
    }

    @Override
    public final RestLimits limits() {
        return Limits.of(market);
    }

    /** Open interest, paid funding and the traders' positions are streamed nowhere. */
    @Override
    public final List<Poll> polls(VenueSettings settings, List<InstrumentListed> listed) {
        List<Poll> polls = new ArrayList<>();
        for (InstrumentListed one : listed) {
            if (!one.instrument().isSpot()) {
                polls.add(new Poll(settings.restUrl() + market.openInterestPath(one.symbol()), OPEN_INTEREST_EVERY));
            }
            if (one.instrument().isPerpetual()) {
                polls.add(new Poll(settings.restUrl() + market.fundingPath(one.symbol()), FUNDING_EVERY));
            }
            if (one.instrument().isPerpetual() && market == Market.USDM) {
                polls.addAll(Positioning.polls(settings.restUrl(), one.symbol()));
            }
        }
        return polls;
    }

    @Override
    public final List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        BinancePast past = new BinancePast(market, settings.restUrl());
        return listed.stream()
                .filter(one -> !Stablecoins.isReference(one.instrument()))
                .flatMap(one -> past.of(one).stream())
                .toList();
    }

    /** 300 in five minutes; some are left for others behind the same address. */
    @Override
    public final Pace connects() {
        return new Pace(200, Duration.ofMinutes(5));
    }

    /** 5 in a second on the spot market and 10 on the others, and our answers to pings count. */
    @Override
    public final Pace says() {
        return new Pace(market == Market.SPOT ? 4 : 8, Duration.ofSeconds(1));
    }

    @Override
    public final List<Offer> offers() {
        String rest = "REST " + market.restPath();
        List<Offer> offers = new ArrayList<>(List.of(
                Offer.of(Trade.class, TRADES),
                Offer.of(Quote.class, QUOTES),
                new Offer(
                        DepthProfile.class,
                        DEPTH + "@100ms, " + rest + "/depth",
                        "as far as a snapshot of " + market.deepest() + " levels of each side reaches"),
                new Offer(
                        Candle.class,
                        rest + "/klines",
                        "of minutes, hours and days that are over; kline is not subscribed to"),
                new Offer(
                        InstrumentListed.class,
                        rest + "/exchangeInfo",
                        market == Market.SPOT ? "" : "effective from onboardDate"),
                Offer.of(InstrumentDelisted.class, rest + "/exchangeInfo")));
        if (market != Market.SPOT) {
            offers.addAll(List.of(
                    Offer.of(MarkPrice.class, MARKS + "@1s"),
                    Offer.of(IndexPrice.class, market == Market.COINM ? "indexPrice@1s" : MARKS + "@1s"),
                    new Offer(
                            FundingRate.class,
                            MARKS + "@1s, " + rest + "/fundingRate",
                            "predicted each second, settled every " + FUNDING_EVERY.toMinutes() + " minutes"),
                    new Offer(
                            OpenInterest.class,
                            rest + "/openInterest, REST /futures/data/openInterestHist",
                            "every " + OPEN_INTEREST_EVERY.toSeconds()
                                    + " seconds, valued at the mark price; of perpetuals hourly, 30 days back"),
                    new Offer(Liquidation.class, LIQUIDATIONS, "a lower bound: one order per symbol and second")));
        }
        if (market == Market.USDM) {
            offers.add(new Offer(
                    LongShortRatio.class,
                    "REST " + Positioning.PATH + "globalLongShortAccountRatio, topLongShortAccountRatio,"
                            + " topLongShortPositionRatio",
                    "every " + Positioning.EVERY.toMinutes() + " minutes, of perpetuals"));
        }
        return List.copyOf(offers);
    }

    static boolean isDated(InstrumentListed listed) {
        return listed.instrument().contract() instanceof Contract.Future;
    }

    /** Connections for {@code streams}, which can all be had at any one of {@code paths} below the venue's address. */
    static List<Subscription> connections(
            String name, VenueSettings settings, List<String> paths, List<Named> streams) {
        List<Named> distinct = List.copyOf(new LinkedHashSet<>(streams));
        List<Subscription> made = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += STREAMS_PER_CONNECTION) {
            List<Named> part = distinct.subList(from, Math.min(from + STREAMS_PER_CONNECTION, distinct.size()));
            String names = String.join("/", part.stream().map(Named::name).toList());
            made.add(new Subscription(
                    made.isEmpty() ? name : name + '-' + (made.size() + 1),
                    paths.stream()
                            .map(path -> settings.wsUrl() + path + "/stream?streams=" + names)
                            .toList(),
                    List.of(),
                    part.stream().flatMap(one -> one.watched().stream()).collect(Collectors.toSet()),
                    again(part),
                    LIFETIME));
        }
        return made;
    }

    /** An unsubscription and a subscription, for each stream that is watched. */
    private static Map<MarketStream, List<String>> again(List<Named> streams) {
        Map<MarketStream, List<String>> again = new HashMap<>();
        streams.forEach(one -> one.watched()
                .ifPresent(stream -> again.put(stream, List.of(say("UNSUBSCRIBE", one, 1), say("SUBSCRIBE", one, 2)))));
        return again;
    }

    private static String say(String method, Named stream, int id) {
        return "{\"method\":\"" + method + "\",\"params\":[\"" + stream.name() + "\"],\"id\":" + id + "}";
    }

    @SafeVarargs
    static List<Named> each(List<InstrumentListed> listed, Function<InstrumentListed, Named>... streams) {
        List<Named> named = new ArrayList<>();
        for (InstrumentListed one : listed) {
            for (Function<InstrumentListed, Named> stream : streams) {
                named.add(stream.apply(one));
            }
        }
        return named;
    }
}
