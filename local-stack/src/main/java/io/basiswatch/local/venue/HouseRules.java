package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.Map;

/**
 * What a venue asks of those who open sockets, as its pages say (or as those who have been thrown out report); the kit counts
 * and lists who breaks them.
 *
 * @param sockets that one address may open
 * @param socketWindow in this time
 * @param messages that may be sent over one socket
 * @param messageWindow in this time
 */
record HouseRules(int sockets, Duration socketWindow, int messages, Duration messageWindow) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final HouseRules USUAL = new HouseRules(60, MINUTE, 20, SECOND);

    private static final Map<String, HouseRules> ALL = Map.ofEntries(
            Map.entry("binance-spot", new HouseRules(300, Duration.ofMinutes(5), 5, SECOND)),
            Map.entry("binance-usdm", new HouseRules(300, Duration.ofMinutes(5), 10, SECOND)),
            Map.entry("binance-coinm", new HouseRules(300, Duration.ofMinutes(5), 10, SECOND)),
            Map.entry("okx", new HouseRules(3, SECOND, 480, Duration.ofHours(1))),
            Map.entry("bybit", new HouseRules(500, Duration.ofMinutes(5), 20, SECOND)),
            Map.entry("deribit", new HouseRules(32, MINUTE, 20, SECOND)),
            Map.entry("coinbase", new HouseRules(8, SECOND, 8, SECOND)),
            Map.entry("kraken-spot", new HouseRules(150, Duration.ofMinutes(10), 20, SECOND)),
            Map.entry("kraken-futures", new HouseRules(100, MINUTE, 100, SECOND)),
            Map.entry("bitmex", new HouseRules(720, Duration.ofHours(1), 120, MINUTE)),
            Map.entry("bitfinex", new HouseRules(20, MINUTE, 15, SECOND)),
            Map.entry("hyperliquid", new HouseRules(30, MINUTE, 2_000, MINUTE)));

    static HouseRules of(Venue venue) {
        return ALL.getOrDefault(venue.id(), USUAL);
    }
}
