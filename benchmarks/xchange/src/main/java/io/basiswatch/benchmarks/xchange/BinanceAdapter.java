package io.basiswatch.benchmarks.xchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import info.bitrich.xchangestream.binance.BinanceStreamingExchange;
import info.bitrich.xchangestream.binance.BinanceStreamingMarketDataService;
import info.bitrich.xchangestream.binance.BinanceStreamingService;
import info.bitrich.xchangestream.binance.KlineSubscription;
import info.bitrich.xchangestream.core.ProductSubscription;
import info.bitrich.xchangestream.service.netty.StreamingObjectMapperHelper;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.reactivex.rxjava3.core.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.binance.BinanceAdapters;
import org.knowm.xchange.binance.BinanceExchange;
import org.knowm.xchange.binance.dto.marketdata.BinanceOrderbook;
import org.knowm.xchange.binance.service.BinanceMarketDataService;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.derivative.FuturesContract;
import org.knowm.xchange.instrument.Instrument;

/** Binance's spot and USD-M markets: trades, book tickers, and the book from its answer over REST and the changes after. */
final class BinanceAdapter implements Adapter {
    private final List<Instrument> instruments;
    private final boolean isFutures;
    private final String depthSpeed;
    private final BinanceExchange exchange;

    /**
     * @param symbols such as {@code ETHUSDT}
     * @param depthSpeed how the capture's depth streams end, such as {@code @100ms}
     */
    BinanceAdapter(Iterable<String> symbols, boolean isFutures, String depthSpeed) {
        this.isFutures = isFutures;
        this.depthSpeed = depthSpeed;
        this.instruments = new ArrayList<>();
        for (String symbol : symbols) {
            CurrencyPair pair = Symbols.pair(symbol);
            BinanceAdapters.putSymbolMapping(symbol, pair);
            instruments.add(isFutures ? new FuturesContract(pair, "PERP") : pair);
        }
        this.exchange = new BinanceStreamingExchange();
        ExchangeSpecification specification = exchange.getDefaultExchangeSpecification();
        specification.setShouldLoadRemoteMetaData(false);
        exchange.applySpecification(specification);
    }

    @Override
    public String version() {
        return "XChange 5.2.4 stream-binance";
    }

    @Override
    public void open(Session session) {
        ProductSubscription.ProductSubscriptionBuilder products = ProductSubscription.create();
        instruments.forEach(products::addAll);
        BinanceStreamingService service = new BinanceStreamingService(
                "wss://localhost/stream?streams=",
                products.build(),
                new KlineSubscription(Map.of()),
                Integer.MAX_VALUE,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                0);
        session.connect(service);
        RecordedBook book = new RecordedBook(exchange, isFutures);
        BinanceStreamingMarketDataService data =
                new BinanceStreamingMarketDataService(service, book, () -> {}, depthSpeed, true, 1000);
        session.answers(book::take);
        for (Instrument instrument : instruments) {
            session.trades(data, instrument);
            session.quotes(data, instrument);
            session.books(data, instrument);
        }
    }

    /** XChange asks for the book over REST: the recorded answer, as soon as the capture has it. */
    private static final class RecordedBook extends BinanceMarketDataService {
        private final CompletableFuture<BinanceOrderbook> recorded = new CompletableFuture<>();
        private final boolean isAwaited;

        /** Where {@code isAwaited}, the question is asked once, on a thread that may wait; else again and again. */
        RecordedBook(BinanceExchange exchange, boolean isAwaited) {
            super(exchange, exchange.getResilienceRegistries());
            this.isAwaited = isAwaited;
        }

        @Override
        public BinanceOrderbook getBinanceOrderbookAllProducts(Instrument instrument, Integer limit)
                throws IOException {
            if (!isAwaited && !recorded.isDone()) {
                throw new IOException("not recorded yet; spot asks again with the next change");
            }
            return recorded.join();
        }

        void take(RawFrame answer) {
            String text = new String(answer.payload(), StandardCharsets.UTF_8);
            if (!text.contains("\"lastUpdateId\"")) {
                return;
            }
            try {
                recorded.complete(
                        StreamingObjectMapperHelper.getObjectMapper().readValue(text, BinanceOrderbook.class));
                awaitSnapshotThread();
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The futures' book is put together on a thread of its own; it is done before the clock goes on. */
        private void awaitSnapshotThread() {
            Scheduler scheduler =
                    (Scheduler) Session.get(BinanceStreamingMarketDataService.class, null, "bookSnapshotsScheduler");
            CountDownLatch done = new CountDownLatch(1);
            scheduler.scheduleDirect(done::countDown);
            try {
                done.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
