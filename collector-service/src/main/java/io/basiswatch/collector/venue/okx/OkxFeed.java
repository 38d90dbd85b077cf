package io.basiswatch.collector.venue.okx;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
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
import java.util.LinkedHashSet;
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
    private static final int CHANNELS_PER_FRAME = 50;

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

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

    /** Statistics may be asked half as often as the rest. */
    private static int weight(String url) {
        return url.contains(OkxPositioning.PATH) ? 2 : 1;
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer(Trade.class, "trades", "fills of one taker order at one price are one trade"),
                new Offer(Quote.class, "bbo-tbt", "also read from books5 and tickers where there is nothing faster"),
                new Offer(DepthProfile.class, "books", "the best 400 levels; absent beyond them"),
                Offer.of(MarkPrice.class, "mark-price"),
                Offer.of(IndexPrice.class, "index-tickers"),
                new Offer(
                        FundingRate.class,
                        "funding-rate, REST funding-rate-history",
                        "settled rates also by asking every " + PAYMENTS_EVERY.toMinutes() + " minutes"),
                Offer.of(OpenInterest.class, "open-interest"),
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
        Connection market = new Connection("market");
        Connection dated = new Connection("dated");
        Connection stablecoins = new Connection("stablecoins");
        Connection marks = new Connection("marks");
        Connection depth = new Connection("depth");
        for (InstrumentListed one : listed) {
            Instrument instrument = one.instrument();
            if (Stablecoins.isReference(instrument)) {
                stablecoins.add("bbo-tbt", one.symbol(), instrument, StreamKind.QUOTES);
            } else if (!instrument.isSpot() || QUOTES.contains(instrument.quote())) {
                Connection prints = instrument.contract() instanceof Contract.Future ? dated : market;
                prints.add("bbo-tbt", one.symbol(), instrument, StreamKind.QUOTES);
                prints.add("trades", one.symbol(), instrument, StreamKind.TRADES);
                addMarks(one, marks);
                addDepth(one, depth);
            }
        }
        return List.of(market, dated, stablecoins, marks, depth).stream()
                .filter(connection -> !connection.channels.isEmpty())
                .map(connection -> connection.subscription(settings))
                .toList();
    }

    /** A dated future may not move for minutes; nobody waits for its book. */
    private static void addDepth(InstrumentListed listed, Connection depth) {
        Instrument instrument = listed.instrument();
        if (instrument.contract() instanceof Contract.Future || !QUOTES.contains(instrument.quote())) {
            depth.watch("books", listed.symbol());
        } else {
            depth.add("books", listed.symbol(), instrument, StreamKind.DEPTH);
        }
    }

    private static void addMarks(InstrumentListed listed, Connection marks) {
        Instrument instrument = listed.instrument();
        if (instrument.isSpot()) {
            return;
        }
        Instrument index = Instrument.of(instrument.venue(), instrument.base(), instrument.quote(), Contract.INDEX);
        marks.add("mark-price", listed.symbol(), instrument, StreamKind.MARKS);
        marks.add("index-tickers", instrument.base() + '-' + instrument.quote(), index, StreamKind.MARKS);
        marks.watch("open-interest", listed.symbol());
        if (instrument.isPerpetual()) {
            marks.watch("funding-rate", listed.symbol());
        }
        marks.channels.add("{\"channel\":\"liquidation-orders\",\"instType\":\""
                + (instrument.isPerpetual() ? "SWAP" : "FUTURES") + "\"}");
    }

    /** One socket in the making. */
    private static final class Connection {
        private final String name;
        private final Set<String> channels = new LinkedHashSet<>();
        private final Set<MarketStream> streams = new LinkedHashSet<>();

        Connection(String name) {
            this.name = name;
        }

        void add(String channel, String symbol, Instrument instrument, StreamKind kind) {
            watch(channel, symbol);
            streams.add(new MarketStream(instrument, kind));
        }

        /** A channel that may well be silent. */
        void watch(String channel, String symbol) {
            channels.add("{\"channel\":\"" + channel + "\",\"instId\":\"" + symbol + "\"}");
        }

        Subscription subscription(VenueSettings settings) {
            List<String> all = List.copyOf(channels);
            List<String> greetings = new ArrayList<>();
            for (int from = 0; from < all.size(); from += CHANNELS_PER_FRAME) {
                List<String> part = all.subList(from, Math.min(from + CHANNELS_PER_FRAME, all.size()));
                greetings.add("{\"op\":\"subscribe\",\"args\":[" + String.join(",", part) + "]}");
            }
            String address = settings.wsUrl() + settings.option("public-path", "/ws/v5/public");
            return new Subscription(name, List.of(address), greetings, streams, LIFETIME);
        }
    }
}
