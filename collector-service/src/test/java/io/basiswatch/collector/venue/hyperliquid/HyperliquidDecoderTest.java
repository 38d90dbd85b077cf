package io.basiswatch.collector.venue.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperliquidDecoderTest {
    private static final String SOCKET = "wss://api.hyperliquid.xyz/ws";

    private final Decoding decoding = Decoding.of(new HyperliquidFeed(), SOCKET);

    private static String fixture(String path, String from) {
        return Decoding.jkorf("hyperliquid", path, from).strip();
    }

    private static String subscription(String file) {
        return fixture("Subscriptions/" + file, "\n=");
    }

    private static String context(String coin, String fields) {
        return "{\"channel\":\"activeAssetCtx\",\"data\":{\"coin\":\"" + coin + "\",\"ctx\":{" + fields + "}}}";
    }

    static String trade(String coin, String price, String size) {
        return "{\"channel\":\"trades\",\"data\":[{\"coin\":\"" + coin + "\",\"side\":\"A\",\"px\":\"" + price
                + "\",\"sz\":\"" + size + "\",\"time\":1788658198628,\"tid\":7}]}";
    }

    @Test
    void readsSideBAsATakerWhoBought() {
        // When
        Trade trade = decoding.push(subscription("Trades.txt")).only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("hyperliquid:HYPE-USDC-PERP");
        assertThat(trade.tradeId()).isEqualTo("716095722814130");
        assertThat(trade.eventTime()).isEqualTo(1_764_835_613_064_000L);
        assertThat(trade.price()).isEqualTo(35.276);
        assertThat(trade.quantity()).isEqualTo(5.78);
        assertThat(trade.notional()).isEqualTo(35.276 * 5.78);
        assertThat(trade.aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void readsSideAAsATakerWhoSold() {
        // When
        decoding.push(trade("BTC", "79889.0", "0.00054"));
        // Then
        assertThat(decoding.only(Trade.class).aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void leavesOutTradesThatASubscriptionRepeats() {
        // Given
        decoding.push(trade("BTC", "79889.0", "0.00054"));
        // When
        decoding.push(trade("BTC", "79889.0", "0.00054"));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events(Trade.class)).hasSize(1);
    }

    @Test
    void tellsTradesWhoseIdsFallBecauseIdsAreInNoOrder() {
        // When
        decoding.push(trade("BTC", "79889.0", "0.1").replace("\"tid\":7", "\"tid\":9"))
                .push(trade("BTC", "79889.0", "0.1").replace("\"tid\":7", "\"tid\":3"));
        // Then
        assertThat(decoding.events(Trade.class)).extracting(Trade::tradeId).containsExactly("9", "3");
        assertThat(decoding.events(Trade.class)).allMatch(trade -> trade.stamp().sequence() == Stamp.NO_SEQUENCE);
    }

    @Test
    void tellsFieldsApartThatDifferInCaseOnly() {
        // When: a candle has both t and T, and here a context has two marks
        decoding.push(context("BTC", "\"MARKPX\":\"1\",\"markPx\":\"79890.0\",\"MarkPx\":\"2\""));
        // Then
        assertThat(decoding.only(MarkPrice.class).price()).isEqualTo(79890);
    }

    @Test
    void countsThousandsInSingleCoins() {
        // When
        decoding.push(trade("kPEPE", "0.012", "500"));
        // Then
        Trade trade = decoding.only(Trade.class);
        assertThat(trade.instrument()).hasToString("hyperliquid:PEPE-USDC-PERP");
        assertThat(trade.price()).isEqualTo(0.000012);
        assertThat(trade.quantity()).isEqualTo(500_000);
        assertThat(trade.notional()).isEqualTo(6);
    }

    @Test
    void quotesTheBestPrices() {
        // When
        Quote quote = decoding.push(subscription("BookTicker.txt")).only(Quote.class);
        // Then
        assertThat(quote.eventTime()).isEqualTo(1_766_566_375_292_000L);
        assertThat(quote.bidPrice()).isEqualTo(23.757);
        assertThat(quote.bidQuantity()).isEqualTo(42.09);
        assertThat(quote.askPrice()).isEqualTo(23.758);
        assertThat(quote.askQuantity()).isEqualTo(100.26);
    }

    @Test
    void doesNotQuoteASideThatIsNull() {
        // When
        decoding.push(
                "{\"channel\":\"bbo\",\"data\":{\"coin\":\"BTC\",\"time\":1,\"bbo\":[null,{\"px\":\"1\",\"sz\":\"1\"}]}}");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsTheBookOnlyWhereNoBestPricesCome() {
        // Given
        decoding.push(subscription("OrderBook.txt"));
        // When
        decoding.push(subscription("BookTicker.txt"));
        decoding.push(subscription("OrderBook.txt"));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events(Quote.class))
                .extracting(Quote::bidPrice, Quote::askPrice)
                .containsExactly(tuple(34.967, 34.969), tuple(23.757, 23.758));
    }

    @Test
    void stampsAContextOnReceiptBecauseItCarriesNoTime() {
        // Given
        long received = 1_788_658_262_104_123L;
        // When
        decoding.push(
                context(
                        "BTC",
                        "\"funding\":\"0.0000125\",\"openInterest\":\"35409.41702\",\"premium\":\"-0.0004\","
                                + "\"oraclePx\":\"79922.0\",\"markPx\":\"79890.0\""),
                received);
        // Then
        assertThat(decoding.events()).hasSize(4).allSatisfy(event -> {
            assertThat(event.eventTime()).isEqualTo(received);
            assertThat(event.receivedTime()).isEqualTo(received);
        });
        assertThat(decoding.only(MarkPrice.class).price()).isEqualTo(79890);
        assertThat(decoding.only(IndexPrice.class).price()).isEqualTo(79922);
        assertThat(decoding.only(IndexPrice.class).instrument()).hasToString("hyperliquid:BTC-USDC-INDEX");
        assertThat(decoding.only(OpenInterest.class).quantity()).isEqualTo(35409.41702);
        assertThat(decoding.only(OpenInterest.class).notional()).isEqualTo(35409.41702 * 79890);
    }

    @Test
    void takesNothingFromAnAbsentOrEmptyNumber() {
        // When
        decoding.push(context("BTC", "\"funding\":\"\",\"openInterest\":\"5\",\"oraclePx\":null"));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void leavesCandlesMidsAndForeignCoinsAlone() {
        // When
        List<Outcome> outcomes = List.of(
                decoding.push(subscription("Klines.txt")).last(),
                decoding.push(subscription("Prices.txt")).last(),
                decoding.push(trade("xyz:TSLA", "1", "1")).last());
        // Then
        assertThat(outcomes).containsOnly(Outcome.UNUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channel\":\"pong\"}",
                "{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"subscribe\",\"subscription\":{}}}",
                "{\"channel\":\"error\",\"data\":\"Invalid subscription\"}"
            })
    void takesMessagesAboutTheConnectionAsSuch(String frame) {
        assertThat(decoding.push(frame).last()).isEqualTo(Outcome.CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{\"channel\":\"trades\"}",
                "{\"channel\":\"trades\",\"data\":[{\"coin\":\"BTC\",\"side\":\"C\",\"px\":\"1\",\"sz\":\"1\",\"time\":1,\"tid\":1}]}",
                "{\"channel\":\"trades\",\"data\":[{\"coin\":\"BTC\",\"side\":\"A\",\"px\":\"1\",\"sz\":\"0\",\"time\":1,\"tid\":1}]}",
                "{\"channel\":\"trades\",\"data\":[{\"coin\":\"BTC\",\"side\":\"A\",\"px\":1,\"sz\":\"1\",\"time\":1,\"tid\":1}]}",
                "{\"channel\":\"bbo\",\"data\":{\"coin\":\"BTC\",\"time\":1,\"bbo\":[{\"px\":\"1\",\"sz\":\"1\"}]}}",
                "{\"channel\":\"activeAssetCtx\",\"data\":{\"coin\":\"BTC\",\"ctx\":{\"markPx\":\"NaN\"}}}"
            })
    void refusesWhatCannotBe(String frame) {
        assertThatThrownBy(() -> decoding.push(frame)).isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void survivesDamagedFrames() {
        // Given
        List<String> frames = List.of(
                subscription("Trades.txt"),
                subscription("BookTicker.txt"),
                subscription("OrderBook.txt"),
                context("BTC", "\"funding\":\"0.1\",\"openInterest\":\"5\",\"oraclePx\":\"3\",\"markPx\":\"4\""));
        // When, Then
        Mutations.of(frames, 20_000, decoding);
    }
}
