package io.basiswatch.collector.venue.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Hyperliquid is asked about the past, and what becomes of the answers. */
class HyperliquidPastTest {
    private static final String INFO = "https://api.hyperliquid.xyz/info#";
    private static final String CANDLES = INFO + "{\"type\":\"candleSnapshot\",\"req\":{}}";
    private static final long HOUR = 3_600_000_000L;
    private static final Instrument BITCOIN = Instrument.perpetual(Coins.VENUE, "BTC", "USDC");
    private static final VenueSettings SETTINGS =
            new VenueSettings("wss://api.hyperliquid.xyz", "https://api.hyperliquid.xyz", Map.of());

    private final HyperliquidFeed feed = new HyperliquidFeed();
    private final Decoding decoding = Decoding.of(feed, "wss://api.hyperliquid.xyz/ws");

    @BeforeEach
    void list() {
        decoding.answer(
                INFO, "{\"universe\":[{\"name\":\"BTC\",\"szDecimals\":5},{\"name\":\"kPEPE\",\"szDecimals\":0}]}");
    }

    private Past past(Past.Kind kind) {
        return feed.past(SETTINGS, decoding.events(InstrumentListed.class)).stream()
                .filter(past -> past.kind() == kind && past.instrument().equals(BITCOIN))
                .findFirst()
                .orElseThrow();
    }

    private static String candle(String coin, String interval, long openMillis, String prices, String volume) {
        return "{\"t\":" + openMillis + ",\"T\":" + (openMillis + 59_999) + ",\"s\":\"" + coin + "\",\"i\":\""
                + interval + "\"," + prices + ",\"v\":\"" + volume + "\",\"n\":189}";
    }

    @Test
    void readsAClosedCandleByLettersThatDifferInCaseOnly() {
        // When: t is the start and T the last millisecond
        decoding.answer(
                CANDLES,
                '['
                        + candle(
                                "BTC",
                                "1m",
                                1_681_923_600_000L,
                                "\"o\":\"29295.0\",\"c\":\"29258.0\",\"h\":\"29309.0\",\"l\":\"29250.0\"",
                                "0.98639")
                        + ']');
        // Then
        Candle candle = decoding.only(Candle.class);
        assertThat(candle.instrument()).isEqualTo(BITCOIN);
        assertThat(candle.openTime()).isEqualTo(1_681_923_600_000_000L);
        assertThat(candle.closeTime()).isEqualTo(1_681_923_660_000_000L);
        assertThat(candle.eventTime()).isEqualTo(candle.closeTime());
        assertThat(List.of(candle.open(), candle.high(), candle.low(), candle.close()))
                .containsExactly(29_295.0, 29_309.0, 29_250.0, 29_258.0);
        assertThat(candle.volume()).isEqualTo(0.98639);
        assertThat(candle.notional()).isEmpty();
        assertThat(candle.takerBuyVolume()).isEmpty();
    }

    @Test
    void neverTellsTheCandleThatStillRuns() {
        // Given: the last row of an answer runs until a minute after it was received
        long now = Decoding.NOW / 1_000 / 60_000 * 60_000;
        String prices = "\"o\":\"1\",\"c\":\"1\",\"h\":\"1\",\"l\":\"1\"";
        // When
        decoding.answer(
                CANDLES,
                '['
                        + candle("BTC", "1m", now - 60_000, prices, "1")
                        + ','
                        + candle("BTC", "1m", now, prices, "1")
                        + ']');
        // Then
        assertThat(decoding.only(Candle.class).openTime()).isEqualTo((now - 60_000) * 1_000);
    }

    @Test
    void countsSinglePiecesWhereTheVenueCountsThousands() {
        // When
        decoding.answer(
                CANDLES,
                '['
                        + candle(
                                "kPEPE",
                                "1d",
                                1_681_862_400_000L,
                                "\"o\":\"0.02\",\"c\":\"0.02\",\"h\":\"0.04\",\"l\":\"0.01\"",
                                "5")
                        + ']');
        // Then
        Candle candle = decoding.only(Candle.class);
        assertThat(candle.instrument().base()).isEqualTo("PEPE");
        assertThat(candle.high()).isEqualTo(0.00004);
        assertThat(candle.volume()).isEqualTo(5_000);
    }

    @Test
    void refusesACandleWhosePricesContradictEachOther() {
        // Given
        String impossible = candle("BTC", "1h", 0, "\"o\":\"2\",\"c\":\"1\",\"h\":\"1\",\"l\":\"1\"", "1");
        // Then
        assertThatThrownBy(() -> decoding.answer(CANDLES, '[' + impossible + ']'))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("high");
    }

    @Test
    void takesTheEmptyAnswerOfTooLongAgoForNothing() {
        // When: beyond the last 5,000 candles the venue answers an empty array
        decoding.answer(CANDLES, "[]");
        // Then
        assertThat(decoding.events(Candle.class)).isEmpty();
    }

    @Test
    void asksForCandlesByPostWithBothBoundsInclusive() {
        // When
        Past hours = past(Past.Kind.HOURS);
        // Then
        assertThat(hours.rows()).isEqualTo(5_000);
        assertThat(hours.reach()).isEqualTo(Duration.ofHours(5_000));
        assertThat(hours.page().url(HOUR, 3 * HOUR, Optional.empty()))
                .isEqualTo(INFO + "{\"type\":\"candleSnapshot\",\"req\":{\"coin\":\"BTC\",\"interval\":\"1h\","
                        + "\"startTime\":3600000,\"endTime\":10799999}}");
    }

    @Test
    void asksForPaymentsFiveHundredAtATime() {
        // When
        Past payments = past(Past.Kind.FUNDING);
        // Then
        assertThat(payments.rows()).isEqualTo(500);
        assertThat(payments.step()).isEqualTo(Duration.ofHours(1));
        assertThat(payments.page().url(0, HOUR, Optional.empty()))
                .isEqualTo(INFO + "{\"type\":\"fundingHistory\",\"coin\":\"BTC\",\"startTime\":0,\"endTime\":3599999}");
    }

    @Test
    void weighsAPageByItsRows() {
        // When
        String candles = past(Past.Kind.MINUTES).page().url(0, 5_000 * 60_000_000L, Optional.empty());
        String payments = past(Past.Kind.FUNDING).page().url(0, 500 * HOUR, Optional.empty());
        // Then
        assertThat(feed.limits().weight().applyAsInt(candles)).isEqualTo(20 + 84);
        assertThat(feed.limits().weight().applyAsInt(payments)).isEqualTo(20 + 25);
    }

    @Test
    void startsASingleStreamAnewByUnsubscribingFirst() {
        // When
        Subscription market = feed.subscriptions(SETTINGS, decoding.events(InstrumentListed.class))
                .getFirst();
        // Then
        assertThat(market.again().get(new MarketStream(BITCOIN, StreamKind.TRADES)))
                .containsExactly(
                        "{\"method\":\"unsubscribe\",\"subscription\":{\"type\":\"trades\",\"coin\":\"BTC\"}}",
                        "{\"method\":\"subscribe\",\"subscription\":{\"type\":\"trades\",\"coin\":\"BTC\"}}");
        assertThat(market.again()).containsOnlyKeys(market.streams());
    }
}
