package io.basiswatch.collector.venue.bitstamp;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Candle;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The feed of Bitstamp: trades and best prices of the dollar pairs, the best prices of the stablecoins, and on a socket of
 * its own, so that a loss there costs nothing else, the changes of whole books.
 *
 * <p>{@code order_book} has a hundred levels of each side: on 5 January 2022 they reached 3.6 % from mid on ETH-USD, a
 * quiet and coarse book; on a dense one they end long before 2 %. So depth comes from {@code diff_order_book}.
 */
@AutoService(VenueFeed.class)
public final class BitstampFeed implements VenueFeed {
    private static final Set<String> DOLLARS = Set.of("USD", "USDT", "USDC");

    /** The venue closes after 90 days. */
    private static final Duration LIFETIME = Duration.ofDays(89);

    /** Twice in the minute that an answer holds. */
    private static final Duration TRADES_POLL = Duration.ofSeconds(30);

    /** A change that the venue never sent shows nowhere; a new socket begins with a new book. */
    private static final Duration DEPTH_LIFETIME = Duration.ofHours(1);

    @Override
    public Venue venue() {
        return BitstampPairs.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new BitstampDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + "/api/v2/trading-pairs-info/");
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> dollars = listed.stream()
                .filter(listing -> DOLLARS.contains(listing.instrument().quote()))
                .toList();
        if (dollars.isEmpty()) {
            return List.of();
        }
        return List.of(
                connection("market", settings, dollars, List.of(StreamKind.QUOTES, StreamKind.TRADES), LIFETIME),
                connection("depth", settings, dollars, List.of(StreamKind.DEPTH), DEPTH_LIFETIME));
    }

    /** Changes of books have no number, so what is lost between two subscriptions to them shows only in a new socket. */
    private Subscription connection(
            String name,
            VenueSettings settings,
            List<InstrumentListed> listed,
            List<StreamKind> kinds,
            Duration lifetime) {
        List<String> greetings = new ArrayList<>();
        Set<MarketStream> streams = new LinkedHashSet<>();
        Map<MarketStream, List<String>> again = new HashMap<>();
        for (InstrumentListed listing : listed) {
            Instrument instrument = listing.instrument();
            for (StreamKind kind : kinds) {
                if (kind == StreamKind.TRADES && Stablecoins.isReference(instrument)) {
                    continue;
                }
                MarketStream stream = new MarketStream(instrument, kind);
                streams.add(stream);
                greetings.add(message("subscribe", kind, listing));
                if (kind != StreamKind.DEPTH) {
                    again.put(
                            stream,
                            List.of(message("unsubscribe", kind, listing), message("subscribe", kind, listing)));
                }
            }
        }
        return new Subscription(name, List.of(settings.wsUrl()), greetings, streams, again, lifetime);
    }

    private String message(String what, StreamKind kind, InstrumentListed listing) {
        return "{\"event\":\"bts:" + what + "\",\"data\":{\"channel\":\"" + word(kind) + '_' + listing.symbol()
                + "\"}}";
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "live_trades";
            case QUOTES -> "order_book";
            case MARKS -> "mark";
            case DEPTH -> BitstampBooks.STREAM;
        };
    }

    /** 400 a second and 10,000 in ten minutes, each request alike; no header tells what is left. */
    @Override
    public RestLimits limits() {
        return RestLimits.requests(10_000, Duration.ofMinutes(10));
    }

    /** The ids of a pair's trades have holes, so whether its stream has left one out shows only here. */
    @Override
    public List<Poll> polls(VenueSettings settings, List<InstrumentListed> listed) {
        return listed.stream()
                .filter(listing -> DOLLARS.contains(listing.instrument().quote()))
                .filter(listing -> !Stablecoins.isReference(listing.instrument()))
                .map(listing -> new Poll(
                        settings.restUrl() + "/api/v2/transactions/" + listing.symbol() + "/?time=minute", TRADES_POLL))
                .toList();
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        BitstampPast past = new BitstampPast(settings);
        return listed.stream()
                .filter(listing -> DOLLARS.contains(listing.instrument().quote()))
                .flatMap(listing -> past.of(listing).stream())
                .toList();
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer(
                        Trade.class,
                        "live_trades, REST transactions",
                        "held against REST twice a minute; those missed, up to a day before, have times of whole"
                                + " seconds"),
                new Offer(Candle.class, "REST ohlc", "what takers bought is not told"),
                new Offer(
                        Quote.class,
                        "order_book",
                        "where a capture has diff_order_book only, the top of the book assembled from it"),
                new Offer(
                        DepthProfile.class,
                        "diff_order_book, REST order_book",
                        "the whole book; changes have a time and no number, so a change that was never sent shows only"
                                + " by a book that stays crossed, and the socket is renewed each hour"),
                Offer.of(InstrumentListed.class, "REST trading-pairs-info"),
                Offer.of(InstrumentDelisted.class, "REST trading-pairs-info"));
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(new KeepAlive("{\"event\":\"bts:heartbeat\"}", Duration.ofSeconds(30)));
    }
}
