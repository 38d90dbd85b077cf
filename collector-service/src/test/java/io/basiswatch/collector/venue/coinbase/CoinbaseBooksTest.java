package io.basiswatch.collector.venue.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books of both feeds of Coinbase, and what happens to them when something goes wrong. */
class CoinbaseBooksTest {
    private static final String[] BOOK = {"offer 102 1", "bid 98 1", "offer 101 2", "bid 99 3"};

    private final DecoderRun coinbase = new DecoderRun(new CoinbaseFeed(), "wss://advanced-trade-ws.coinbase.com");

    private static Request again(String connection, String products) {
        String rest = ",\"product_ids\":[" + products + "],\"channel\":\"level2\"}";
        return new Request.Say(
                connection, List.of("{\"type\":\"unsubscribe\"" + rest, "{\"type\":\"subscribe\"" + rest));
    }

    private static List<DepthProfile> profiles(List<MarketEvent> events) {
        return events.stream()
                .filter(DepthProfile.class::isInstance)
                .map(DepthProfile.class::cast)
                .toList();
    }

    private void begin(String... products) {
        for (int i = 0; i < products.length; i++) {
            coinbase.push(CoinbaseWire.levels(i, true, products[i], BOOK));
        }
    }

    @Test
    void profilesASnapshotWhoseRowsAreInNoOrderAndWhatFollows() {
        // Given
        begin("BTC-USD");

        // When: "0" removes, and removing what is not there is normal
        List<DepthProfile> after = profiles(
                coinbase.push(CoinbaseWire.levels(1, false, "BTC-USD", "bid 99 0", "offer 500 0", "bid 98 4")));

        // Then
        assertThat(after).hasSize(1);
        assertThat(after.getFirst().mid()).isEqualTo(99.5);
        assertThat(after.getFirst().bands().getLast())
                .extracting(DepthProfile.Band::percent, DepthProfile.Band::bidNotional, DepthProfile.Band::askNotional)
                .containsExactly(2.0, 392.0, 202.0);
        assertThat(after.getFirst().stamp().sequence()).isEqualTo(1);
        assertThat(coinbase.requests()).isEmpty();
    }

    @Test
    void countsAcknowledgementsAndHeartbeatsWithTheMessagesOfBooks() {
        // When
        begin("BTC-USD");
        coinbase.push(CoinbaseWire.acknowledgement(1));
        coinbase.push(CoinbaseWire.heartbeat(2));
        coinbase.push(CoinbaseWire.levels(3, false, "BTC-USD", "bid 99 1"));

        // Then
        assertThat(coinbase.events(FeedGap.class)).isEmpty();
    }

    @Test
    void losesEveryBookOfTheConnectionByAJumpOnAHeartbeat() {
        // Given
        begin("BTC-USD", "ETH-USD");

        // When
        List<MarketEvent> events = coinbase.push(CoinbaseWire.heartbeat(3));

        // Then: one question for both
        assertThat(events)
                .extracting(event -> ((FeedGap) event).instrument().base(), event -> ((FeedGap) event).scope())
                .containsExactlyInAnyOrder(tuple("BTC", FeedGap.Scope.DEPTH), tuple("ETH", FeedGap.Scope.DEPTH));
        assertThat(coinbase.requests()).containsExactly(again("test", "\"BTC-USD\",\"ETH-USD\""));
    }

    @Test
    void tellsNothingFromBeforeAJumpUntilTheSnapshot() {
        // Given
        begin("BTC-USD", "ETH-USD");
        coinbase.push(CoinbaseWire.heartbeat(3));

        // When
        List<MarketEvent> before = coinbase.push(CoinbaseWire.levels(4, false, "BTC-USD", "bid 99 5"));
        List<MarketEvent> snapshot = coinbase.push(CoinbaseWire.levels(5, true, "BTC-USD", BOOK));
        List<MarketEvent> other = coinbase.push(CoinbaseWire.levels(6, false, "ETH-USD", "bid 99 5"));

        // Then
        assertThat(before).isEmpty();
        assertThat(profiles(snapshot)).hasSize(1);
        assertThat(other).isEmpty();
    }

    @Test
    void takesTheSnapshotThatAJumpItselfBrings() {
        // Given
        begin("BTC-USD");

        // When
        List<MarketEvent> events = coinbase.push(CoinbaseWire.levels(9, true, "BTC-USD", BOOK));

        // Then
        assertThat(events).hasExactlyElementsOfTypes(FeedGap.class, DepthProfile.class);
    }

    @Test
    void leavesTheBooksOfOtherConnectionsAlone() {
        // Given
        begin("BTC-USD");
        coinbase.push("other", CoinbaseWire.levels(0, true, "ETH-USD", BOOK));

        // When
        coinbase.push(CoinbaseWire.heartbeat(7));

        // Then
        assertThat(coinbase.events(FeedGap.class))
                .extracting(gap -> gap.instrument().base())
                .containsExactly("BTC");
        assertThat(profiles(coinbase.push("other", CoinbaseWire.levels(1, false, "ETH-USD", "bid 99 5"))))
                .hasSize(1);
    }

    @Test
    void losesTheBooksOfAConnectionThatCountsAnewWithoutHavingBeenClosed() {
        // Given
        begin("BTC-USD", "ETH-USD");

        // When
        List<MarketEvent> events = coinbase.push(CoinbaseWire.acknowledgement(0));

        // Then
        assertThat(events).hasSize(2).hasOnlyElementsOfType(FeedGap.class);
        assertThat(coinbase.requests()).hasSize(1);
    }

    @Test
    void takesNothingOverFromAClosedConnection() {
        // Given
        begin("BTC-USD");
        coinbase.close("test");

        // When
        List<MarketEvent> early = coinbase.push(CoinbaseWire.levels(0, false, "BTC-USD", "bid 99 5"));
        List<MarketEvent> snapshot = coinbase.push(CoinbaseWire.levels(1, true, "BTC-USD", BOOK));

        // Then: the gap of the connection is told by whoever noticed
        assertThat(early).isEmpty();
        assertThat(snapshot).hasExactlyElementsOfTypes(DepthProfile.class);
    }

    @Test
    void readsAMessageWhoseFieldsComeInAnotherOrder() {
        // When
        coinbase.push("{\"events\":[{\"updates\":[{\"new_quantity\":\"1\",\"price_level\":\"99\",\"side\":\"bid\"},"
                + "{\"new_quantity\":\"1\",\"price_level\":\"101\",\"side\":\"offer\"}],\"product_id\":\"BTC-USD\","
                + "\"type\":\"snapshot\"}],\"sequence_num\":0,\"timestamp\":\"" + CoinbaseWire.TIME
                + "\",\"channel\":\"l2_data\"}");

        // Then
        assertThat(coinbase.events(DepthProfile.class)).hasSize(1);
        assertThat(coinbase.rejected()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"price_level\":\"99\"|\"price_level\":\"0\"",
                "\"price_level\":\"99\"|\"price_level\":\"-99\"",
                "\"new_quantity\":\"5\"|\"new_quantity\":\"-5\"",
                "\"new_quantity\"|\"quantity\"",
                "\"side\":\"bid\"|\"side\":\"buyer\"",
                "\"type\":\"update\"|\"type\":\"change\"",
                "\"sequence_num\":1|\"sequence_num\":\"1\"",
                "\"updates\"|\"rows\"",
                "]}]}|]}]"
            })
    void appliesNothingOfAMessageThatCannotBeReadAndNoticesWithTheNextOne(String damage) {
        // Given
        begin("BTC-USD");
        String[] parts = damage.split("\\|");
        String good = CoinbaseWire.levels(1, false, "BTC-USD", "bid 98 7", "bid 99 5");
        assertThat(good).contains(parts[0]);

        // When
        List<MarketEvent> none = coinbase.push(good.replace(parts[0], parts[1]));
        List<MarketEvent> next = coinbase.push(CoinbaseWire.heartbeat(2));

        // Then
        assertThat(none).isEmpty();
        assertThat(coinbase.rejected()).hasSize(1);
        assertThat(next).hasExactlyElementsOfTypes(FeedGap.class);
        assertThat(coinbase.requests()).hasSize(1);
    }

    @Test
    void asksAgainSeldomerWhereTheVenueDoesNotAnswer() {
        // Given
        begin("BTC-USD");
        coinbase.push(CoinbaseWire.heartbeat(7));

        // When: 100 seconds of changes
        for (int number = 8; number < 108; number++) {
            coinbase.push(CoinbaseWire.levels(number, false, "BTC-USD", "bid 99 5"));
        }

        // Then: after 0, 5, 15, 35 and 75 s
        assertThat(coinbase.requests()).hasSize(5).containsOnly(again("test", "\"BTC-USD\""));
    }

    @Test
    void theBooksOfTheExchangeFeedHaveNoNumbersSoAMessageThatCannotBeReadLosesThoseOfItsSocket() {
        // Given
        coinbase.push(CoinbaseWire.snapshot("BTC-USD", List.of("99", "98"), List.of("101", "102")));
        coinbase.push("other", CoinbaseWire.snapshot("ETH-USD", List.of("99"), List.of("101")));

        // When
        coinbase.push(CoinbaseWire.change("BTC-USD", "buy", "99", "x"));
        List<MarketEvent> next = coinbase.push(CoinbaseWire.change("BTC-USD", "sell", "101", "9"));
        List<MarketEvent> other = coinbase.push("other", CoinbaseWire.change("ETH-USD", "sell", "101", "9"));

        // Then
        assertThat(next).hasExactlyElementsOfTypes(FeedGap.class);
        assertThat(profiles(other)).hasSize(1);
        assertThat(coinbase.requests())
                .containsExactly(
                        new Request.Say(
                                "test",
                                List.of(
                                        "{\"type\":\"unsubscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"level2_batch\"]}",
                                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"level2_batch\"]}")));
    }

    @Test
    void aTradeOfTheExchangeFeedThatCannotBeReadLeavesTheBooksAlone() {
        // Given
        coinbase.push(CoinbaseWire.snapshot("BTC-USD", List.of("99", "98"), List.of("101", "102")));

        // When
        coinbase.push("{\"type\":\"match\",\"product_id\":\"BTC-USD\"}");

        // Then
        assertThat(coinbase.rejected()).hasSize(1);
        assertThat(profiles(coinbase.push(CoinbaseWire.change("BTC-USD", "sell", "101", "9"))))
                .hasSize(1);
    }

    @Test
    void aSecondSnapshotOfTheExchangeFeedReplacesTheBook() {
        // Given
        coinbase.push(CoinbaseWire.snapshot("BTC-USD", List.of("99", "98"), List.of("101", "102")));

        // When
        coinbase.push(CoinbaseWire.snapshot("BTC-USD", List.of("199"), List.of("201")));

        // Then
        assertThat(coinbase.events(DepthProfile.class))
                .extracting(DepthProfile::mid)
                .containsExactly(100.0, 200.0);
        assertThat(coinbase.events(FeedGap.class)).isEmpty();
    }

    /** REST books are cached by the venue for about a second: too old to mend a stream with. */
    @Test
    void neverAsksForABookOverRestBecauseThoseAreCached() {
        // Given
        begin("BTC-USD");

        // When
        coinbase.push(CoinbaseWire.heartbeat(7));

        // Then
        assertThat(coinbase.requests()).isNotEmpty().noneMatch(Request.Ask.class::isInstance);
    }
}
