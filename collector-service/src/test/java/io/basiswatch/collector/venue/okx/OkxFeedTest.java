package io.basiswatch.collector.venue.okx;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OkxFeedTest {
    private static final String TRADERS = "https://rest/api/v5/rubik/stat/contracts/";
    private static final VenueSettings SETTINGS = new VenueSettings("wss://socket/", "https://rest/", Map.of());

    private final VenueFeed feed = new OkxFeed();

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
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(OkxFeed.class));
    }

    @Test
    void asksForSpotSwapsAndFutures() {
        assertThat(feed.metadata(SETTINGS))
                .containsExactly(
                        "https://rest/api/v5/public/instruments?instType=SPOT",
                        "https://rest/api/v5/public/instruments?instType=SWAP",
                        "https://rest/api/v5/public/instruments?instType=FUTURES");
    }

    @Test
    void subscribesToQuotesTradesAndMarksOnConnectionsByLiveliness() {
        // When
        List<Subscription> subscriptions = feed.subscriptions(
                SETTINGS,
                List.of(
                        listed("okx:BTC-USDT", "BTC-USDT"),
                        listed("okx:BTC-EUR", "BTC-EUR"),
                        listed("okx:USDC-USDT", "USDC-USDT"),
                        listed("okx:BTC-USD-PERP", "BTC-USD-SWAP"),
                        listed("okx:BTC-USD-20261225T0800Z", "BTC-USD-261225")));
        // Then
        assertThat(subscriptions)
                .extracting(Subscription::name)
                .containsExactly("market", "dated", "stablecoins", "marks", "depth");
        assertThat(subscriptions)
                .allSatisfy(one -> assertThat(one.addresses()).containsExactly("wss://socket/ws/v5/public"));
        assertThat(subscriptions.get(0).greetings())
                .containsExactly("{\"op\":\"subscribe\",\"args\":[{\"channel\":\"bbo-tbt\",\"instId\":\"BTC-USDT\"},"
                        + "{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"},"
                        + "{\"channel\":\"bbo-tbt\",\"instId\":\"BTC-USD-SWAP\"},"
                        + "{\"channel\":\"trades\",\"instId\":\"BTC-USD-SWAP\"}]}");
        assertThat(subscriptions.get(2).streams()).containsExactly(stream("okx:USDC-USDT", StreamKind.QUOTES));
        assertThat(subscriptions.get(3).greetings().getFirst())
                .contains("{\"channel\":\"funding-rate\",\"instId\":\"BTC-USD-SWAP\"}")
                .contains("{\"channel\":\"index-tickers\",\"instId\":\"BTC-USD\"}")
                .contains("{\"channel\":\"liquidation-orders\",\"instType\":\"FUTURES\"}")
                .doesNotContain("{\"channel\":\"funding-rate\",\"instId\":\"BTC-USD-261225\"}");
    }

    @Test
    void subscribesToBooksApartAndWaitsForNoDatedOne() {
        // When
        Subscription depth = feed.subscriptions(
                        SETTINGS,
                        List.of(
                                listed("okx:BTC-USDT", "BTC-USDT"),
                                listed("okx:BTC-EUR", "BTC-EUR"),
                                listed("okx:USDC-USDT", "USDC-USDT"),
                                listed("okx:BTC-USD-20261225T0800Z", "BTC-USD-261225")))
                .getLast();
        // Then
        assertThat(depth.greetings())
                .containsExactly("{\"op\":\"subscribe\",\"args\":[{\"channel\":\"books\",\"instId\":\"BTC-USDT\"},"
                        + "{\"channel\":\"books\",\"instId\":\"BTC-USD-261225\"}]}");
        assertThat(depth.streams()).containsExactly(stream("okx:BTC-USDT", StreamKind.DEPTH));
    }

    @Test
    void asksEachSwapForWhatItHasPaid() {
        assertThat(feed.polls(
                        SETTINGS,
                        List.of(listed("okx:BTC-USDT", "BTC-USDT"), listed("okx:BTC-USDT-PERP", "BTC-USDT-SWAP"))))
                .extracting(Poll::url)
                .containsExactly(
                        "https://rest/api/v5/public/funding-rate-history?limit=10&instId=BTC-USDT-SWAP",
                        TRADERS + "long-short-account-ratio-contract?period=5m&limit=1&instId=BTC-USDT-SWAP",
                        TRADERS + "long-short-account-ratio-contract-top-trader?period=5m&limit=1&instId=BTC-USDT-SWAP",
                        TRADERS
                                + "long-short-position-ratio-contract-top-trader?period=5m&limit=1&instId=BTC-USDT-SWAP");
    }

    @Test
    void saysPingAsTextBeforeThirtySecondsArePast() {
        assertThat(feed.keepAlive()).hasValueSatisfying(ping -> {
            assertThat(ping.message()).isEqualTo("ping");
            assertThat(ping.every()).isLessThan(Duration.ofSeconds(30));
        });
    }
}
