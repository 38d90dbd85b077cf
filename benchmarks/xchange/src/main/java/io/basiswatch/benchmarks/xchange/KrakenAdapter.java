package io.basiswatch.benchmarks.xchange;

import info.bitrich.xchangestream.kraken.KrakenStreamingExchange;
import info.bitrich.xchangestream.kraken.KrakenStreamingMarketDataService;
import info.bitrich.xchangestream.kraken.KrakenStreamingService;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.currency.CurrencyPair;

/** Kraken's first version: messages name a channel by number, which the acknowledgement of a subscription tells. */
final class KrakenAdapter implements Adapter {
    private static final int BOOK_DEPTH = 1000;

    private final Map<Integer, String> channels = new HashMap<>();
    private final Set<String> pairs;
    private final KrakenStreamingExchange exchange = new KrakenStreamingExchange();

    private KrakenAdapter(Set<String> pairs) {
        this.pairs = pairs;
        ExchangeSpecification specification = exchange.getDefaultExchangeSpecification();
        specification.setShouldLoadRemoteMetaData(false);
        exchange.applySpecification(specification);
    }

    /** Empty for messages of the second version. */
    static Optional<Adapter> of(List<RawFrame> frames) {
        KrakenAdapter adapter = new KrakenAdapter(Symbols.of(frames, message -> message.path("pair")));
        Symbols.of(frames, message -> {
            if (message.has("channelID")) {
                String kind = message.path("subscription").path("name").asText();
                String end = kind.equals("book") ? "_" + BOOK_DEPTH : "";
                adapter.channels.put(
                        message.path("channelID").asInt(),
                        kind + "-" + message.path("pair").asText() + end);
            }
            return message.path("");
        });
        return adapter.pairs.isEmpty() ? Optional.empty() : Optional.of(adapter);
    }

    @Override
    public String version() {
        return "XChange 5.2.0 stream-kraken";
    }

    @Override
    @SuppressWarnings("unchecked")
    public void open(Session session) {
        KrakenStreamingService service =
                new KrakenStreamingService(exchange, false, "wss://localhost", (Supplier) () -> null);
        session.connect(service);
        // The recorder's subscriptions had no request ids, by which XChange knows its own again.
        ((Map<Integer, String>) Session.get(KrakenStreamingService.class, service, "channels")).putAll(channels);
        KrakenStreamingMarketDataService data = new KrakenStreamingMarketDataService(service, false);
        for (String name : pairs) {
            CurrencyPair pair = new CurrencyPair(name);
            session.trades(data, pair);
            session.quotes(data, pair);
            session.books(data, pair, BOOK_DEPTH);
        }
    }
}
