package io.basiswatch.collector.venue.bitfinex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitfinexDecoderTest {
    private static final String SOCKET = "wss://api-pub.bitfinex.com/ws/2";
    private static final String CONF = "https://api-pub.bitfinex.com/v2/conf/";
    private static final String OPEN =
            "{\"event\":\"info\",\"version\":2,\"serverId\":\"s\",\"platform\":{\"status\":1}}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Decoding decoding = Decoding.of(new BitfinexFeed(), SOCKET);

    /** The fixtures name the channel in place of its number; here they get the number back, told by a subscription. */
    private Decoding message(String test) {
        Decoding.messages("bitfinex", test).forEach(text -> frames(text).forEach(decoding::push));
        return decoding;
    }

    private static List<String> frames(String text) {
        try {
            JsonNode frame = JSON.readTree(text);
            if (!(frame instanceof ArrayNode array) || !(array.get(0) instanceof ObjectNode channel)) {
                return List.of(text);
            }
            channel.put("event", "subscribed").put("chanId", 7);
            array.set(0, JSON.getNodeFactory().numberNode(7));
            return List.of(channel.toString(), array.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String agreed(long flags) {
        return "{\"event\":\"conf\",\"status\":\"OK\",\"flags\":" + flags + '}';
    }

    private static String subscribed(String channel, long number, String symbol) {
        return "{\"event\":\"subscribed\",\"channel\":\"" + channel + "\",\"chanId\":" + number + ",\"symbol\":\""
                + symbol + "\",\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\"25\"}";
    }

    @Test
    void readsAPositiveAmountAsATakerWhoBought() {
        // When
        Trade trade = message("trade::spot_te").only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("bitfinex:BTC-USDT");
        assertThat(trade.tradeId()).isEqualTo("637771130");
        assertThat(trade.stamp().sequence()).isEqualTo(637771130);
        assertThat(trade.eventTime()).isEqualTo(1_615_232_733_897_000L);
        assertThat(trade.price()).isEqualTo(51350);
        assertThat(trade.quantity()).isEqualTo(0.11546588);
        assertThat(trade.aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void readsANegativeAmountAsATakerWhoSoldAndASnapshotOldestFirst() {
        // When
        message("trade::swap_snapshot");
        // Then
        assertThat(decoding.events(Trade.class))
                .extracting(trade -> trade.instrument().toString(), Trade::tradeId, Trade::aggressor, Trade::quantity)
                .containsExactly(
                        tuple("bitfinex:BTC-USDT-PERP", "647256188", Side.BUY, 0.01679516),
                        tuple("bitfinex:BTC-USDT-PERP", "647256191", Side.BUY, 0.0257),
                        tuple("bitfinex:BTC-USDT-PERP", "647256201", Side.SELL, 0.06153795));
    }

    @Test
    void doesNotCountATradeAgainWhenItIsConfirmed() {
        // Given
        message("trade::spot_te");
        // When
        message("trade::spot_tu");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events(Trade.class)).hasSize(1);
    }

    @Test
    void quotesATickerWithoutQuantitiesBecauseItSumsTwentyFiveLevels() {
        // When
        Quote quote = message("ticker::linear_swap").only(Quote.class);
        // Then
        assertThat(quote.instrument()).hasToString("bitfinex:BTC-USDT-PERP");
        assertThat(quote.eventTime()).isEqualTo(Decoding.NOW);
        assertThat(quote.bidPrice()).isEqualTo(29936);
        assertThat(quote.bidQuantity()).isZero();
        assertThat(quote.askPrice()).isEqualTo(29940);
        assertThat(quote.askQuantity()).isZero();
    }

    @Test
    void quotesTheTopOfABookAndNotTheTickerBesideIt() {
        // Given
        decoding.push(subscribed("book", 1, "tBTCUSD")).push(subscribed("ticker", 2, "tBTCUSD"));
        // When
        decoding.push("[1,[[100,2,1.5],[99,1,1],[102,1,-3],[101,1,-2]]]")
                .push("[1,[101,0,-1]]")
                .push("[1,[98,1,4]]")
                .push("[2,[90,1,91,1,0,0,90,1,1,1]]");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events(Quote.class))
                .extracting(Quote::bidPrice, Quote::bidQuantity, Quote::askPrice, Quote::askQuantity)
                .containsExactly(tuple(100.0, 1.5, 101.0, 2.0), tuple(100.0, 1.5, 102.0, 3.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2_event::spot_snapshot", "l2_event::linear_swap_snapshot"})
    void quotesTheBooksOfTheFixtures(String test) {
        assertThat(message(test).only(Quote.class).isCrossed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"l3_event::spot_snapshot", "l3_event::linear_swap_update", "candlestick::spot_snapshot"})
    void leavesSingleOrdersAndCandlesAlone(String test) {
        assertThat(message(test).last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void takesSequenceAndTimeFromTheEndWhereBothWereAgreedUpon() {
        // Given
        decoding.push(OPEN).push(agreed(98304)).push(subscribed("book", 1, "tBTCUSD"));
        // When
        decoding.push("[1,[[100,2,1.5],[101,1,-2]],5,1700000000123]");
        // Then
        assertThat(decoding.only(Quote.class).eventTime()).isEqualTo(1_700_000_000_123_000L);
        assertThat(decoding.events(FeedGap.class)).isEmpty();
    }

    @Test
    void countsAnewOnANewSocket() {
        // Given
        decoding.push(OPEN)
                .push(agreed(65536))
                .push(subscribed("trades", 1, "tBTCUSD"))
                .push("[1,\"hb\",90]");
        // When
        decoding.push(OPEN)
                .push(agreed(65536))
                .push(subscribed("trades", 1, "tBTCUSD"))
                .push("[1,\"hb\",1]");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.CONTROL);
        assertThat(decoding.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GetAssetNames", "GetAssetNetworks", "GetDerivativesFees", "GetFuturesSymbols", "GetAssetSymbols"
            })
    void leavesOtherConfigurationsAlone(String file) {
        // Given
        String text = Decoding.jkorf("bitfinex", "Endpoints/Spot/ExchangeData/" + file + ".txt", "false");
        // When, Then
        assertThat(decoding.answer(CONF + "pub:list:currency", text).last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void leavesLendingAlone() {
        // When
        decoding.push(subscribed("ticker", 1, "fUSD"));
        decoding.push(Decoding.jkorf("bitfinex", "Subscriptions/Spot/TickerFunding.txt", "\n="));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void doesNotKnowAChannelThatNobodySubscribedTo() {
        assertThat(decoding.push("[99,[1,2,3]]").last()).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"info\",\"code\":20051,\"msg\":\"Stop/Restart Websocket Server\"}",
                "{\"event\":\"error\",\"msg\":\"symbol: invalid\",\"code\":10300}",
                "{\"event\":\"pong\",\"ts\":1511545528111,\"cid\":1234}"
            })
    void takesMessagesAboutTheConnectionAsSuch(String frame) {
        assertThat(decoding.push(frame).last()).isEqualTo(Outcome.CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1]",
                "[1,\"te\"]",
                "[1,\"te\",[1,1615232733897,0,51350]]",
                "[1,\"te\",[1,1615232733897,1,-51350]]",
                "[1,\"te\",[1,1915232733897,1,51350]]",
                "[1,\"te\",[1,1615232733897,1]]",
                "[1,\"te\",[1,1615232733897,\"x\",51350]]",
                "{\"event\":\"subscribed\",\"channel\":\"trades\"}"
            })
    void refusesWhatCannotBe(String frame) {
        // Given
        decoding.push(subscribed("trades", 1, "tBTCUSD"));
        // When, Then
        assertThatThrownBy(() -> decoding.push(frame)).isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void survivesDamagedFrames() {
        // Given
        List<String> frames = new ArrayList<>();
        Decoding.messages("bitfinex").forEach(text -> frames.addAll(frames(text)));
        frames.add(BitfinexDerivativesTest.status(1, "liq:global"));
        frames.add(BitfinexDerivativesTest.liquidation(1, 0, "5"));
        frames.add(BitfinexDerivativesTest.derivative(1, 2, 3));
        // When, Then
        Mutations.of(frames, 20_000, decoding);
    }
}
