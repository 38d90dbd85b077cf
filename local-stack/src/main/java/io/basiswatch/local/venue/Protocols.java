package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The venues that can be played. */
final class Protocols {
    private static final Map<String, Supplier<Protocol>> ALL = Map.of(
            "binance-spot",
            () -> new BinanceProtocol(BinanceMarket.SPOT),
            "binance-usdm",
            () -> new BinanceProtocol(BinanceMarket.USD_M),
            "binance-coinm",
            () -> new BinanceProtocol(BinanceMarket.COIN_M),
            "coinbase",
            CoinbaseProtocol::new,
            "bitstamp",
            BitstampProtocol::new,
            "hyperliquid",
            HyperliquidProtocol::new);

    private Protocols() {}

    /** A fresh one: it remembers what is played. */
    static Optional<Protocol> of(Venue venue) {
        return Optional.ofNullable(ALL.get(venue.id())).map(Supplier::get);
    }

    static Set<String> names() {
        return ALL.keySet();
    }
}
