package io.basiswatch.collector.venue.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BybitFeedTest {
    private static final VenueSettings SETTINGS = new VenueSettings("wss://socket/", "https://rest/", Map.of());

    private final VenueFeed feed = new BybitFeed();

    private static InstrumentListed listed(String instrument, String symbol) {
        return new InstrumentListed(
                Instrument.parse(instrument), new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), symbol, 1);
    }

    private static MarketStream stream(String instrument, StreamKind kind) {
        return new MarketStream(Instrument.parse(instrument), kind);
    }

    @Test
    void isFoundByItsVenue() {
        assertThat(VenueFeeds.of(feed.venue()))
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(BybitFeed.class));
    }

    @Test
    void asksForEachCategory() {
        assertThat(feed.metadata(SETTINGS))
                .containsExactly(
                        "https://rest/v5/market/instruments-info?limit=1000&category=spot",
                        "https://rest/v5/market/instruments-info?limit=1000&category=linear",
                        "https://rest/v5/market/instruments-info?limit=1000&category=inverse");
    }

    @Test
    void subscribesAtTheAddressOfEachCategory() {
        // When
        List<Subscription> subscriptions = feed.subscriptions(
                SETTINGS,
                List.of(
                        listed("bybit:BTC-USDT", "BTCUSDT"),
                        listed("bybit:BTC-EUR", "BTCEUR"),
                        listed("bybit:BTC-USDT-PERP", "BTCUSDT"),
                        listed("bybit:BTC-USD-PERP", "BTCUSD"),
                        listed("bybit:BTC-USD-20270326T0800Z", "BTCUSDH27"),
                        listed("bybit:USDC-USDT", "USDCUSDT")));
        // Then
        assertThat(subscriptions)
                .extracting(one -> one.name() + ' ' + one.addresses().getFirst())
                .containsExactly(
                        "spot wss://socket/v5/public/spot",
                        "spot-depth wss://socket/v5/public/spot",
                        "linear wss://socket/v5/public/linear",
                        "linear-depth wss://socket/v5/public/linear",
                        "inverse wss://socket/v5/public/inverse",
                        "inverse-depth wss://socket/v5/public/inverse",
                        "inverse-dated wss://socket/v5/public/inverse",
                        "stablecoins wss://socket/v5/public/spot");
        assertThat(subscriptions.get(2).greetings())
                .containsExactly("{\"op\":\"subscribe\",\"args\":[\"orderbook.1.BTCUSDT\",\"publicTrade.BTCUSDT\","
                        + "\"tickers.BTCUSDT\",\"allLiquidation.BTCUSDT\"]}");
        assertThat(subscriptions.get(2).streams()).contains(stream("bybit:BTC-USDT-PERP", StreamKind.MARKS));
    }

    @Test
    void asksForNoMoreThanTenTopicsAtOnce() {
        // When
        List<Subscription> subscriptions = feed.subscriptions(
                SETTINGS,
                List.of(
                        listed("bybit:BTC-USDT-PERP", "BTCUSDT"),
                        listed("bybit:ETH-USDT-PERP", "ETHUSDT"),
                        listed("bybit:SOL-USDT-PERP", "SOLUSDT")));
        // Then
        assertThat(subscriptions.getFirst().greetings())
                .extracting(request -> request.split("USDT\"").length - 1)
                .containsExactly(10, 2);
    }

    @Test
    void subscribesToTheDeepestBooksApartAndWaitsForNoDatedOne() {
        // When
        Subscription depth = feed.subscriptions(
                        SETTINGS,
                        List.of(
                                listed("bybit:BTC-USD-PERP", "BTCUSD"),
                                listed("bybit:BTC-USD-20270326T0800Z", "BTCUSDH27")))
                .get(1);
        // Then
        assertThat(depth.greetings())
                .containsExactly("{\"op\":\"subscribe\",\"args\":[\"orderbook.1000.BTCUSD\","
                        + "\"orderbook.1000.BTCUSDH27\"]}");
        assertThat(depth.streams()).containsExactly(stream("bybit:BTC-USD-PERP", StreamKind.DEPTH));
    }

    @Test
    void asksEachPerpetualForWhatItHasPaidAndEachMarketForItsNewestTrades() {
        assertThat(feed.polls(
                        SETTINGS,
                        List.of(
                                listed("bybit:BTC-USDT", "BTCUSDT"),
                                listed("bybit:BTC-USD-PERP", "BTCUSD"),
                                listed("bybit:BTC-USD-20270326T0800Z", "BTCUSDH27"))))
                .extracting(Poll::url)
                .containsExactly(
                        "https://rest/v5/market/funding/history?limit=10&category=inverse&symbol=BTCUSD",
                        "https://rest/v5/market/account-ratio?period=5min&limit=1&category=inverse&symbol=BTCUSD",
                        "https://rest/v5/market/recent-trade?limit=60&category=spot&symbol=BTCUSDT",
                        "https://rest/v5/market/recent-trade?limit=1000&category=inverse&symbol=BTCUSD",
                        "https://rest/v5/market/recent-trade?limit=1000&category=inverse&symbol=BTCUSDH27");
    }

    @Test
    void staysWithinSixHundredRequestsInFiveSeconds() {
        assertThat(feed.limits().capacity()).isEqualTo(600);
        assertThat(feed.limits().window()).hasSeconds(5);
    }

    @Test
    void asksForNoBookOf500LevelsWhichWasDroppedForLinearContracts() {
        assertThat(feed.subscriptions(SETTINGS, List.of(listed("bybit:BTC-USDT-PERP", "BTCUSDT"))))
                .flatExtracting(Subscription::greetings)
                .noneMatch(greeting -> greeting.contains("orderbook.500"));
    }

    @Test
    void pingsEveryTwentySeconds() {
        assertThat(feed.keepAlive())
                .hasValueSatisfying(ping -> assertThat(ping.message()).isEqualTo("{\"op\":\"ping\"}"));
    }
}
