package io.basiswatch.collector.venue.krakenfutures;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The feed of Kraken Futures: trades and tickers of every contract of the wanted assets over one socket, their books over
 * another one, because a book that lost its step must not take the trades with it.
 *
 * <p>The {@code heartbeat} feed is asked for too: it keeps a quiet socket open. Books and quotes are watched for silence
 * for the linear perpetuals only; the inverse and the dated ones may be still for long.
 */
@AutoService(VenueFeed.class)
public final class KrakenFuturesFeed implements VenueFeed {
    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    /** Rates are paid by the hour, and each answer holds those of a year. */
    private static final Duration HISTORY_EVERY = Duration.ofMinutes(30);

    private static final String HEARTBEAT = "{\"event\":\"subscribe\",\"feed\":\"heartbeat\"}";

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

    /** Public addresses cost nothing by the venue's own account; this is what its clients keep to. */
    @Override
    public RestLimits limits() {
        return RestLimits.requests(50, Duration.ofSeconds(10));
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        if (listed.isEmpty()) {
            return List.of();
        }
        return List.of(
                socket("market", settings, listed, List.of(StreamKind.TRADES, StreamKind.MARKS)),
                socket("depth", settings, listed, List.of(StreamKind.QUOTES, StreamKind.DEPTH)));
    }

    private Subscription socket(
            String name, VenueSettings settings, List<InstrumentListed> listed, List<StreamKind> kinds) {
        String products = listed.stream()
                .map(listing -> '"' + listing.symbol() + '"')
                .sorted()
                .collect(Collectors.joining(","));
        List<String> greetings = new ArrayList<>(List.of(HEARTBEAT));
        kinds.stream()
                .map(this::word)
                .distinct()
                .forEach(feed -> greetings.add(
                        "{\"event\":\"subscribe\",\"feed\":\"" + feed + "\",\"product_ids\":[" + products + "]}"));
        Set<MarketStream> streams = new LinkedHashSet<>();
        Map<MarketStream, List<String>> again = new LinkedHashMap<>();
        for (StreamKind kind : kinds) {
            for (InstrumentListed one : listed) {
                MarketStream stream = new MarketStream(one.instrument(), kind);
                again.put(stream, again(word(kind), one.symbol()));
                if (isWatched(one.instrument(), kind)) {
                    streams.add(stream);
                }
            }
        }
        return new Subscription(name, List.of(settings.wsUrl() + "/ws/v1"), greetings, streams, again, LIFETIME);
    }

    /** What begins one feed of one product anew. */
    static List<String> again(String feed, String product) {
        String rest = ",\"feed\":\"" + feed + "\",\"product_ids\":[\"" + product + "\"]}";
        return List.of("{\"event\":\"unsubscribe\"" + rest, "{\"event\":\"subscribe\"" + rest);
    }

    /** A hundred sockets at once and as many requests a second by the venue's own words. */
    @Override
    public Pace connects() {
        return new Pace(30, Duration.ofMinutes(1));
    }

    @Override
    public Pace says() {
        return new Pace(50, Duration.ofSeconds(1));
    }

    private static boolean isWatched(Instrument instrument, StreamKind kind) {
        boolean ticks = kind == StreamKind.MARKS;
        return ticks || instrument.isPerpetual() && !instrument.isInverse();
    }

    @Override
    public List<Poll> polls(VenueSettings settings, List<InstrumentListed> listed) {
        return listed.stream()
                .filter(listing -> listing.instrument().isPerpetual())
                .map(listing ->
                        new Poll(settings.restUrl() + KrakenFuturesPast.RATES + listing.symbol(), HISTORY_EVERY))
                .toList();
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        return new KrakenFuturesPast(settings.restUrl()).of(listed);
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer(
                        Trade.class,
                        "trade, trade_snapshot, REST history",
                        "fills and liquidations; blocks met no book; a week afterwards"),
                new Offer(
                        Candle.class, "REST charts", "of linear contracts: of inverse ones no volume in coins is told"),
                new Offer(Quote.class, "book", "its top; ticker where no book is followed"),
                new Offer(DepthProfile.class, "book_snapshot, book", "the whole book, numbered per product"),
                Offer.of(MarkPrice.class, "ticker"),
                Offer.of(IndexPrice.class, "ticker"),
                new Offer(
                        FundingRate.class,
                        "ticker, REST historicalfundingrates",
                        "relative rates, per hour; paid and predicted; a year afterwards"),
                new Offer(
                        OpenInterest.class,
                        "ticker",
                        "PF_ and FF_ in coins, PI_ and FI_ in dollars; of the past without a price, so not used"),
                new Offer(
                        Liquidation.class,
                        "trade",
                        "a lower bound: assignments and terminations do not say which side died"),
                Offer.of(InstrumentListed.class, "REST instruments"),
                Offer.of(InstrumentDelisted.class, "REST instruments"));
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
