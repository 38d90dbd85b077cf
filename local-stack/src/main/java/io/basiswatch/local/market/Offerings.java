package io.basiswatch.local.market;

import static io.basiswatch.local.market.Offering.dated;
import static io.basiswatch.local.market.Offering.perpetual;
import static io.basiswatch.local.market.Offering.spot;

import io.basiswatch.model.Venue;
import java.util.List;
import java.util.Map;

/** What each simulated venue lists: BTC, ETH and the stablecoins, with ticks, lots and contract sizes as the real ones have. */
final class Offerings {
    private static final Expiries TWO_QUARTERS = Expiries.utc(0, 0, 2);

    private static final Map<String, List<Offering>> ALL = Map.ofEntries(
            Map.entry("binance-spot", binanceSpot()),
            Map.entry("binance-usdm", binanceUsdm()),
            Map.entry("binance-coinm", binanceCoinm()),
            Map.entry("okx", okx()),
            Map.entry("bybit", bybit()),
            Map.entry("deribit", deribit()),
            Map.entry("coinbase", coinbase()),
            Map.entry("kraken-spot", krakenSpot()),
            Map.entry("kraken-futures", krakenFutures()),
            Map.entry("bitmex", bitmex()),
            Map.entry("bitfinex", bitfinex()),
            Map.entry("bitstamp", bitstamp()),
            Map.entry("hyperliquid", hyperliquid()));

    private Offerings() {}

    static List<Offering> of(Venue venue) {
        return ALL.getOrDefault(venue.id(), List.of());
    }

    private static List<Offering> binanceSpot() {
        return List.of(
                spot("BTC-USDT", "0.01", "0.00001", 120, 1_500),
                spot("ETH-USDT", "0.01", "0.0001", 120, 900),
                spot("BTC-USDC", "0.01", "0.00001", 60, 200),
                spot("ETH-USDC", "0.01", "0.0001", 60, 100),
                spot("USDC-USDT", "0.0001", "1", 12, 500));
    }

    private static List<Offering> binanceUsdm() {
        return List.of(
                perpetual("BTC-USDT", 1, "0.10", "0.001", 120, 12_000, 8),
                perpetual("ETH-USDT", 1, "0.01", "0.001", 120, 9_000, 8),
                perpetual("BTC-USDC", 1, "0.1", "0.001", 60, 1_500, 8),
                perpetual("ETH-USDC", 1, "0.01", "0.001", 60, 1_000, 8),
                dated("BTC-USDT", 1, "0.1", "0.001", 60, TWO_QUARTERS),
                dated("ETH-USDT", 1, "0.01", "0.001", 30, TWO_QUARTERS));
    }

    private static List<Offering> binanceCoinm() {
        return List.of(
                perpetual("BTC-USD", 100, "0.1", "1", 60, 800, 8),
                perpetual("ETH-USD", 10, "0.01", "1", 60, 500, 8),
                dated("BTC-USD", 100, "0.1", "1", 60, TWO_QUARTERS),
                dated("ETH-USD", 10, "0.01", "1", 30, TWO_QUARTERS));
    }

    private static List<Offering> okx() {
        Expiries dates = Expiries.utc(2, 0, 2);
        return List.of(
                spot("BTC-USDT", "0.1", "0.00000001", 60, 500),
                spot("ETH-USDT", "0.01", "0.000001", 60, 300),
                spot("BTC-USDC", "0.1", "0.00000001", 12, 30),
                spot("ETH-USDC", "0.01", "0.000001", 12, 15),
                spot("USDC-USDT", "0.0001", "0.0001", 6, 40),
                perpetual("BTC-USDT", 0.01, "0.1", "0.01", 60, 4_000, 8),
                perpetual("ETH-USDT", 0.1, "0.01", "0.01", 60, 2_500, 8),
                perpetual("BTC-USD", 100, "0.1", "1", 30, 300, 8),
                perpetual("ETH-USD", 10, "0.01", "1", 30, 200, 8),
                dated("BTC-USD", 100, "0.1", "1", 50, dates),
                dated("ETH-USD", 10, "0.01", "1", 25, dates));
    }

    private static List<Offering> bybit() {
        return List.of(
                spot("BTC-USDT", "0.1", "0.000001", 60, 400),
                spot("ETH-USDT", "0.01", "0.00001", 60, 250),
                spot("BTC-USDC", "0.1", "0.000001", 12, 30),
                spot("ETH-USDC", "0.01", "0.00001", 12, 15),
                spot("USDC-USDT", "0.0001", "0.01", 6, 60),
                perpetual("BTC-USDT", 1, "0.10", "0.001", 60, 5_000, 8),
                perpetual("ETH-USDT", 1, "0.01", "0.01", 60, 3_000, 8),
                perpetual("BTC-USDC", 1, "0.1", "0.001", 30, 200, 8),
                perpetual("ETH-USDC", 1, "0.01", "0.01", 30, 100, 8),
                perpetual("BTC-USD", 1, "0.10", "1", 30, 300, 8),
                perpetual("ETH-USD", 1, "0.01", "1", 30, 150, 8),
                dated("BTC-USD", 1, "0.5", "1", 20, TWO_QUARTERS),
                dated("ETH-USD", 1, "0.05", "1", 10, TWO_QUARTERS),
                dated("BTC-USDT", 1, "0.1", "0.001", 20, TWO_QUARTERS));
    }

    private static List<Offering> deribit() {
        Expiries dates = Expiries.utc(0, 2, 3);
        return List.of(
                spot("BTC-USDC", "1", "0.0001", 6, 10),
                spot("ETH-USDC", "0.1", "0.0001", 6, 5),
                spot("USDC-USDT", "0.0001", "0.01", 6, 2),
                perpetual("BTC-USD", 1, "0.5", "10", 60, 600, 1),
                perpetual("ETH-USD", 1, "0.05", "1", 60, 300, 1),
                perpetual("BTC-USDC", 1, "0.5", "0.0001", 12, 50, 1),
                perpetual("ETH-USDC", 1, "0.05", "0.001", 12, 25, 1),
                dated("BTC-USD", 1, "2.5", "10", 40, dates),
                dated("ETH-USD", 1, "0.25", "1", 20, dates));
    }

    private static List<Offering> coinbase() {
        return List.of(
                spot("BTC-USD", "0.01", "0.00000001", 120, 900),
                spot("ETH-USD", "0.01", "0.00000001", 120, 500),
                spot("BTC-USDT", "0.01", "0.00000001", 12, 20),
                spot("ETH-USDT", "0.01", "0.00000001", 12, 10),
                spot("USDT-USD", "0.00001", "0.01", 12, 100),
                perpetual("BTC-USDC", 1, "0.1", "0.0001", 30, 300, 1),
                perpetual("ETH-USDC", 1, "0.01", "0.0001", 30, 150, 1));
    }

    private static List<Offering> krakenSpot() {
        return List.of(
                spot("BTC-USD", "0.1", "0.00000001", 30, 200),
                spot("ETH-USD", "0.01", "0.00000001", 30, 120),
                spot("BTC-USDT", "0.1", "0.00000001", 12, 40),
                spot("ETH-USDT", "0.01", "0.00000001", 12, 20),
                spot("BTC-USDC", "0.1", "0.00000001", 12, 20),
                spot("ETH-USDC", "0.01", "0.00000001", 12, 10),
                spot("USDT-USD", "0.00001", "0.00000001", 12, 100),
                spot("USDC-USD", "0.0001", "0.00000001", 12, 60),
                spot("USDC-USDT", "0.0001", "0.00000001", 6, 10));
    }

    private static List<Offering> krakenFutures() {
        return List.of(
                perpetual("BTC-USD:USD", 1, "1", "0.0001", 30, 150, 1),
                perpetual("ETH-USD:USD", 1, "0.1", "0.001", 30, 80, 1),
                perpetual("BTC-USD", 1, "0.5", "1", 12, 20, 1),
                perpetual("ETH-USD", 1, "0.05", "1", 12, 10, 1),
                dated("BTC-USD", 1, "0.5", "1", 5, Expiries.atFourInLondon(1, 2)),
                dated("ETH-USD", 1, "0.05", "1", 3, Expiries.atFourInLondon(1, 2)),
                dated("BTC-USD:USD", 1, "1", "0.0001", 5, Expiries.utc(0, 1, 1)));
    }

    private static List<Offering> bitmex() {
        return List.of(
                perpetual("BTC-USD", 1, "0.5", "100", 30, 250, 8),
                perpetual("BTC-USDT", 0.000001, "0.5", "100", 12, 60, 8),
                perpetual("ETH-USDT", 0.00001, "0.05", "1000", 12, 40, 8),
                dated("BTC-USD", 1, "0.5", "100", 15, Expiries.atNoon(2)));
    }

    private static List<Offering> bitfinex() {
        return List.of(
                spot("BTC-USD", "1", "0.00000001", 30, 100),
                spot("ETH-USD", "0.1", "0.00000001", 30, 50),
                spot("BTC-USDT", "1", "0.00000001", 12, 20),
                spot("ETH-USDT", "0.1", "0.00000001", 12, 10),
                spot("USDT-USD", "0.0001", "0.00000001", 6, 30),
                perpetual("BTC-USDT", 1, "1", "0.00000001", 12, 80, 8),
                perpetual("ETH-USDT", 1, "0.1", "0.00000001", 12, 40, 8));
    }

    private static List<Offering> bitstamp() {
        return List.of(
                spot("BTC-USD", "1", "0.00000001", 30, 150),
                spot("ETH-USD", "0.1", "0.00000001", 30, 70),
                spot("BTC-USDT", "1", "0.00000001", 6, 5),
                spot("ETH-USDT", "0.1", "0.00000001", 6, 3),
                spot("USDT-USD", "0.00001", "0.00001", 6, 10),
                spot("USDC-USD", "0.00001", "0.00001", 6, 5));
    }

    private static List<Offering> hyperliquid() {
        return List.of(
                perpetual("BTC-USDC", 1, "1", "0.00001", 60, 3_000, 1),
                perpetual("ETH-USDC", 1, "0.1", "0.0001", 60, 2_000, 1));
    }
}
