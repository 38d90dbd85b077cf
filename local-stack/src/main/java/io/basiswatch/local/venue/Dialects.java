package io.basiswatch.local.venue;

import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The venues that can be simulated. Adding one is one implementation and one line here. */
final class Dialects {
    private static final Map<String, Maker> ALL = Map.ofEntries(
            Map.entry("binance-coinm", (market, wrong) -> new BinanceDialect(BinanceMarket.COIN_M, market, wrong)),
            Map.entry("binance-spot", (market, wrong) -> new BinanceDialect(BinanceMarket.SPOT, market, wrong)),
            Map.entry("binance-usdm", (market, wrong) -> new BinanceDialect(BinanceMarket.USD_M, market, wrong)),
            Map.entry("bitfinex", BitfinexDialect::new),
            Map.entry("bitmex", BitmexDialect::new),
            Map.entry("bitstamp", BitstampDialect::new),
            Map.entry("bybit", BybitDialect::new),
            Map.entry("coinbase", CoinbaseDialect::new),
            Map.entry("deribit", DeribitDialect::new),
            Map.entry("hyperliquid", HyperliquidDialect::new),
            Map.entry("kraken-futures", KrakenFuturesDialect::new),
            Map.entry("kraken-spot", KrakenSpotDialect::new),
            Map.entry("okx", OkxDialect::new));

    private Dialects() {}

    /** Makes a venue's dialect. */
    @FunctionalInterface
    interface Maker {
        Dialect of(SimulatedMarket market, Circumstances circumstances);
    }

    static Optional<Maker> of(Venue venue) {
        return Optional.ofNullable(ALL.get(venue.id()));
    }

    static Set<String> names() {
        return new TreeSet<>(ALL.keySet());
    }
}
