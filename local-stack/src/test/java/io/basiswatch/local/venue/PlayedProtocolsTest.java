package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Captures of Bitstamp and Hyperliquid as they are played: their streams, times and numbers. */
class PlayedProtocolsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final long HOUR = 3_600_000_000L;
    private static final String TRADE = "{\"channel\":\"live_trades_btcusd\",\"data\":{\"amount\":0.5,\"id\":158457579,"
            + "\"microtimestamp\":\"1723161260187000\",\"price\":57748.8,\"timestamp\":\"1723161260\",\"type\":0},"
            + "\"event\":\"trade\"}";
    private static final String PRINTS =
            "{\"channel\":\"trades\",\"data\":[{\"coin\":\"BTC\",\"side\":\"A\",\"px\":\"79889.0\","
                    + "\"sz\":\"0.00054\",\"time\":1723161260628,\"hash\":\"0x17\",\"tid\":226388921035269}]}";

    private final BitstampProtocol bitstamp = new BitstampProtocol();
    private final HyperliquidProtocol hyperliquid = new HyperliquidProtocol();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Survey survey(String... streams) {
        return new Survey(0, 1, Set.of(streams), Map.of(), List.of());
    }

    @Test
    void movesSecondsAndMicrosecondsOfBitstampAlike() {
        // Given
        Loop second = ProtocolFrames.pass(HOUR, 1, Map.of(Numbers.IdKind.TRADE, 100L));
        // Then
        assertThat(ProtocolFrames.rewritten(bitstamp, TRADE, second))
                .isEqualTo(TRADE.replace("158457579", "158457679")
                        .replace("1723161260187000", "1723164860187000")
                        .replace("\"1723161260\"", "\"1723164860\""));
    }

    @Test
    void movesMillisecondsOfHyperliquid() {
        // Given
        Loop second = ProtocolFrames.pass(HOUR, 1, Map.of(Numbers.IdKind.TRADE, 10L));
        // Then
        assertThat(ProtocolFrames.rewritten(hyperliquid, PRINTS, second))
                .isEqualTo(
                        PRINTS.replace("1723161260628", "1723164860628").replace("226388921035269", "226388921035279"));
    }

    @Test
    void namesStreamsAsClientsAskForThem() {
        // Then
        assertThat(bitstamp.streams(bytes(TRADE))).containsExactly("live_trades_btcusd");
        assertThat(bitstamp.streams(
                        bytes("{\"event\":\"bts:subscription_succeeded\",\"channel\":\"x_btcusd\",\"data\":{}}")))
                .isEmpty();
        assertThat(hyperliquid.streams(bytes(PRINTS))).containsExactly("trades:BTC");
        assertThat(hyperliquid.streams(
                        bytes("{\"channel\":\"l2Book\",\"data\":{\"coin\":\"BTC\",\"time\":1,\"levels\":[]}}")))
                .containsExactly("l2Book:BTC:0");
        assertThat(hyperliquid.streams(bytes("{\"channel\":\"pong\"}"))).isEmpty();
    }

    @Test
    void tellsWhatWasSubscribedTo() {
        // Given
        Conversation one = bitstamp.open("/", "");
        Conversation other = hyperliquid.open("/ws", "");
        // When
        one.hear("{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_btcusd\"}}", NOW);
        List<String> replies =
                other.hear("{\"method\":\"subscribe\",\"subscription\":{\"type\":\"trades\",\"coin\":\"BTC\"}}", NOW);
        // Then
        assertThat(one.tell(List.of("live_trades_btcusd"), bytes(TRADE))).hasValue(TRADE);
        assertThat(replies).singleElement().asString().contains("subscriptionResponse");
        assertThat(other.tell(List.of("trades:BTC"), bytes(PRINTS))).hasValue(PRINTS);
        assertThat(other.tell(List.of("trades:ETH"), bytes(PRINTS))).isEmpty();
    }

    @Test
    void listsWhatTheCapturesTrade() {
        // Given
        Loop loop = ProtocolFrames.pass(0, 0, Map.of());
        // When
        byte[] pairs = bitstamp.answer("/api/v2/trading-pairs-info/", "", survey("live_trades_btcusd"), loop, NOW)
                .orElseThrow();
        byte[] coins = hyperliquid
                .answer("/info", "", survey("trades:BTC", "l2Book:ETH:0"), loop, NOW)
                .orElseThrow();
        // Then
        assertThat(new String(pairs, StandardCharsets.UTF_8))
                .isEqualTo("[{\"name\":\"BTC/USD\",\"url_symbol\":\"btcusd\",\"trading\":\"Enabled\"}]");
        assertThat(new String(coins, StandardCharsets.UTF_8)).contains("\"name\":\"BTC\"", "\"name\":\"ETH\"");
    }
}
