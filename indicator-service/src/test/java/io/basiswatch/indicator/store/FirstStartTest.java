package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.MetCandle;
import io.basiswatch.indicator.ValueSink;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The history of a first start is taken in: pages of candles, newest page first, through the engine into the stores.
 *
 * <p>{@code -Dfirst.start=100} takes all of it: 5 years of days, 120 days of hours and 2 days of minutes of 20 markets of two
 * assets each; the default is a small part. What it prints are figures, and it asserts none.
 */
class FirstStartTest {
    private static final int PERCENT = Integer.getInteger("first.start", 2);
    private static final int PAGE = 1_000;
    /** As much as the reader of the log lets pile up before it writes. */
    private static final int MOST_PENDING = 4_000;

    private static final List<String> MARKETS = List.of(
            "binance-usdm:%s-USDT-PERP",
            "binance-usdm:%s-USDC-PERP",
            "binance-coinm:%s-USD-PERP",
            "bybit:%s-USDT-PERP",
            "bybit:%s-USD-PERP",
            "okx:%s-USDT-PERP",
            "okx:%s-USD-PERP",
            "kraken-futures:%s-USD-PERP",
            "bitmex:%s-USD-PERP",
            "deribit:%s-USD-PERP",
            "hyperliquid:%s-USDC-PERP",
            "binance-spot:%s-USDT",
            "binance-spot:%s-USDC",
            "okx:%s-USDT",
            "bybit:%s-USDT",
            "kraken-spot:%s-USD",
            "coinbase:%s-USD",
            "bitstamp:%s-USD",
            "bitfinex:%s-USD",
            "kraken-spot:%s-USDT");

    private static CandleStores stores;

    @BeforeAll
    static void startStores() throws Exception {
        stores = new CandleStores();
    }

    @AfterAll
    static void stopStores() throws Exception {
        stores.close();
    }

    /** Writes as the reader of the log does. */
    private static final class Written implements ValueSink {
        private final IndicatorWriter writer = stores.writer();
        private final List<MetCandle> candles = new ArrayList<>();
        private final List<IndicatorValue> values = new ArrayList<>();
        private long rows;
        private long writing;

        @Override
        public void publish(String asset, long instant, List<IndicatorValue> found) {
            throw new IllegalStateException("nothing of the present was told");
        }

        @Override
        public void history(MetCandle met, List<IndicatorValue> found) {
            candles.add(met);
            values.addAll(found);
        }

        @Override
        public void history(String asset, long receivedTime, List<IndicatorValue> found) {
            values.addAll(found);
        }

        void write(int most) {
            if (values.size() + candles.size() > most) {
                long start = System.nanoTime();
                rows += Stores.write(writer, candles, values);
                writing += System.nanoTime() - start;
                candles.clear();
                values.clear();
            }
        }
    }

    @Test
    void everyCandleIsKeptAndNothingIsSaidTwice() throws Exception {
        // Given
        stores.clear();
        Written written = new Written();
        IndicatorEngine engine = new IndicatorEngine(Indicators.all(), EngineConfig.defaults(), asset -> true, written);
        long start = System.nanoTime();

        // When
        int candles = 0;
        for (String asset : List.of("BTC", "ETH")) {
            candles += take(engine, written, asset, Resolution.DAY, 1_826);
            candles += take(engine, written, asset, Resolution.HOUR, 120 * 24);
            candles += take(engine, written, asset, Resolution.MINUTE, 2 * 24 * 60);
        }
        written.write(0);

        // Then
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%,d candles gave %,d rows in %.1f s, of which writing %.1f s: %,.0f candles/s%n",
                candles, written.rows, seconds, written.writing / 1e9, candles / seconds);
        assertThat(engine.counts().candles()).isEqualTo(candles);
        assertThat(written.rows).isGreaterThan(candles);
    }

    private static int take(IndicatorEngine engine, Written written, String asset, Resolution resolution, int whole) {
        int count = Math.max(3, whole * PERCENT / 100);
        int candles = 0;
        for (int page = 0; page < count; page += PAGE) {
            for (String market : MARKETS) {
                List<MarketEvent> events =
                        page(market.formatted(asset), resolution, page, Math.min(page + PAGE, count));
                engine.accept(new EventBatch(asset, "c", events));
                candles += events.size();
                written.write(MOST_PENDING);
            }
        }
        return candles;
    }

    /** The candles from so many intervals ago to so many, oldest first, as venues tell a page. */
    private static List<MarketEvent> page(String market, Resolution resolution, int newest, int oldest) {
        CandleBuilder candle = CandleBuilder.of(market).length(resolution.micros());
        List<MarketEvent> page = new ArrayList<>();
        for (int back = oldest; back > newest; back--) {
            double traded = 1_000 + back % 97;
            page.add(candle.open(Market.START - back * resolution.micros())
                    .close(100 + back % 13)
                    .traded(traded, traded * (40 + back % 21) / 100)
                    .build());
        }
        return page;
    }
}
