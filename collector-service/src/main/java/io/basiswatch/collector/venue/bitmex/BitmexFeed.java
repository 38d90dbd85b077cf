package io.basiswatch.collector.venue.bitmex;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
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
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * BitMEX: trades, quotes, books, funding and liquidations of all contracts and dollar pairs, and the instrument table.
 *
 * @see <a href="https://www.bitmex.com/app/wsAPI">WebSocket API</a>
 */
@AutoService(VenueFeed.class)
public final class BitmexFeed implements VenueFeed {
    private static final Set<String> QUOTES = Set.of("USDT", "USDC", "USD");
    private static final int TOPICS_PER_REQUEST = 20;
    private static final String BOOK = "orderBookL2:";

    /** For those without an account. */
    private static final int REQUESTS_PER_MINUTE = 30;

    private static final Duration PAYMENTS_EVERY = Duration.ofHours(1);

    /** Half of the time for which {@link QuantoSizes} hold. */
    private static final Duration RATES_EVERY = Duration.ofMinutes(5);

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    /** As text; {@code pong} comes back. */
    private static final KeepAlive PING = new KeepAlive("ping", Duration.ofSeconds(5));

    @Override
    public Venue venue() {
        return BitmexInstruments.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new BitmexDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + "/api/v1/instrument/active");
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(PING);
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trade";
            case QUOTES -> "quote";
            case MARKS -> "instrument";
            case DEPTH -> "orderBookL2";
        };
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        Connection perpetuals = new Connection("market");
        Connection thin = new Connection("thin");
        Connection books = new Connection("books");
        Connection thinBooks = new Connection("thin-books");
        for (InstrumentListed one : listed) {
            Instrument instrument = one.instrument();
            boolean isDollar = QUOTES.contains(instrument.quote());
            if (!isFollowed(one)) {
                continue;
            }
            (instrument.isPerpetual() ? perpetuals : thin).add(one);
            if (BitmexInstruments.isQuanto(instrument) || Stablecoins.isReference(instrument)) {
                continue;
            }
            if (instrument.isPerpetual() && isDollar) {
                books.add(BOOK, one, StreamKind.DEPTH);
            } else {
                thinBooks.addUnwatched(BOOK, one, StreamKind.DEPTH);
            }
        }
        return List.of(perpetuals, thin, books, thinBooks).stream()
                .filter(connection -> !connection.topics.isEmpty())
                .map(connection -> connection.subscription(settings))
                .toList();
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        return new BitmexPast(settings.restUrl())
                .of(listed.stream().filter(BitmexFeed::isFollowed).toList());
    }

    private static boolean isFollowed(InstrumentListed one) {
        Instrument instrument = one.instrument();
        return instrument.isPerpetual()
                || instrument.contract() instanceof Contract.Future
                || QUOTES.contains(instrument.quote())
                || Stablecoins.isReference(instrument);
    }

    /** Sixty in an hour and address; a quarter is left for somebody else. */
    @Override
    public Pace connects() {
        return new Pace(45, Duration.ofHours(1));
    }

    /**
     * Payments that a socket missed, and the rate that a quanto contract's size follows: the stream tells it when it
     * changes, and a quiet one must not look like an old one.
     */
    @Override
    public List<Poll> polls(VenueSettings settings, List<InstrumentListed> listed) {
        List<Poll> polls = new ArrayList<>();
        for (InstrumentListed one : listed) {
            if (one.instrument().isPerpetual()) {
                polls.add(new Poll(
                        settings.restUrl() + "/api/v1/funding?symbol=" + one.symbol() + "&count=100&reverse=true",
                        PAYMENTS_EVERY));
            }
            if (BitmexInstruments.isQuanto(one.instrument())) {
                polls.add(new Poll(settings.restUrl() + "/api/v1/instrument?symbol=" + one.symbol(), RATES_EVERY));
            }
        }
        return polls;
    }

    @Override
    public RestLimits limits() {
        return new RestLimits(
                REQUESTS_PER_MINUTE,
                Duration.ofMinutes(1),
                address -> 1,
                Optional.of(new RestLimits.Header("x-ratelimit-remaining", true)));
    }

    @Override
    public List<Offer> offers() {
        String listings = "instrument:{symbol}, REST instrument/active";
        return List.of(
                new Offer(
                        Trade.class,
                        "trade:{symbol}, REST trade",
                        "homeNotional and foreignNotional as told; afterwards, too"),
                new Offer(
                        Candle.class,
                        "REST trade/bucketed",
                        "in both currencies, without the takers' part; told by the time of their close"),
                Offer.of(Quote.class, "quote:{symbol}"),
                new Offer(DepthProfile.class, "orderBookL2:{symbol}", "every level, unnumbered; none of quantos"),
                new Offer(MarkPrice.class, "instrument:{symbol}", "of dated contracts the venue's fair price"),
                new Offer(IndexPrice.class, "instrument:{symbol}", "indicativeSettlePrice of perpetuals"),
                new Offer(
                        FundingRate.class,
                        "instrument:{symbol}, funding:{symbol}, REST funding",
                        "running and paid, since the contract began; the interval as told, measured where it is not"),
                new Offer(
                        OpenInterest.class,
                        "instrument:{symbol}",
                        "contracts, one-sided; of quantos while the rate is known; no history"),
                new Offer(Liquidation.class, "liquidation:{symbol}", "each forced order as it enters the book"),
                new Offer(InstrumentListed.class, listings, "since listing; quantos since receipt"),
                new Offer(InstrumentDelisted.class, listings, "a state other than Open"));
    }

    /** One socket in the making; spot and dated contracts are thin, and their silences should not cut the perpetuals. */
    private static final class Connection {
        private final String name;
        private final Set<String> topics = new LinkedHashSet<>();
        private final Set<MarketStream> streams = new LinkedHashSet<>();
        private final Map<MarketStream, List<String>> again = new LinkedHashMap<>();

        Connection(String name) {
            this.name = name;
        }

        void add(InstrumentListed listed) {
            add("quote:", listed, StreamKind.QUOTES);
            add("trade:", listed, StreamKind.TRADES);
            if (!listed.instrument().isSpot()) {
                add("instrument:", listed, StreamKind.MARKS);
                topics.add("liquidation:" + listed.symbol());
            }
            if (listed.instrument().isPerpetual()) {
                topics.add("funding:" + listed.symbol());
            }
        }

        private void add(String table, InstrumentListed listed, StreamKind kind) {
            addUnwatched(table, listed, kind);
            streams.add(new MarketStream(listed.instrument(), kind));
        }

        private void addUnwatched(String table, InstrumentListed listed, StreamKind kind) {
            String topic = table + listed.symbol();
            topics.add(topic);
            again.put(new MarketStream(listed.instrument(), kind), LevelBook.again(topic));
        }

        Subscription subscription(VenueSettings settings) {
            List<String> quoted =
                    topics.stream().map(topic -> '"' + topic + '"').toList();
            List<String> greetings = new ArrayList<>();
            for (int from = 0; from < quoted.size(); from += TOPICS_PER_REQUEST) {
                List<String> part = quoted.subList(from, Math.min(from + TOPICS_PER_REQUEST, quoted.size()));
                greetings.add("{\"op\":\"subscribe\",\"args\":[" + String.join(",", part) + "]}");
            }
            return new Subscription(name, List.of(settings.wsUrl() + "/realtime"), greetings, streams, again, LIFETIME);
        }
    }
}
