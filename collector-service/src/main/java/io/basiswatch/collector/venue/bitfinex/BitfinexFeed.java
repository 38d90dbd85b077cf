package io.basiswatch.collector.venue.bitfinex;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The feed of Bitfinex: trades and the best 25 levels of the dollar pairs and the perpetuals, the perpetuals' status and
 * all liquidations. A socket takes 25 channels, so there may be several.
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

    /** One channel of one instrument: what to say for it, and what it brings. */
    private record Wish(String greeting, MarketStream stream) {}

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
        List<Wish> wishes = listed.stream()
                .filter(listing -> DOLLARS.contains(listing.instrument().quote()))
                .flatMap(listing -> wishes(listing).stream())
                .toList();
        List<Subscription> connections = new ArrayList<>();
        int size = CHANNELS_PER_CONNECTION - 1;
        for (int from = 0; from < wishes.size(); from += size) {
            connections.add(connection(
                    connections.size() + 1, settings, wishes.subList(from, Math.min(from + size, wishes.size()))));
        }
        return connections;
    }

    private Subscription connection(int number, VenueSettings settings, List<Wish> wishes) {
        List<String> greetings = new ArrayList<>();
        Set<MarketStream> streams = new LinkedHashSet<>();
        greetings.add(CONFIGURE);
        for (Wish wish : wishes) {
            greetings.add(wish.greeting);
            streams.add(wish.stream);
        }
        if (number == 1) {
            greetings.add(LIQUIDATIONS);
        }
        String name = number == 1 ? "market" : "market-" + number;
        return new Subscription(name, List.of(settings.wsUrl() + "/ws/2"), greetings, streams, LIFETIME);
    }

    private List<Wish> wishes(InstrumentListed listing) {
        Instrument instrument = listing.instrument();
        List<Wish> wishes = new ArrayList<>();
        String symbol = "\",\"symbol\":\"" + listing.symbol() + '"';
        wishes.add(wish(
                "book" + symbol + ",\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\"25\"", instrument, StreamKind.QUOTES));
        if (!Stablecoins.isReference(instrument)) {
            wishes.add(wish("trades" + symbol, instrument, StreamKind.TRADES));
        }
        if (instrument.isPerpetual()) {
            wishes.add(wish("status\",\"key\":\"deriv:" + listing.symbol() + '"', instrument, StreamKind.MARKS));
        }
        return wishes;
    }

    private static Wish wish(String channel, Instrument instrument, StreamKind kind) {
        return new Wish("{\"event\":\"subscribe\",\"channel\":\"" + channel + '}', new MarketStream(instrument, kind));
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trades";
            case QUOTES -> "book";
            case MARKS -> "status";
            case DEPTH -> "book";
        };
    }
}
