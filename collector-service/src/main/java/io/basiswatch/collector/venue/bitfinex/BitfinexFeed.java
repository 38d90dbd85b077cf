package io.basiswatch.collector.venue.bitfinex;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The feed of Bitfinex: trades and the best 250 levels of the dollar pairs and the perpetuals, the perpetuals' status and
 * all liquidations. A socket takes 25 channels, so there may be several; one message that is missing costs all books of a
 * socket, so books have their own.
 */
@AutoService(VenueFeed.class)
public final class BitfinexFeed implements VenueFeed {
    private static final Set<String> DOLLARS = Set.of("USD", "USDT", "USDC");
    private static final int CHANNELS_PER_CONNECTION = 25;

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    private static final String CONFIGURE =
            "{\"event\":\"conf\",\"flags\":" + (Connection.SEQUENCE + Connection.TIMESTAMP) + '}';
    private static final String LIQUIDATIONS =
            "{\"event\":\"subscribe\",\"channel\":\"status\",\"key\":\"liq:global\"}";

    private static final String STATUS = "status deriv";
    private static final String LISTS = "REST conf/pub:list:pair";

    /** As many levels of each side as the venue tells. */
    private static final int BOOK_LENGTH = 250;

    /** One channel of one instrument: what to say for it, and what it brings. */
    private record Wish(String greeting, List<MarketStream> streams) {}

    @Override
    public Venue venue() {
        return BitfinexSymbols.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new BitfinexDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(
                settings.restUrl() + "/v2/conf/pub:map:currency:sym,pub:list:pair:exchange,pub:list:pair:futures");
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> dollars = listed.stream()
                .filter(listing -> DOLLARS.contains(listing.instrument().quote()))
                .toList();
        List<Subscription> connections = new ArrayList<>();
        connect("market", CHANNELS_PER_CONNECTION - 1, settings, dollars, BitfinexFeed::market, connections);
        connect("book", CHANNELS_PER_CONNECTION, settings, dollars, BitfinexFeed::book, connections);
        return connections;
    }

    private static void connect(
            String name,
            int size,
            VenueSettings settings,
            List<InstrumentListed> listed,
            Function<InstrumentListed, List<Wish>> wanted,
            List<Subscription> to) {
        List<Wish> wishes = listed.stream()
                .flatMap(listing -> wanted.apply(listing).stream())
                .toList();
        for (int from = 0; from < wishes.size(); from += size) {
            int number = from / size + 1;
            to.add(connection(name, number, settings, wishes.subList(from, Math.min(from + size, wishes.size()))));
        }
    }

    private static Subscription connection(String name, int number, VenueSettings settings, List<Wish> wishes) {
        List<String> greetings = new ArrayList<>();
        Set<MarketStream> streams = new LinkedHashSet<>();
        greetings.add(CONFIGURE);
        for (Wish wish : wishes) {
            greetings.add(wish.greeting);
            streams.addAll(wish.streams);
        }
        if (number == 1 && name.equals("market")) {
            greetings.add(LIQUIDATIONS);
        }
        String numbered = number == 1 ? name : name + '-' + number;
        return new Subscription(numbered, List.of(settings.wsUrl() + "/ws/2"), greetings, streams, LIFETIME);
    }

    private static List<Wish> market(InstrumentListed listing) {
        Instrument instrument = listing.instrument();
        List<Wish> wishes = new ArrayList<>();
        if (!Stablecoins.isReference(instrument)) {
            wishes.add(wish("trades\",\"symbol\":\"" + listing.symbol(), instrument, StreamKind.TRADES));
        }
        if (instrument.isPerpetual()) {
            wishes.add(wish("status\",\"key\":\"deriv:" + listing.symbol(), instrument, StreamKind.MARKS));
        }
        return wishes;
    }

    private static Wish wish(String channel, Instrument instrument, StreamKind kind) {
        return new Wish(
                "{\"event\":\"subscribe\",\"channel\":\"" + channel + "\"}",
                List.of(new MarketStream(instrument, kind)));
    }

    private static List<Wish> book(InstrumentListed listing) {
        Instrument instrument = listing.instrument();
        return List.of(new Wish(
                BitfinexBooks.subscription(listing.symbol(), BOOK_LENGTH),
                List.of(
                        new MarketStream(instrument, StreamKind.QUOTES),
                        new MarketStream(instrument, StreamKind.DEPTH))));
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trades";
            case QUOTES -> BitfinexBooks.STREAM;
            case MARKS -> "status";
            case DEPTH -> BitfinexBooks.STREAM;
        };
    }

    /** Between 10 and 90 requests a minute, depending on the address. */
    @Override
    public RestLimits limits() {
        return new RestLimits(BitfinexPast.CAPACITY, Duration.ofMinutes(1), BitfinexPast::weight, Optional.empty());
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        BitfinexPast past = new BitfinexPast(settings);
        return listed.stream()
                .filter(listing -> DOLLARS.contains(listing.instrument().quote()))
                .filter(listing -> !Stablecoins.isReference(listing.instrument()))
                .flatMap(listing -> past.of(listing).stream())
                .toList();
    }

    /** 20 a minute; the venue counts the attempts that fail too. */
    @Override
    public Pace connects() {
        return new Pace(15, Duration.ofMinutes(1));
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer(Trade.class, "trades, REST trades", "te; tu says the same again"),
                new Offer(
                        Candle.class,
                        "REST candles",
                        "none of an interval without trades; what takers bought is not told"),
                new Offer(Quote.class, BitfinexBooks.STREAM, "top of the book; in captures without a book from ticker"),
                new Offer(
                        DepthProfile.class,
                        BitfinexBooks.STREAM,
                        "P0, the best 250 levels of each side; guarded by the sequence of the connection"),
                Offer.of(MarkPrice.class, STATUS),
                Offer.of(IndexPrice.class, STATUS),
                new Offer(
                        FundingRate.class,
                        STATUS + ", REST status/deriv/hist",
                        "predicted; settled when the next payment is announced; the interval is measured"),
                new Offer(
                        OpenInterest.class,
                        STATUS + ", REST status/deriv/hist",
                        "in the base currency; in dollars at the mark price; of the past one in five minutes, 30 days"
                                + " back"),
                new Offer(
                        Liquidation.class,
                        "status liq:global",
                        "starts of liquidations, not their fills; those without a price are left out"),
                Offer.of(InstrumentListed.class, LISTS),
                Offer.of(InstrumentDelisted.class, LISTS));
    }
}
