package io.basiswatch.benchmarks.xchange;

import static org.knowm.xchange.bybit.dto.BybitCategory.LINEAR;

import info.bitrich.xchangestream.bitfinex.BitfinexStreamingMarketDataService;
import info.bitrich.xchangestream.bitfinex.BitfinexStreamingService;
import info.bitrich.xchangestream.bitmex.BitmexStreamingMarketDataService;
import info.bitrich.xchangestream.bitmex.BitmexStreamingService;
import info.bitrich.xchangestream.bitstamp.v2.BitstampStreamingMarketDataService;
import info.bitrich.xchangestream.bitstamp.v2.BitstampStreamingService;
import info.bitrich.xchangestream.bybit.BybitStreamingExchange;
import info.bitrich.xchangestream.bybit.BybitStreamingMarketDataService;
import info.bitrich.xchangestream.bybit.BybitStreamingService;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.derivative.FuturesContract;

/** XChange's adapters by our names of the venues. */
final class Adapters {
    private static final String ADDRESS = "wss://localhost";

    private Adapters() {}

    private record Simple(String version, Consumer<Session> opening) implements Adapter {
        Simple {
            version = "XChange 5.2.0 " + version;
        }

        @Override
        public void open(Session session) {
            opening.accept(session);
        }
    }

    /** The adapter of {@code venue}; empty where XChange has none for these streams. */
    static Optional<Adapter> of(String venue, List<RawFrame> frames) {
        return switch (venue) {
            case "binance-spot" -> Optional.of(binance(frames, false));
            case "binance-usdm" -> Optional.of(binance(frames, true));
            case "bitfinex" -> Optional.of(bitfinex(Symbols.of(frames, message -> message.path("symbol"))));
            case "bitmex" ->
                Optional.of(bitmex(Symbols.of(
                        frames, message -> message.path("data").path(0).path("symbol"))));
            case "bitstamp" -> Optional.of(bitstamp(Symbols.of(frames, message -> message.path("channel"))));
            case "bybit" -> Optional.of(bybit(Symbols.of(frames, message -> message.path("topic"))));
            case "coinbase" -> CoinbaseAdapter.of(frames);
            case "kraken-spot" -> KrakenAdapter.of(frames);
            default -> Optional.empty();
        };
    }

    static String reason(String venue) {
        return switch (venue) {
            case "coinbase" -> "reads the Exchange feed, the capture is of Advanced Trade";
            case "kraken-spot" -> "reads version 1 of these streams, the capture is of version 2";
            case "binance-coinm" -> "has no streaming adapter for it";
            default -> "has no streaming adapter for it among its releases";
        };
    }

    private static Adapter binance(List<RawFrame> frames, boolean isFutures) {
        Set<String> depths = Symbols.of(frames, message -> message.path("stream"));
        String speed = depths.stream()
                .filter(stream -> stream.contains("@depth"))
                .map(stream -> stream.substring(stream.indexOf("@depth") + "@depth".length()))
                .findFirst()
                .orElse("");
        return new BinanceAdapter(
                Symbols.of(frames, message -> message.path("data").path("s")), isFutures, speed);
    }

    private static Adapter bitfinex(Set<String> symbols) {
        return new Simple("stream-bitfinex", session -> {
            BitfinexStreamingService service = new BitfinexStreamingService(ADDRESS, () -> 0L);
            session.connect(service);
            BitfinexStreamingMarketDataService data = new BitfinexStreamingMarketDataService(service);
            for (String symbol : symbols) {
                CurrencyPair pair = Symbols.pair(symbol.substring(1));
                session.trades(data, pair);
                session.quotes(data, pair);
                session.books(data, pair);
            }
        });
    }

    private static Adapter bitmex(Set<String> symbols) {
        return new Simple("stream-bitmex", session -> {
            BitmexStreamingService service = new BitmexStreamingService(ADDRESS, null, null);
            session.connect(service);
            BitmexStreamingMarketDataService data = new BitmexStreamingMarketDataService(service, null);
            for (String symbol : symbols) {
                CurrencyPair pair = Symbols.pair(symbol);
                session.trades(data, pair);
                session.quotes(data, pair);
                session.books(data, pair);
            }
        });
    }

    /** Its order book is each message alone: XChange puts no changes together here. */
    private static Adapter bitstamp(Set<String> channels) {
        return new Simple("stream-bitstamp (changes not put on a book)", session -> {
            BitstampStreamingService service = new BitstampStreamingService(ADDRESS) {
                /** As released, it subscribes under another name than it looks for, and hands on nothing. */
                @Override
                public String getSubscriptionUniqueId(String channelName, Object... options) {
                    return channelName;
                }
            };
            session.connect(service);
            BitstampStreamingMarketDataService data = new BitstampStreamingMarketDataService(service);
            for (String channel : channels) {
                CurrencyPair pair = Symbols.pair(channel.substring(channel.lastIndexOf('_') + 1));
                if (channel.startsWith("live_trades_")) {
                    session.trades(data, pair);
                } else {
                    session.books(() -> data.getFullOrderBook(pair));
                }
            }
        });
    }

    /** Trades and books; it has no tickers. */
    private static Adapter bybit(Set<String> topics) {
        return new Simple("stream-bybit (no tickers)", session -> {
            ExchangeSpecification specification = new ExchangeSpecification(BybitStreamingExchange.class);
            specification.setExchangeSpecificParametersItem(BybitStreamingExchange.EXCHANGE_TYPE, LINEAR);
            BybitStreamingService service = new BybitStreamingService(ADDRESS, specification);
            session.connect(service);
            BybitStreamingMarketDataService data = new BybitStreamingMarketDataService(service);
            for (String topic : topics) {
                String[] parts = topic.split("\\.");
                FuturesContract contract = new FuturesContract(Symbols.pair(parts[parts.length - 1]), "PERP");
                if (parts[0].equals("publicTrade")) {
                    session.trades(data, contract);
                } else if (parts[0].equals("orderbook")) {
                    session.books(data, contract, parts[1]);
                }
            }
        });
    }
}
