package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.Map;

/**
 * What a venue asks of those who open sockets; the kit counts and lists who breaks them. Where a venue's pages give a figure it is
 * this one, and where two of its pages disagree the smaller; the rest is our estimate, on the side of caution.
 *
 * <ul>
 *   <li><a href="https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams">Binance</a>: all
 *   <li><a href="https://www.okx.com/docs-v5/en/#overview-websocket-connect">OKX</a>: all
 *   <li><a href="https://bybit-exchange.github.io/docs/v5/rate-limit">Bybit</a>: sockets; messages are an estimate
 *   <li><a href="https://docs.deribit.com/articles/rate-limits">Deribit</a>: 32 sockets at once, here in a minute; messages are what
 *       its credits come to
 *   <li><a href="https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-rate-limits">Coinbase</a>: all
 *   <li><a href="https://support.kraken.com/articles/206548367-what-are-the-api-rate-limits">Kraken spot</a>: sockets; it names no
 *       figure for messages
 *   <li><a href="https://docs.kraken.com/api/docs/guides/futures-rate-limits/">Kraken Futures</a>: messages, and 100 sockets at once,
 *       here in a minute
 *   <li><a href="https://blog.bitmex.com/api_announcement/updates-to-rate-limits/">BitMEX</a>: sockets; messages are an estimate
 *   <li><a href="https://docs.bitfinex.com/docs/ws-public">Bitfinex</a>: sockets; messages are an estimate
 *   <li>Bitstamp: both are estimates
 *   <li><a href="https://hyperliquid.gitbook.io/Hyperliquid-docs/for-developers/api/rate-limits">Hyperliquid</a>: all
 * </ul>
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
            Map.entry("bitmex", new HouseRules(60, Duration.ofHours(1), 120, MINUTE)),
            Map.entry("bitfinex", new HouseRules(20, MINUTE, 15, SECOND)),
            Map.entry("hyperliquid", new HouseRules(30, MINUTE, 2_000, MINUTE)));

    static HouseRules of(Venue venue) {
        return ALL.getOrDefault(venue.id(), USUAL);
    }
}
