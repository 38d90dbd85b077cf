package io.basiswatch.collector.feed;

import io.basiswatch.model.Venue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The venues: those that we know by name, and those that we can read. */
public final class VenueFeeds {
    private static final List<Venue> NAMES = Stream.of(
                    "binance-spot",
                    "binance-usdm",
                    "binance-coinm",
                    "coinbase",
                    "okx",
                    "bybit",
                    "deribit",
                    "kraken-spot",
                    "kraken-futures",
                    "bitmex",
                    "bitfinex",
                    "bitstamp",
                    "hyperliquid")
            .map(Venue::of)
            .toList();

    private static final List<VenueFeed> ALL =
            ServiceLoader.load(VenueFeed.class, VenueFeeds.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(VenueFeed::venue))
                    .toList();

    private VenueFeeds() {}

    /** Every venue that this build can read, by name. */
    public static List<VenueFeed> all() {
        return ALL;
    }

    public static Optional<VenueFeed> of(Venue venue) {
        return ALL.stream().filter(feed -> feed.venue().equals(venue)).findFirst();
    }

    /** The names of all venues of the plan, also those that no feed exists for yet. */
    public static List<Venue> names() {
        return NAMES;
    }
}
