package io.basiswatch.collector.venue.okx;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * OKX: trades and quotes of the dollar pairs, the swaps and the dated futures, and what the venue says of derivatives.
 *
 * <p>Quotes come from {@code bbo-tbt}, where every push is the whole top of the book. Thin instruments and books have
 * connections of their own, so that their silences and losses cut nothing else.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#overview-websocket">WebSocket</a>
 */
@AutoService(VenueFeed.class)
public final class OkxFeed implements VenueFeed {
    private static final Set<String> QUOTES = Set.of("USDT", "USDC", "USD");

    /** Three connections a second from one address; one less, for what else it may open. */
    private static final Pace CONNECTS = new Pace(2, Duration.ofSeconds(1));

    /** Subscriptions and their ends over one connection. */
    private static final Pace SAYS = new Pace(480, Duration.ofHours(1));

    /** It closes a socket that was silent for 30 s; {@code ping} makes it say {@code pong}. */
    private static final KeepAlive PING = new KeepAlive("ping", Duration.ofSeconds(20));

    /** Each address has a limit of its own; this is the lowest of those that are asked, counted for all together. */
    private static final RestLimits LIMITS =
            new RestLimits(10, Duration.ofSeconds(2), OkxFeed::weight, Optional.empty());

    /** Some swaps pay each hour; a page holds what was paid since, and more. */
    private static final Duration PAYMENTS_EVERY = Duration.ofMinutes(5);

    private static final int PAYMENTS = 10;

    @Override
    public Venue venue() {
        return OkxInstruments.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new OkxDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        String address = settings.restUrl() + "/api/v5/public/instruments?instType=";
        return List.of(address + "SPOT", address + "SWAP", address + "FUTURES");
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(PING);
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trades";
            case QUOTES -> "bbo-tbt";
            case MARKS -> "mark-price";
            case DEPTH -> "books";
        };
    }

    @Override
    public RestLimits limits() {
        return LIMITS;
    }

    @Override
    public List<Poll> polls(VenueSettings settings, List<InstrumentListed> listed) {
        return listed.stream()
                .filter(one -> one.instrument().isPerpetual())
                .flatMap(one -> Stream.concat(
                        Stream.of(new Poll(
                                settings.restUrl() + "/api/v5/public/funding-rate-history?limit=" + PAYMENTS
                                        + "&instId=" + one.symbol(),
                                PAYMENTS_EVERY)),
                        OkxPositioning.polls(settings.restUrl(), one.symbol()).stream()))
                .toList();
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        return listed.stream()
                .filter(one -> isFollowed(one.instrument()))
                .flatMap(one -> OkxHistory.of(settings.restUrl(), one).stream())
                .toList();
    }

    /** Reference pairs and pairs of other currencies are not. */
    private static boolean isFollowed(Instrument instrument) {
        return !Stablecoins.isReference(instrument) && (!instrument.isSpot() || QUOTES.contains(instrument.quote()));
    }

    @Override
    public Pace connects() {
        return CONNECTS;
    }

    @Override
    public Pace says() {
        return SAYS;
    }

    /** Statistics may be asked half as often as the rest. */
    private static int weight(String url) {
        return url.contains(OkxPositioning.PATH) ? 2 : 1;
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer(
                        Trade.class,
                        "trades, REST history-trades",
                        "fills of one taker order at one price are one trade; missed ones come singly, by REST"),
                new Offer(Quote.class, "bbo-tbt", "also read from books5 and tickers where there is nothing faster"),
                new Offer(DepthProfile.class, "books", "the best 400 levels; absent beyond them"),
                Offer.of(MarkPrice.class, "mark-price"),
                Offer.of(IndexPrice.class, "index-tickers"),
                new Offer(
                        FundingRate.class,
                        "funding-rate, REST funding-rate-history",
                        "settled rates also by asking every " + PAYMENTS_EVERY.toMinutes() + " minutes"),
                new Offer(
                        OpenInterest.class,
                        "open-interest, REST open-interest-history",
                        "the past by day, " + OkxHistory.INTEREST_DAYS + " days back"),
                new Offer(
                        Candle.class,
                        "REST history-candles",
                        "minutes, hours and days; what takers bought is not told"),
                new Offer(
                        LongShortRatio.class,
                        "REST " + Channel.ACCOUNTS.word() + ", -top-trader, " + Channel.TOP_POSITIONS.word(),
                        "every " + OkxPositioning.EVERY.toMinutes() + " minutes, of swaps"),
                new Offer(
                        Liquidation.class,
                        "liquidation-orders",
                        "lower bound: one order per contract and second; minutes late at times"),
                Offer.of(InstrumentListed.class, "REST instruments"),
                Offer.of(InstrumentDelisted.class, "REST instruments"));
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        OkxConnection market = new OkxConnection("market");
        OkxConnection dated = new OkxConnection("dated");
        OkxConnection stablecoins = new OkxConnection("stablecoins");
        OkxConnection marks = new OkxConnection("marks");
        OkxConnection depth = new OkxConnection("depth");
        for (InstrumentListed one : listed) {
            Instrument instrument = one.instrument();
            if (Stablecoins.isReference(instrument)) {
                stablecoins.add("bbo-tbt", one.symbol(), instrument, StreamKind.QUOTES);
            } else if (isFollowed(instrument)) {
                OkxConnection prints = instrument.contract() instanceof Contract.Future ? dated : market;
                prints.add("bbo-tbt", one.symbol(), instrument, StreamKind.QUOTES);
                prints.add("trades", one.symbol(), instrument, StreamKind.TRADES);
                addMarks(one, marks);
                addDepth(one, depth);
            }
        }
        return List.of(market, dated, stablecoins, marks, depth).stream()
                .filter(connection -> !connection.isEmpty())
                .map(connection -> connection.subscription(settings))
                .toList();
    }

    /** A dated future may not move for minutes; nobody waits for its book. */
    private static void addDepth(InstrumentListed listed, OkxConnection depth) {
        Instrument instrument = listed.instrument();
        if (instrument.contract() instanceof Contract.Future || !QUOTES.contains(instrument.quote())) {
            depth.watch("books", listed.symbol());
        } else {
            depth.add("books", listed.symbol(), instrument, StreamKind.DEPTH);
        }
    }

    private static void addMarks(InstrumentListed listed, OkxConnection marks) {
        Instrument instrument = listed.instrument();
        if (instrument.isSpot()) {
            return;
        }
        Instrument index = Instrument.of(instrument.venue(), instrument.base(), instrument.quote(), Contract.INDEX);
        marks.add("mark-price", listed.symbol(), instrument, StreamKind.MARKS);
        marks.add("index-tickers", instrument.base() + '-' + instrument.quote(), index, StreamKind.MARKS);
        marks.watch("open-interest", listed.symbol());
        if (instrument.isPerpetual()) {
            marks.add("funding-rate", listed.symbol(), instrument, StreamKind.MARKS);
        }
        marks.watchAll("liquidation-orders", instrument.isPerpetual() ? "SWAP" : "FUTURES");
    }
}
