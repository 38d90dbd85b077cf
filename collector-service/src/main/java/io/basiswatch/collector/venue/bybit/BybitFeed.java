package io.basiswatch.collector.venue.bybit;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
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
import io.basiswatch.model.Instrument;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Bybit: trades and quotes of the dollar pairs and of all contracts, tickers and liquidations of contracts.
 *
 * <p>Quotes come from the order book of depth 1. Each category has an address and so connections of its own; thin
 * instruments and deep books have further ones, so that their silences and losses cut nothing else.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>
 */
@AutoService(VenueFeed.class)
public final class BybitFeed implements VenueFeed {
    private static final Set<String> QUOTES = Set.of("USDT", "USDC", "USD");

    private static final KeepAlive PING = new KeepAlive("{\"op\":\"ping\"}", Duration.ofSeconds(20));

    private static final RestLimits LIMITS = RestLimits.requests(600, Duration.ofSeconds(5));

    /** 500 connections in 5 minutes from one address; some are left for others. */
    private static final Pace CONNECTS = new Pace(400, Duration.ofMinutes(5));

    /** Some contracts pay each hour; a page holds what was paid since, and more. */
    private static final Duration PAYMENTS_EVERY = Duration.ofMinutes(5);

    private static final int PAYMENTS = 10;

    /** Trades of a busy contract fill an answer in half a minute. */
    private static final Duration TRADES_EVERY = Duration.ofSeconds(15);

    /** The shortest period for which the venue counts accounts. */
    private static final Duration ACCOUNTS_EVERY = Duration.ofMinutes(5);

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
            case DEPTH -> BybitConnection.DEPTH;
        };
    }

    @Override
    public RestLimits limits() {
        return LIMITS;
    }

    @Override
    public List<Poll> polls(VenueSettings settings, List<InstrumentListed> listed) {
        List<Poll> polls = new ArrayList<>();
        for (InstrumentListed one : listed) {
            if (one.instrument().isPerpetual()) {
                polls.add(poll(settings, one, "/v5/market/funding/history?limit=" + PAYMENTS, PAYMENTS_EVERY));
                polls.add(poll(settings, one, "/v5/market/account-ratio?period=5min&limit=1", ACCOUNTS_EVERY));
            }
        }
        // The stream's trades have no number that counts up: what it leaves out shows in no other way.
        for (InstrumentListed one : listed) {
            if (isFollowed(one.instrument()) && !Stablecoins.isReference(one.instrument())) {
                int rows = one.instrument().isSpot() ? BybitHistory.SPOT_TRADES : BybitHistory.TRADES;
                polls.add(poll(settings, one, "/v5/market/recent-trade?limit=" + rows, TRADES_EVERY));
            }
        }
        return polls;
    }

    private static Poll poll(VenueSettings settings, InstrumentListed of, String question, Duration every) {
        return new Poll(
                settings.restUrl() + question + "&category="
                        + category(of.instrument()).code() + "&symbol=" + of.symbol(),
                every);
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        return listed.stream()
                .filter(one -> isFollowed(one.instrument()) && !Stablecoins.isReference(one.instrument()))
                .flatMap(one -> BybitHistory.of(settings.restUrl(), category(one.instrument()), one).stream())
                .toList();
    }

    /** Pairs of other currencies are not. */
    private static boolean isFollowed(Instrument instrument) {
        return !instrument.isSpot() || QUOTES.contains(instrument.quote());
    }

    @Override
    public Pace connects() {
        return CONNECTS;
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer(
                        Trade.class,
                        "publicTrade, REST recent-trade",
                        "without block trades; missed ones as far back as the newest " + BybitHistory.TRADES + " ("
                                + BybitHistory.SPOT_TRADES + " of spot) go"),
                new Offer(Quote.class, "orderbook.1", "also read from the tickers of contracts where there is none"),
                new Offer(DepthProfile.class, BybitConnection.DEPTH, "the best 1000 levels; absent beyond them"),
                Offer.of(MarkPrice.class, "tickers"),
                Offer.of(IndexPrice.class, "tickers"),
                new Offer(
                        FundingRate.class,
                        "tickers, REST funding/history",
                        "settled rates by asking every " + PAYMENTS_EVERY.toMinutes() + " minutes"),
                new Offer(
                        OpenInterest.class,
                        "tickers, REST open-interest",
                        "one side; the venue's classic figure counts both; the past by hour, at the hour's close"),
                new Offer(Candle.class, "REST kline", "minutes, hours and days; what takers bought is not told"),
                new Offer(
                        LongShortRatio.class,
                        "REST account-ratio",
                        "all accounts, every " + ACCOUNTS_EVERY.toMinutes() + " minutes, of perpetuals"),
                new Offer(Liquidation.class, "allLiquidation", "complete; the price is that of bankruptcy"),
                Offer.of(InstrumentListed.class, "REST instruments-info"),
                Offer.of(InstrumentDelisted.class, "REST instruments-info"));
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        Map<String, BybitConnection> connections = new LinkedHashMap<>();
        for (InstrumentListed one : listed) {
            Instrument instrument = one.instrument();
            if (!isFollowed(instrument)) {
                continue;
            }
            Category category = category(instrument);
            connections
                    .computeIfAbsent(name(instrument, category), name -> new BybitConnection(name, category))
                    .add(one);
            if (!Stablecoins.isReference(instrument)) {
                connections
                        .computeIfAbsent(category.code() + "-depth", name -> new BybitConnection(name, category))
                        .addDepth(one);
            }
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
}
