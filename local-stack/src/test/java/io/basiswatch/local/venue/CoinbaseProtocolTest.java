package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoinbaseProtocolTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final long HOUR = 3_600_000_000L;
    /** The form of the Exchange feed, with times of the shipped captures. */
    private static final String MATCH = "{\"type\":\"match\",\"trade_id\":881613,\"maker_order_id\":\"27fff20b\","
            + "\"side\":\"sell\",\"size\":\"0.04\",\"price\":\"14.7775\",\"product_id\":\"BAND-GBP\","
            + "\"sequence\":333938798,\"time\":\"2024-08-08T23:54:20.244075Z\"}";
    /** The form of Advanced Trade. */
    private static final String TRADES =
            "{\"channel\":\"market_trades\",\"timestamp\":\"2024-08-08T23:54:20.251397169Z\","
                    + "\"sequence_num\":9,\"events\":[{\"type\":\"update\",\"trades\":[{\"product_id\":\"BTC-USD\","
                    + "\"trade_id\":\"1068572091\",\"price\":\"65083.67\",\"time\":\"2024-08-08T23:54:20Z\",\"side\":\"SELL\"}]}]}";

    private final CoinbaseProtocol protocol = new CoinbaseProtocol();

    @Test
    void movesTimesWithTheDigitsThatTheyHaveAndCountsOn() {
        // Given
        Loop second = ProtocolFrames.pass(HOUR, 1, Map.of(Numbers.IdKind.TRADE, 100L, Numbers.IdKind.SEQUENCE, 7L));
        // When
        String match = ProtocolFrames.rewritten(protocol, MATCH, second);
        // Then
        assertThat(match)
                .isEqualTo(MATCH.replace("881613", "881713")
                        .replace("333938798", "333938805")
                        .replace("2024-08-08T23:54:20.244075Z", "2024-08-09T00:54:20.244075Z"));
        assertThat(ProtocolFrames.rewritten(protocol, TRADES, second))
                .isEqualTo(TRADES.replace("1068572091", "1068572191")
                        .replace("2024-08-08T23:54:20.251397169Z", "2024-08-09T00:54:20.251397169Z")
                        .replace("2024-08-08T23:54:20Z", "2024-08-09T00:54:20Z"));
    }

    @Test
    void namesStreamsByChannelAndProduct() {
        // Given
        String ticker = "{\"type\":\"ticker\",\"product_id\":\"BTC-USD\"}";
        // When
        List<String> streams = protocol.streams(bytes(ticker));
        // Then
        assertThat(streams).containsExactly("ticker:BTC-USD");
        assertThat(protocol.streams(bytes(MATCH))).containsExactly("matches:BAND-GBP");
        assertThat(protocol.streams(bytes(TRADES))).containsExactly("market_trades:BTC-USD");
        assertThat(protocol.streams(bytes("{\"type\":\"subscriptions\",\"channels\":[]}")))
                .isEmpty();
    }

    @Test
    void numbersWhatEachAdvancedClientIsToldWithoutAHole() {
        // Given
        Conversation client = protocol.open("/", "");
        List<String> acknowledged = client.hear(
                "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"market_trades\"}", NOW);
        client.hear("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}", NOW);
        // When
        String told =
                client.tell(List.of("market_trades:BTC-USD"), bytes(TRADES)).orElseThrow();
        // Then
        assertThat(new JsonObject(acknowledged.getFirst()).getInteger("sequence_num"))
                .isZero();
        assertThat(told).isEqualTo(TRADES.replace("\"sequence_num\":9", "\"sequence_num\":2"));
        assertThat(client.tell(List.of("market_trades:ETH-USD"), bytes(TRADES))).isEmpty();
        assertThat(client.second(NOW)).singleElement().asString().contains("\"sequence_num\":3");
    }

    @Test
    void acknowledgesAndServesTheExchangeFeed() {
        // Given
        Conversation client = protocol.open("/", "");
        // When
        List<String> replies = client.hear(
                "{\"type\":\"subscribe\",\"product_ids\":[\"BAND-GBP\"],\"channels\":[\"matches\",\"heartbeat\"]}",
                NOW);
        // Then
        assertThat(replies).singleElement().asString().startsWith("{\"type\":\"subscriptions\"");
        assertThat(client.tell(List.of("matches:BAND-GBP"), bytes(MATCH))).hasValue(MATCH);
        assertThat(client.tell(List.of("ticker:BAND-GBP"), bytes(MATCH))).isEmpty();
        assertThat(client.second(NOW)).singleElement().asString().startsWith("{\"type\":\"heartbeat\"");
    }

    @Test
    void listsTheProductsOfTheCaptures() {
        // Given
        Survey survey = new Survey(0, 1, Set.of("ticker:ETH-USD"), Map.of(), List.of());
        // When
        byte[] products = protocol.answer("/products", "", survey, ProtocolFrames.pass(0, 0, Map.of()), NOW)
                .orElseThrow();
        // Then
        assertThat(new String(products, StandardCharsets.UTF_8))
                .startsWith("[{\"id\":\"ETH-USD\",\"base_currency\":\"ETH\",\"quote_currency\":\"USD\"");
    }

    @Test
    void keepsOfARecordedListOnlyWhatIsTraded() {
        // Given
        byte[] list =
                bytes("{\"products\":[{\"product_id\":\"A-USD\",\"x\":[1]}, {\"product_id\":\"B-USD\"}],\"n\":2}");
        // When
        byte[] kept = JsonElements.keep(list, "\"products\":", "product_id", Set.of("A-USD"));
        // Then
        assertThat(new String(kept, StandardCharsets.UTF_8))
                .isEqualTo("{\"products\":[{\"product_id\":\"A-USD\",\"x\":[1]}],\"n\":2}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
