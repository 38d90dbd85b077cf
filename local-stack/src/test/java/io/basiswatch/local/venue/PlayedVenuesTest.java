package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Captures of Kraken's two markets and of BitMEX as they are played again: whose frames they are, and when. */
class PlayedVenuesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final long HOUR = 3_600_000_000L;

    private static final String KRAKEN_LEVEL = "{\"feed\":\"book\",\"product_id\":\"PF_XBTUSD\",\"side\":\"sell\","
            + "\"seq\":115358039,\"price\":83999.0,\"qty\":0.0,\"timestamp\":1723161260000}";
    private static final String KRAKEN_TRADE =
            "{\"feed\":\"trade\",\"product_id\":\"PF_XBTUSD\",\"uid\":\"a\",\"side\":"
                    + "\"sell\",\"type\":\"fill\",\"seq\":7,\"time\":1723161260000,\"qty\":0.2,\"price\":83994.0}";
    private static final String PAIR_TRADE =
            "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\","
                    + "\"side\":\"buy\",\"price\":83744.3,\"qty\":0.00044780,\"ord_type\":\"limit\",\"trade_id\":109116693,"
                    + "\"timestamp\":\"2024-08-08T23:54:20.844359Z\"}]}";
    private static final String BITMEX_LEVEL = "{\"table\":\"orderBookL2\",\"action\":\"update\",\"data\":[{\"symbol\":"
            + "\"XBTUSD\",\"id\":8796323950,\"side\":\"Sell\",\"size\":38760,\"timestamp\":\"2024-08-08T23:54:20.603Z\"}]}";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Loop secondPass() {
        return ProtocolFrames.pass(
                HOUR, 1, Map.of(Numbers.IdKind.BOOK, 1_000L, Numbers.IdKind.SEQUENCE, 10L, Numbers.IdKind.TRADE, 100L));
    }

    @Test
    void eachFrameBelongsToTheStreamsThatOneSubscribesTo() {
        assertThat(new KrakenFuturesProtocol().streams(bytes(KRAKEN_LEVEL))).containsExactly("book:PF_XBTUSD");
        assertThat(new KrakenFuturesProtocol().streams(bytes(KRAKEN_LEVEL.replace("\"book\"", "\"book_snapshot\""))))
                .containsExactly("book:PF_XBTUSD");
        assertThat(new KrakenFuturesProtocol()
                        .streams(bytes("{\"event\":\"subscribed\",\"feed\":\"book\",\"product_ids\":[\"PF_XBTUSD\"]}")))
                .isEmpty();
        assertThat(new KrakenSpotProtocol().streams(bytes(PAIR_TRADE))).containsExactly("trade:BTC/USD");
        assertThat(new KrakenSpotProtocol().streams(bytes("[0,[[\"1\",\"2\"]],\"trade\",\"XBT/USD\"]")))
                .isEmpty();
        assertThat(new BitmexProtocol().streams(bytes(BITMEX_LEVEL))).containsExactly("orderBookL2:XBTUSD");
    }

    @Test
    void timesAreMovedAndBooksAndTradesCountApart() {
        // Given
        Loop second = secondPass();

        // Then
        assertThat(ProtocolFrames.rewritten(new KrakenFuturesProtocol(), KRAKEN_LEVEL, second))
                .isEqualTo(KRAKEN_LEVEL.replace("115358039", "115359039").replace("1723161260000", "1723164860000"));
        assertThat(ProtocolFrames.rewritten(new KrakenFuturesProtocol(), KRAKEN_TRADE, second))
                .isEqualTo(KRAKEN_TRADE.replace("\"seq\":7", "\"seq\":17").replace("1723161260000", "1723164860000"));
        assertThat(ProtocolFrames.rewritten(new KrakenSpotProtocol(), PAIR_TRADE, second))
                .isEqualTo(PAIR_TRADE
                        .replace("109116693", "109116793")
                        .replace("2024-08-08T23:54:20", "2024-08-09T00:54:20"));
        assertThat(ProtocolFrames.rewritten(new BitmexProtocol(), BITMEX_LEVEL, second))
                .isEqualTo(BITMEX_LEVEL.replace("2024-08-08T23:54:20", "2024-08-09T00:54:20"));
    }

    @Test
    void aClientIsToldWhatItHasSubscribedTo() {
        // Given
        Conversation client = new BitmexProtocol().open("/realtime", "");

        // When
        List<String> replies = client.hear("{\"op\":\"subscribe\",\"args\":[\"orderBookL2:XBTUSD\"]}", NOW);

        // Then
        assertThat(replies).hasSize(2).last().asString().contains("\"success\":true");
        assertThat(client.tell(List.of("orderBookL2:XBTUSD"), bytes(BITMEX_LEVEL)))
                .contains(BITMEX_LEVEL);
        assertThat(client.tell(List.of("orderBookL2:ETHUSD"), bytes(BITMEX_LEVEL)))
                .isEqualTo(Optional.empty());
        assertThat(client.hear("ping", NOW)).containsExactly("pong");
    }

    @Test
    void aClientOfKrakenIsRefusedWhatIsNotThere() {
        // Given
        Conversation spot = new KrakenSpotProtocol().open("/v2", "");
        Conversation futures = new KrakenFuturesProtocol().open("/ws/v1", "");

        // Then
        assertThat(spot.hear(
                        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"level9\",\"symbol\":[\"BTC/USD\"]}}", NOW))
                .last()
                .asString()
                .contains("\"success\":false");
        assertThat(futures.hear("{\"event\":\"subscribe\",\"feed\":\"nothing\",\"product_ids\":[\"PF_XBTUSD\"]}", NOW))
                .last()
                .asString()
                .contains("alert");
    }
}
