package io.basiswatch.collector.venue.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeribitDecoderTest {
    private static final String SOCKET = "wss://www.deribit.com/ws/api/v2";
    private static final String REST = "https://www.deribit.com/api/v2/public/";
    private static final String INSTRUMENTS = "{\"jsonrpc\":\"2.0\",\"result\":["
            + future("BTC-PERPETUAL", "perpetual", 32503708800000L) + ','
            + future("BTC-26MAR21", "month", 1616745600000L) + ','
            + future("BTC-30SEP22", "month", 1664524800000L) + ','
            + "{\"kind\":\"future\",\"instrument_name\":\"BTC_USDC-PERPETUAL\",\"base_currency\":\"BTC\","
            + "\"quote_currency\":\"USDC\",\"settlement_currency\":\"USDC\",\"instrument_type\":\"linear\","
            + "\"contract_size\":0.001,\"settlement_period\":\"perpetual\",\"expiration_timestamp\":32503708800000,"
            + "\"is_active\":true},"
            + "{\"kind\":\"option\",\"instrument_name\":\"BTC-24SEP21-40000-P\",\"base_currency\":\"BTC\","
            + "\"quote_currency\":\"BTC\",\"contract_size\":1.0,\"settlement_period\":\"month\","
            + "\"expiration_timestamp\":1632470400000,\"is_active\":true}],\"usIn\":1,\"usOut\":2}";

    private final Decoding decoding = Decoding.of(new DeribitFeed(), SOCKET);

    private static String future(String name, String period, long expiry) {
        return "{\"kind\":\"future\",\"instrument_name\":\"" + name
                + "\",\"base_currency\":\"BTC\",\"quote_currency\":\"USD\","
                + "\"contract_size\":10.0,\"settlement_period\":\"" + period + "\",\"expiration_timestamp\":" + expiry
                + ",\"is_active\":true}";
    }

    private Decoding message(String test) {
        Decoding.messages("deribit", test).forEach(decoding::push);
        return decoding;
    }

    @Test
    void readsAmountsOfAnInverseContractAsDollarsAndNotAsContracts() {
        // When
        message("trade::inverse_swap");
        // Then
        Trade trade = decoding.events(Trade.class).getFirst();
        assertThat(decoding.events(Trade.class)).hasSize(2);
        assertThat(trade.instrument()).hasToString("deribit:BTC-USD-PERP");
        assertThat(trade.tradeId()).isEqualTo("137487241");
        assertThat(trade.stamp().sequence()).isEqualTo(92836831);
        assertThat(trade.eventTime()).isEqualTo(1_616_321_478_553_000L);
        assertThat(trade.notional()).isEqualTo(5580);
        assertThat(trade.quantity()).isEqualTo(5580 / 56168.0);
        assertThat(trade.aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void readsAmountsOfALinearContractAsCoins() {
        // When
        decoding.push(Decoding.messages("deribit", "trade::inverse_swap")
                .getFirst()
                .replace("BTC-PERPETUAL", "BTC_USDC-PERPETUAL")
                .replace("5580.0", "0.25"));
        // Then
        Trade trade = decoding.events(Trade.class).getFirst();
        assertThat(trade.instrument()).hasToString("deribit:BTC-USDC-PERP");
        assertThat(trade.quantity()).isEqualTo(0.25);
        assertThat(trade.notional()).isEqualTo(0.25 * 56168);
    }

    @Test
    void takesTheExpiryOfADatedFutureFromTheMetadata() {
        // Given
        message("trade::inverse_future");
        Outcome before = decoding.last();
        // When
        decoding.answer(REST + "get_instruments?currency=any&kind=future", INSTRUMENTS);
        message("trade::inverse_future");
        // Then
        assertThat(before).isEqualTo(Outcome.UNKNOWN);
        assertThat(decoding.only(Trade.class).instrument()).hasToString("deribit:BTC-USD-20210326T0800Z");
    }

    @Test
    void listsFuturesAndPerpetualsWithOneUnitOfAmount() {
        // When
        decoding.answer(REST + "get_instruments?currency=any&kind=future", INSTRUMENTS);
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.symbol() + ' ' + listed.instrument() + ' ' + listed.contractSize())
                .containsExactly(
                        "BTC-PERPETUAL deribit:BTC-USD-PERP 1.0",
                        "BTC-26MAR21 deribit:BTC-USD-20210326T0800Z 1.0",
                        "BTC-30SEP22 deribit:BTC-USD-20220930T0800Z 1.0",
                        "BTC_USDC-PERPETUAL deribit:BTC-USDC-PERP 1.0");
    }

    @Test
    void delistsWhatHasSettled() {
        // Given
        decoding.answer(REST + "get_instruments?currency=any&kind=future", INSTRUMENTS);
        // When
        decoding.push(
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"instrument.state.future.BTC\","
                        + "\"data\":{\"timestamp\":1616745600000,\"state\":\"settled\",\"instrument_name\":\"BTC-26MAR21\"}}}");
        // Then
        assertThat(decoding.only(InstrumentDelisted.class).instrument()).hasToString("deribit:BTC-USD-20210326T0800Z");
    }

    @ParameterizedTest
    @CsvSource({
        "buy, T, SHORT",
        "sell, T, LONG",
        "buy, M, LONG",
        "sell, M, SHORT",
    })
    void closesThePositionOfWhomeverTheVenueForced(String direction, String forced, Liquidation.Position closed) {
        // When
        decoding.push(liquidation(direction, forced));
        // Then
        assertThat(decoding.only(Liquidation.class).closedPosition()).isEqualTo(closed);
        assertThat(decoding.only(Liquidation.class).notional()).isEqualTo(6000);
        assertThat(decoding.only(Liquidation.class).completeness()).isEqualTo(Liquidation.Completeness.COMPLETE);
        assertThat(decoding.events(Trade.class)).hasSize(1);
    }

    @Test
    void closesBothPositionsWhereBothWereForced() {
        // When
        decoding.push(liquidation("sell", "MT"));
        // Then
        assertThat(decoding.events(Liquidation.class))
                .extracting(Liquidation::closedPosition)
                .containsExactly(Liquidation.Position.LONG, Liquidation.Position.SHORT);
    }

    private static String liquidation(String direction, String forced) {
        return Decoding.messages("deribit", "trade::inverse_future")
                .getFirst()
                .replace("BTC-26MAR21", "BTC-PERPETUAL")
                .replace("\"buy\"", '"' + direction + "\",\"liquidation\":\"" + forced + '"');
    }

    @Test
    void countsATradeBatchThatComesTwiceOnce() {
        // When
        message("trade::inverse_swap");
        message("trade::inverse_swap");
        // Then
        assertThat(decoding.events(Trade.class)).hasSize(2);
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void tellsNoOpenInterestWhereATickerHasNone() {
        // When
        decoding.push(Decoding.messages("deribit", "ticker::inverse_swap")
                .getFirst()
                .replace("\"open_interest\":559791310,", ""));
        // Then
        assertThat(decoding.events(OpenInterest.class)).isEmpty();
        assertThat(decoding.events(MarkPrice.class)).hasSize(1);
    }

    @Test
    void leavesBlockTradesOut() {
        // Given
        String frame = Decoding.messages("deribit", "trade::inverse_future")
                .getFirst()
                .replace("BTC-26MAR21", "BTC-PERPETUAL")
                .replace("\"buy\"", "\"buy\",\"block_trade_id\":\"BLOCK-1\"");
        // When // Then
        assertThat(decoding.push(frame).last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsQuotes() {
        // When
        Quote quote = message("bbo::inverse_swap").only(Quote.class);
        // Then
        assertThat(quote.bidPrice()).isEqualTo(32143);
        assertThat(quote.bidQuantity()).isEqualTo(179960 / 32143.0);
        assertThat(quote.askPrice()).isEqualTo(32143.5);
        assertThat(quote.askQuantity()).isEqualTo(20 / 32143.5);
    }

    @Test
    void readsQuotesFromTheWholeBookUntilTheQuoteStreamSpeaks() {
        // When
        message("l2_topk::inverse_swap");
        message("bbo::inverse_swap");
        message("l2_topk::inverse_swap");
        message("ticker::inverse_swap");
        // Then
        assertThat(decoding.events(Quote.class)).extracting(Quote::bidPrice).containsExactly(31523.5, 32143.0);
    }

    @Test
    void readsQuoteMarkIndexInterestAndFundingFromATicker() {
        // When
        message("ticker::inverse_swap");
        // Then
        assertThat(decoding.only(Quote.class).bidPrice()).isEqualTo(29930.5);
        assertThat(decoding.only(MarkPrice.class).price()).isEqualTo(29932.79);
        assertThat(decoding.only(IndexPrice.class).instrument()).hasToString("deribit:BTC-USD-INDEX");
        assertThat(decoding.only(IndexPrice.class).price()).isEqualTo(29930.44);
        assertThat(decoding.only(OpenInterest.class).notional()).isEqualTo(559791310);
        assertThat(decoding.only(OpenInterest.class).quantity()).isEqualTo(559791310 / 29932.79);
        FundingRate rate = decoding.only(FundingRate.class);
        assertThat(rate.kind()).isEqualTo(FundingRate.Kind.PREDICTED);
        assertThat(rate.rate()).isZero();
        assertThat(rate.interval()).contains(Duration.ofHours(8));
        assertThat(rate.fundingTime()).isEqualTo(rate.eventTime());
    }

    @Test
    void readsTheOpenInterestOfALinearContractAsCoins() {
        // When
        decoding.push(Decoding.messages("deribit", "ticker::inverse_swap")
                .getFirst()
                .replace("BTC-PERPETUAL", "BTC_USDC-PERPETUAL")
                .replace("559791310", "120.5"));
        // Then
        assertThat(decoding.only(OpenInterest.class).quantity()).isEqualTo(120.5);
        assertThat(decoding.only(OpenInterest.class).notional()).isEqualTo(120.5 * 29932.79);
        assertThat(decoding.only(IndexPrice.class).instrument()).hasToString("deribit:BTC-USDC-INDEX");
    }

    @Test
    void takesTheIndexFromItsOwnStreamOnceThatSpeaks() {
        // When
        decoding.push(
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"deribit_price_index.btc_usd\","
                        + "\"data\":{\"timestamp\":1654161785818,\"price\":29930.5,\"index_name\":\"btc_usd\"}}}");
        message("ticker::inverse_swap");
        // Then
        assertThat(decoding.only(IndexPrice.class).price()).isEqualTo(29930.5);
    }

    @Test
    void makesNoQuoteOfAnEmptySide() {
        // When
        decoding.push(Decoding.messages("deribit", "bbo::inverse_swap")
                .getFirst()
                .replace("\"best_bid_price\":32143.0", "\"best_bid_price\":null"));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trade::option",
                "l2_event::option_snapshot",
                "l2_topk::option",
                "ticker::option",
                "candlestick::inverse_swap"
            })
    void knowsWhatItDoesNotUse(String test) {
        assertThat(message(test).last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsSummaries() {
        // When
        decoding.answer(
                REST + "get_book_summary_by_instrument?instrument_name=BTC-PERPETUAL",
                Decoding.messages("deribit", "open_interest::inverse_swap").getFirst());
        // Then
        assertThat(decoding.only(MarkPrice.class).price()).isEqualTo(29700.53);
        assertThat(decoding.only(OpenInterest.class).notional()).isEqualTo(560105870);
        assertThat(decoding.events(Quote.class)).isEmpty();
    }

    @Test
    void readsAnAskedForBookLikeATicker() {
        // When
        decoding.answer(
                REST + "get_order_book?instrument_name=BTC-PERPETUAL",
                Decoding.messages("deribit", "l2_snapshot::inverse_swap").getFirst());
        // Then
        assertThat(decoding.only(OpenInterest.class).notional()).isEqualTo(560520540);
        assertThat(decoding.only(FundingRate.class).rate()).isEqualTo(0.00010785);
    }

    @Test
    void countsOneHourOfTheHistoryAndNotItsEightHourSample() {
        // When
        decoding.answer(REST + "get_funding_rate_history?instrument_name=BTC-PERPETUAL&start_timestamp=1", """
                {"jsonrpc":"2.0","result":[
                {"timestamp":1569891600000,"index_price":8222.87,"prev_index_price":8305.72,"interest_8h":-0.00009234260068476106,
                "interest_1h":-4.739622041017375E-7},
                {"timestamp":1569895200000,"index_price":8286.49,"interest_8h":-0.00006720918180255509,
                "interest_1h":-2.8583510923267753E-7}],"usIn":1}""");
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::kind, FundingRate::rate, FundingRate::interval, FundingRate::fundingTime)
                .containsExactly(
                        tuple(
                                FundingRate.Kind.SETTLED,
                                -4.739622041017375E-7,
                                Optional.of(Duration.ofHours(1)),
                                1_569_891_600_000_000L),
                        tuple(
                                FundingRate.Kind.SETTLED,
                                -2.8583510923267753E-7,
                                Optional.of(Duration.ofHours(1)),
                                1_569_895_200_000_000L));
    }

    @Test
    void saysThatWeAreHereWhenTheVenueAsks() {
        // Given
        DeribitFeed feed = new DeribitFeed();
        String test = "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}";
        String plain = "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}";
        // When
        Optional<String> reply = feed.reply(frame(test));
        // Then
        assertThat(reply).hasValueSatisfying(text -> assertThat(text).contains("public/test"));
        assertThat(feed.reply(frame(plain))).isEmpty();
        assertThat(decoding.push(test).last()).isEqualTo(Outcome.CONTROL);
    }

    private static Frame frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return new Frame(Frame.Source.WEBSOCKET, "test", SOCKET, payload, Decoding.NOW, Origin.LIVE);
    }

    @Test
    void tellsAnswersFromRefusals() {
        // When
        decoding.push("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":[\"quote.BTC-PERPETUAL\"],\"usIn\":1}");
        Outcome accepted = decoding.last();
        decoding.push(
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":13778,\"message\":\"raw_subscriptions_not_available\"}}");
        // Then
        assertThat(accepted).isEqualTo(Outcome.CONTROL);
        assertThat(decoding.last()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void refusesAnError() {
        assertThatThrownBy(() -> decoding.answer(
                        REST + "get_instruments",
                        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":10028,\"message\":\"too_many_requests\"}}"))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("too_many_requests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"price\":0",
                "\"price\":-1.5",
                "\"price\":1e400",
                "\"price\":NaN",
                "\"price\":null",
                "\"price\":\"\"",
                "\"price\":true",
                "\"prize\":56273.5",
                "\"price\":1,\"price\":1"
            })
    void refusesAPriceThatCannotBe(String price) {
        // Given
        String frame =
                Decoding.messages("deribit", "trade::inverse_swap").getFirst().replaceFirst("\"price\":56168.0", price);
        // When // Then
        assertThatThrownBy(() -> decoding.push(frame)).isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void survivesDamagedFrames() {
        decoding.answer(REST + "get_instruments?currency=any&kind=future", INSTRUMENTS);
        Mutations.of(
                Decoding.messages("deribit").stream()
                        .filter(message -> message.contains("\"params\""))
                        .toList(),
                20_000,
                decoding);
    }

    @Test
    void decodesTheWholeCaptureOfJuly2021() {
        // Given
        Path file = Decoding.shared("deribit", "cryptofeed-2021-07-22.ndjson.gz");
        // When
        decoding.capture(file);
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 2, Outcome.UNUSED, 135, Outcome.CONTROL, 1));
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.instrument().toString())
                .contains("deribit:BTC-USD-PERP", "deribit:ETH-USD-PERP", "deribit:BTC-USD-20210924T0800Z");
        assertThat(decoding.kinds()).containsOnlyKeys("InstrumentListed");
    }
}
