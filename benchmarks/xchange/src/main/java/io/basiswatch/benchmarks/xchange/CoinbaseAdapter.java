package io.basiswatch.benchmarks.xchange;

import info.bitrich.xchangestream.coinbasepro.CoinbaseProStreamingMarketDataService;
import info.bitrich.xchangestream.coinbasepro.CoinbaseProStreamingService;
import info.bitrich.xchangestream.coinbasepro.dto.CoinbaseProOrderBookMode;
import info.bitrich.xchangestream.core.ProductSubscription;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.knowm.xchange.currency.CurrencyPair;

/**
 * Coinbase's Exchange feed. XChange has one channel for everything there, so that each subscription reads each message:
 * what a program with trades, tickers and books of all these products gets.
 */
final class CoinbaseAdapter implements Adapter {
    private final List<CurrencyPair> pairs;

    private CoinbaseAdapter(Set<String> products) {
        this.pairs = products.stream()
                .map(product -> new CurrencyPair(product.replace('-', '/')))
                .toList();
    }

    /** Empty for Advanced Trade's messages. */
    static Optional<Adapter> of(List<RawFrame> frames) {
        Set<String> products = Symbols.of(frames, message -> message.path("product_id"));
        return products.isEmpty() ? Optional.empty() : Optional.of(new CoinbaseAdapter(products));
    }

    @Override
    public String version() {
        return "XChange 5.2.0 stream-coinbasepro";
    }

    @Override
    public void open(Session session) {
        CoinbaseProStreamingService service =
                new CoinbaseProStreamingService("wss://localhost", () -> null, CoinbaseProOrderBookMode.Default);
        ProductSubscription.ProductSubscriptionBuilder products = ProductSubscription.create();
        pairs.forEach(products::addAll);
        service.subscribeMultipleCurrencyPairs(products.build());
        session.connect(service);
        CoinbaseProStreamingMarketDataService data = marketData(service);
        for (CurrencyPair pair : pairs) {
            session.trades(data, pair);
            session.quotes(data, pair);
            session.books(data, pair);
        }
    }

    private static CoinbaseProStreamingMarketDataService marketData(CoinbaseProStreamingService service) {
        try {
            Constructor<CoinbaseProStreamingMarketDataService> hidden =
                    CoinbaseProStreamingMarketDataService.class.getDeclaredConstructor(
                            CoinbaseProStreamingService.class);
            hidden.setAccessible(true);
            return hidden.newInstance(service);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the XChange that this was written for: " + e, e);
        }
    }
}
