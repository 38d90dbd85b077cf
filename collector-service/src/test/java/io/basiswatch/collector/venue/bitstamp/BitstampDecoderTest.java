package io.basiswatch.collector.venue.bitstamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitstampDecoderTest {
    private static final String SOCKET = "wss://ws.bitstamp.net";
    private static final String REST = "https://www.bitstamp.net/api/v2/";
    private static final String PAIRS = "[{\"trading\":\"Enabled\",\"url_symbol\":\"btcusd\",\"name\":\"BTC/USD\"},"
            + "{\"trading\":\"Disabled\",\"url_symbol\":\"xrppax\",\"name\":\"XRP/PAX\"},"
            + "{\"trading\":\"Enabled\",\"url_symbol\":\"usdtusd\",\"name\":\"USDT/USD\"},"
            + "{\"trading\":\"Enabled\",\"url_symbol\":\"ethusd\",\"name\":\"ETH/USD\"}]";

    private final Decoding decoding = Decoding.of(new BitstampFeed(), SOCKET);

    private static String message(String test) {
        return Decoding.messages("bitstamp", test).getFirst();
    }

    private static String book(String channel, long micros, String bids, String asks) {
        return "{\"data\":" + levels(micros, bids, asks) + ",\"channel\":\"" + channel + "\",\"event\":\"data\"}";
    }

    private static String levels(long micros, String bids, String asks) {
        return "{\"timestamp\":\"1622520011\",\"microtimestamp\":\"" + micros + "\",\"bids\":[" + bids + "],\"asks\":["
                + asks + "]}";
    }

    @Test
    void readsTypeZeroAsATakerWhoBought() {
        // When
        Trade trade = decoding.push(message("::trade")).only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("bitstamp:BTC-USD");
        assertThat(trade.tradeId()).isEqualTo("158457579");
        assertThat(trade.stamp().sequence()).isEqualTo(158457579);
        assertThat(trade.eventTime()).isEqualTo(1_616_297_318_187_000L);
        assertThat(trade.price()).isEqualTo(57748.80);
        assertThat(trade.quantity()).isEqualTo(1e-8);
        assertThat(trade.notional()).isEqualTo(1e-8 * 57748.80);
        assertThat(trade.aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void readsTypeOneAsATakerWhoSold() {
        // When
        decoding.push(message("::trade").replace("\"type\": 0", "\"type\": 1"));
        // Then
        assertThat(decoding.only(Trade.class).aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void quotesTheTopOfAWholeBook() {
        // When
        Quote quote = decoding.push(message("::l2_topk")).only(Quote.class);
        // Then
        assertThat(quote.instrument()).hasToString("bitstamp:BTC-USD");
        assertThat(quote.eventTime()).isEqualTo(1_653_978_373_164_007L);
        assertThat(quote.bidPrice()).isEqualTo(31524.50);
        assertThat(quote.bidQuantity()).isEqualTo(0.364);
        assertThat(quote.askPrice()).isEqualTo(31535.44);
        assertThat(quote.askQuantity()).isEqualTo(0.31708837);
    }

    @Test
    void doesNotQuoteABookWithOneSide() {
        // When
        decoding.push(book("order_book_btcusd", 1_622_520_011_000_000L, "[\"10\",\"1\"]", ""));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void putsChangesYoungerThanTheBookOnTopOfIt() {
        // Given
        decoding.push(book("diff_order_book_btcusd", 1_000, "[\"99\",\"7\"]", ""));
        decoding.push(book("diff_order_book_btcusd", 3_000, "[\"101\",\"7\"]", ""));
        Outcome beforeTheBook = decoding.last();
        // When
        decoding.answer(REST + "order_book/btcusd/?group=1", levels(2_000, "[\"100\",\"1\"]", "[\"102\",\"2\"]"));
        decoding.push(book("diff_order_book_btcusd", 4_000, "", "[\"102\",\"0.00000000\"],[\"103\",\"5\"]"));
        // Then
        assertThat(beforeTheBook).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events(Quote.class))
                .extracting(Quote::bidPrice, Quote::askPrice, Quote::askQuantity)
                .containsExactly(tuple(101.0, 102.0, 2.0), tuple(101.0, 103.0, 5.0));
    }

    @Test
    void quotesNothingFromChangesWithoutABook() {
        // When
        decoding.push(message("::l2_event"));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void quotesAStillBookOncePerSecond() {
        // Given
        String still = "[\"100\",\"1\"]";
        // When
        for (int tenth = 0; tenth < 21; tenth++) {
            long time = Decoding.NOW + tenth * 100_000;
            decoding.push(book("order_book_btcusd", 1_000_000 + tenth, still, "[\"102\",\"2\"]"), time);
        }
        // Then
        assertThat(decoding.events(Quote.class)).hasSize(3);
    }

    @Test
    void listsThePairsThatTradeAndNamesThoseThatVanish() {
        // Given
        decoding.answer(REST + "trading-pairs-info/", PAIRS);
        // When
        decoding.answer(
                REST + "trading-pairs-info/",
                PAIRS.replace("\"Enabled\",\"url_symbol\":\"eth", "\"Disabled\",\"url_symbol\":\"eth"));
        // Then
        assertThat(decoding.events(InstrumentListed.class).subList(0, 3))
                .extracting(listed -> listed.symbol() + ' ' + listed.instrument())
                .containsExactly("btcusd bitstamp:BTC-USD", "usdtusd bitstamp:USDT-USD", "ethusd bitstamp:ETH-USD");
        assertThat(decoding.only(InstrumentDelisted.class).instrument()).hasToString("bitstamp:ETH-USD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"bts:subscription_succeeded\",\"channel\":\"live_trades_btcusd\",\"data\":{}}",
                "{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}",
                "{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{\"status\":\"success\"}}"
            })
    void takesMessagesAboutTheConnectionAsSuch(String frame) {
        assertThat(decoding.push(frame).last()).isEqualTo(Outcome.CONTROL);
    }

    @Test
    void leavesSingleOrdersAndPerpetualsAlone() {
        // When
        Outcome order = decoding.push(message("::l3_event")).last();
        Outcome perpetual = decoding.push(book("order_book_btcusd-perp", 1, "[\"1\",\"1\"]", "[\"2\",\"1\"]"))
                .last();
        // Then
        assertThat(List.of(order, perpetual)).containsOnly(Outcome.UNUSED);
    }

    @Test
    void leavesAssetsAloneThatNobodyAskedForButReadsStablecoins() {
        // Given
        Decoding bitcoin = Decoding.of(new BitstampFeed(), SOCKET, "BTC"::equals);
        // When
        Outcome ether =
                bitcoin.push(message("::l2_topk").replace("btcusd", "ethusd")).last();
        Outcome tether =
                bitcoin.push(message("::l2_topk").replace("btcusd", "usdtusd")).last();
        // Then
        assertThat(ether).isEqualTo(Outcome.UNUSED);
        assertThat(tether).isEqualTo(Outcome.EVENTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\"}",
                "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\",\"data\":{\"id\":1,\"microtimestamp\":\"1\","
                        + "\"price_str\":\"0\",\"amount_str\":\"1\",\"type\":0}}",
                "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\",\"data\":{\"id\":1,\"microtimestamp\":\"1\","
                        + "\"price_str\":\"1\",\"amount_str\":\"-1\",\"type\":0}}",
                "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\",\"data\":{\"id\":1,\"microtimestamp\":\"1\","
                        + "\"price_str\":\"1e400\",\"amount_str\":\"1\",\"type\":0}}",
                "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\",\"data\":{\"id\":1,\"microtimestamp\":\"1\","
                        + "\"price_str\":\"1\",\"amount_str\":\"1\",\"type\":2}}",
                "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\",\"data\":{\"id\":1,\"microtimestamp\":"
                        + "\"1900000000000000\",\"price_str\":\"1\",\"amount_str\":\"1\",\"type\":1}}",
                "{\"event\":\"data\",\"channel\":\"order_book_btcusd\",\"data\":{\"microtimestamp\":\"1\",\"bids\":"
                        + "[[\"1\"]],\"asks\":[]}}"
            })
    void refusesWhatCannotBe(String frame) {
        assertThatThrownBy(() -> decoding.push(frame)).isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void survivesDamagedFrames() {
        Mutations.of(Decoding.messages("bitstamp"), 20_000, decoding);
    }

    @Test
    void asksForTradesAndBooksOfDollarPairs() {
        // Given
        decoding.answer(REST + "trading-pairs-info/", PAIRS);
        // When
        List<Subscription> subscriptions = new BitstampFeed()
                .subscriptions(
                        new VenueSettings(SOCKET + '/', "https://www.bitstamp.net", Map.of()),
                        decoding.events(InstrumentListed.class));
        // Then
        assertThat(subscriptions).extracting(Subscription::name).containsExactly("market", "depth");
        assertThat(subscriptions.getFirst().greetings())
                .hasSize(5)
                .contains(
                        "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_btcusd\"}}",
                        "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"order_book_usdtusd\"}}");
        assertThat(subscriptions.getFirst().streams())
                .extracting(stream -> stream.kind())
                .containsOnly(StreamKind.TRADES, StreamKind.QUOTES);
        assertThat(subscriptions.getLast().greetings())
                .containsExactly(
                        "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"diff_order_book_btcusd\"}}",
                        "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"diff_order_book_usdtusd\"}}",
                        "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"diff_order_book_ethusd\"}}");
        assertThat(subscriptions.getLast().streams())
                .extracting(stream -> stream.kind())
                .containsOnly(StreamKind.DEPTH);
    }
}
