package io.basiswatch.collector.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BinanceFeedTest {
    private static final VenueSettings SETTINGS = new VenueSettings("wss://x", "https://y", Map.of());
    private static final Stamp STAMP = new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE);

    private static InstrumentListed listed(String instrument, String symbol) {
        return new InstrumentListed(Instrument.parse(instrument), STAMP, symbol, 1);
    }

    private static final List<InstrumentListed> LINEAR = List.of(
            listed("binance-usdm:BTC-USDT-PERP", "BTCUSDT"),
            listed("binance-usdm:ETH-BTC-PERP", "ETHBTC"),
            listed("binance-usdm:BTC-USDT-20261225T0800Z", "BTCUSDT_261225"));
    private static final List<InstrumentListed> INVERSE = List.of(
            listed("binance-coinm:BTC-USD-PERP", "BTCUSD_PERP"),
            listed("binance-coinm:BTC-USD-20261225T0800Z", "BTCUSD_261225"));

    private static Subscription named(List<Subscription> all, String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void eachStreamOfLinearFuturesHasItsClassOfPathAndNoneTheMuteOldAddress() {
        // When
        List<Subscription> all = new BinanceUsdmFeed().subscriptions(SETTINGS, LINEAR);

        // Then: depth and quotes under /public, marks and liquidations under /market
        assertThat(all)
                .flatExtracting(Subscription::addresses)
                .allMatch(url -> url.startsWith("wss://x/public/stream?streams=")
                        || url.startsWith("wss://x/market/stream?streams="));
        assertThat(named(all, "depth").addresses())
                .containsExactly("wss://x/public/stream?streams=btcusdt@depth@100ms/ethbtc@depth@100ms");
        assertThat(named(all, "quotes").addresses()).singleElement().asString().contains("/public/");
        assertThat(named(all, "marks").addresses())
                .singleElement()
                .asString()
                .contains("/market/", "btcusdt@markPrice@1s", "btcusdt@forceOrder", "btcusdt_261225@forceOrder");
        assertThat(named(all, "trades").addresses()).hasSize(2);
    }

    @Test
    void inverseFuturesAreTriedAtBothAddressesBecauseReportsDiffer() {
        // When
        List<Subscription> all = new BinanceCoinmFeed().subscriptions(SETTINGS, INVERSE);

        // Then
        assertThat(named(all, "depth").addresses())
                .containsExactly(
                        "wss://x/stream?streams=btcusd_perp@depth@100ms",
                        "wss://x/public/stream?streams=btcusd_perp@depth@100ms");
        assertThat(named(all, "marks").addresses().getFirst()).contains("btcusd@indexPrice@1s");
    }

    @Test
    void onlyLiquidBooksAreWatchedForSilence() {
        // When
        List<Subscription> all = new BinanceUsdmFeed().subscriptions(SETTINGS, LINEAR);

        // Then: a perpetual against dollars, but none against a coin and no dated one
        assertThat(named(all, "depth").streams())
                .containsExactly(new MarketStream(LINEAR.getFirst().instrument(), StreamKind.DEPTH));
        assertThat(named(all, "dated-quotes").addresses().getFirst()).contains("btcusdt_261225@depth@100ms");
        assertThat(named(all, "dated-quotes").streams())
                .extracting(MarketStream::kind)
                .containsExactly(StreamKind.QUOTES);
        assertThat(named(all, "marks").streams()).extracting(MarketStream::kind).containsOnly(StreamKind.MARKS);
    }

    @Test
    void whatIsNotStreamedIsPolled() {
        // When
        List<Poll> polls = new BinanceUsdmFeed().polls(SETTINGS, LINEAR);

        // Then
        assertThat(polls)
                .extracting(Poll::url)
                .containsExactlyInAnyOrder(
                        "https://y/fapi/v1/openInterest?symbol=BTCUSDT",
                        "https://y/fapi/v1/openInterest?symbol=ETHBTC",
                        "https://y/fapi/v1/openInterest?symbol=BTCUSDT_261225",
                        "https://y/fapi/v1/fundingRate?symbol=BTCUSDT&limit=10",
                        "https://y/fapi/v1/fundingRate?symbol=ETHBTC&limit=10",
                        "https://y/futures/data/globalLongShortAccountRatio?symbol=BTCUSDT&period=5m&limit=1",
                        "https://y/futures/data/topLongShortAccountRatio?symbol=BTCUSDT&period=5m&limit=1",
                        "https://y/futures/data/topLongShortPositionRatio?symbol=BTCUSDT&period=5m&limit=1",
                        "https://y/futures/data/globalLongShortAccountRatio?symbol=ETHBTC&period=5m&limit=1",
                        "https://y/futures/data/topLongShortAccountRatio?symbol=ETHBTC&period=5m&limit=1",
                        "https://y/futures/data/topLongShortPositionRatio?symbol=ETHBTC&period=5m&limit=1");
        assertThat(new BinanceCoinmFeed().polls(SETTINGS, INVERSE))
                .as("the inverse market tells it by pair")
                .noneMatch(poll -> poll.url().contains("LongShort"));
        assertThat(new BinanceSpotFeed().polls(SETTINGS, List.of(listed("binance-spot:BTC-USDT", "BTCUSDT"))))
                .isEmpty();
    }

    @Test
    void questionsWeighWhatTheVenueSays() {
        // When
        RestLimits spot = new BinanceSpotFeed().limits();
        RestLimits futures = new BinanceUsdmFeed().limits();

        // Then
        assertThat(spot.capacity()).isEqualTo(6_000);
        assertThat(futures.capacity()).isEqualTo(2_400);
        assertThat(futures.header().orElseThrow().name()).isEqualTo("X-MBX-USED-WEIGHT-1M");
        assertThat(weight(spot, "/api/v3/depth?symbol=BTCUSDT&limit=5000")).isEqualTo(250);
        assertThat(weight(spot, "/api/v3/depth?symbol=BTCUSDT")).isEqualTo(5);
        assertThat(weight(spot, "/api/v3/exchangeInfo")).isEqualTo(20);
        assertThat(weight(futures, "/fapi/v1/depth?symbol=BTCUSDT&limit=1000")).isEqualTo(20);
        assertThat(weight(futures, "/fapi/v1/depth?symbol=BTCUSDT&limit=50")).isEqualTo(2);
        assertThat(weight(futures, "/fapi/v1/openInterest?symbol=BTCUSDT")).isEqualTo(1);
        assertThat(weight(futures, "/fapi/v1/premiumIndex")).isEqualTo(10);
        assertThat(2_400 / weight(futures, "/fapi/v1/fundingRate?symbol=BTCUSDT"))
                .as("500 in five minutes")
                .isEqualTo(100);
        assertThat(2_400 / weight(futures, "/futures/data/topLongShortAccountRatio?symbol=BTCUSDT&period=5m"))
                .as("1000 in five minutes")
                .isEqualTo(200);
    }

    private static int weight(RestLimits limits, String url) {
        return limits.weight().applyAsInt("https://y" + url);
    }

    @Test
    void everyKindOfEventThatFilesBringIsOffered() {
        for (VenueFeed feed : List.of(new BinanceSpotFeed(), new BinanceUsdmFeed(), new BinanceCoinmFeed())) {
            // Given
            Set<Class<?>> offered = feed.offers().stream().map(Offer::event).collect(Collectors.toSet());

            // When
            Decoded decoded = new Decoded(feed);
            for (String file : List.of("crypto-msg-parser.ndjson", "jkorf-fixtures.ndjson")) {
                decoded.takeAll(BinanceFrames.of(
                        BinanceFrames.SHIPPED.resolve(feed.venue().id()).resolve(file)));
            }

            // Then
            assertThat(decoded.events).isNotEmpty().allMatch(event -> offered.contains(event.getClass()));
            assertThat(offered).contains(Candle.class);
            boolean derivatives = !feed.venue().id().equals("binance-spot");
            assertThat(offered.containsAll(List.of(OpenInterest.class, Liquidation.class)))
                    .isEqualTo(derivatives);
        }
    }
}
