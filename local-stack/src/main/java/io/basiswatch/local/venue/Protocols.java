package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The venues that can be played. */
final class Protocols {
    private static final Map<String, Supplier<Protocol>> ALL = Map.ofEntries(
            Map.entry("binance-spot", () -> new BinanceProtocol(BinanceMarket.SPOT)),
            Map.entry("binance-usdm", () -> new BinanceProtocol(BinanceMarket.USD_M)),
            Map.entry("binance-coinm", () -> new BinanceProtocol(BinanceMarket.COIN_M)),
            Map.entry("bitmex", BitmexProtocol::new),
            Map.entry("bitstamp", BitstampProtocol::new),
            Map.entry("bybit", BybitProtocol::new),
            Map.entry("coinbase", CoinbaseProtocol::new),
            Map.entry("deribit", DeribitProtocol::new),
            Map.entry("hyperliquid", HyperliquidProtocol::new),
            Map.entry("kraken-futures", KrakenFuturesProtocol::new),
            Map.entry("kraken-spot", KrakenSpotProtocol::new),
            Map.entry("okx", OkxProtocol::new));

    private Protocols() {}

    /** A fresh one: it remembers what is played. */
    static Optional<Protocol> of(Venue venue) {
        return Optional.ofNullable(ALL.get(venue.id())).map(Supplier::get);
    }

    static Set<String> names() {
        return ALL.keySet();
    }
}
