package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The venues that can be played. */
final class Protocols {
    private static final Map<String, Protocol> ALL = Map.of(
            "binance-spot", new BinanceProtocol(BinanceMarket.SPOT),
            "binance-usdm", new BinanceProtocol(BinanceMarket.USD_M),
            "binance-coinm", new BinanceProtocol(BinanceMarket.COIN_M),
            "coinbase", new CoinbaseProtocol());

    private Protocols() {}

    static Optional<Protocol> of(Venue venue) {
        return Optional.ofNullable(ALL.get(venue.id()));
    }

    static Set<String> names() {
        return ALL.keySet();
    }
}
