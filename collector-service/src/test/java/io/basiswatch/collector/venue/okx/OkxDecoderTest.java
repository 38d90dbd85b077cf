package io.basiswatch.collector.venue.okx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.collector.venue.TakerSides;
import io.basiswatch.collector.venue.TestBooks;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkxDecoderTest {
    private static final String SOCKET = "wss://ws.okx.com:8443/ws/v5/public";
    private static final String INSTRUMENTS = "https://www.okx.com/api/v5/public/instruments?instType=";
    private static final String SWAPS = instruments(
            derivative("SWAP", "BTC-USDT-SWAP", "BTC-USDT", "USDT", "0.01", "BTC", "linear", ""),
            derivative("SWAP", "BTC-USD-SWAP", "BTC-USD", "BTC", "100", "USD", "inverse", ""),
            derivative("SWAP", "ETH-USD-SWAP", "ETH-USD", "ETH", "10", "USD", "inverse", ""));
    private static final String FUTURES = instruments(
            derivative("FUTURES", "BTC-USDT-220325", "BTC-USDT", "USDT", "0.01", "BTC", "linear", "1648195200000"),
            derivative("FUTURES", "BTC-USD-220325", "BTC-USD", "BTC", "100", "USD", "inverse", "1648195200000"),
            derivative("FUTURES", "BTC-USD-220624", "BTC-USD", "BTC", "100", "USD", "inverse", "1656057600000"));

    private final Decoding decoding = Decoding.of(new OkxFeed(), SOCKET);

    private static String instruments(String... rows) {
        return "{\"code\":\"0\",\"msg\":\"\",\"data\":[" + String.join(",", rows) + "]}";
    }

    private static String derivative(
            String type, String id, String pair, String settle, String size, String unit, String kind, String expiry) {
        return ("{'instType':'" + type + "','instId':'" + id + "','uly':'" + pair + "','baseCcy':'','quoteCcy':'',"
                        + "'settleCcy':'" + settle + "','ctVal':'" + size + "','ctMult':'1','ctValCcy':'" + unit
                        + "','ctType':'" + kind + "','expTime':'" + expiry + "','state':'live','alias':''}")
                .replace('\'', '"');
    }

    private Decoding withMetadata() {
        return decoding.answer(INSTRUMENTS + "SWAP", SWAPS).answer(INSTRUMENTS + "FUTURES", FUTURES);
    }

    private Decoding message(String test) {
        Decoding.messages("okx", test).forEach(decoding::push);
        return decoding;
    }

    @Test
    void readsASpotTradeInCoins() {
        // When
        Trade trade = message("trade::spot").only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("okx:BTC-USDT");
        assertThat(trade.tradeId()).isEqualTo("314161276");
        assertThat(trade.stamp().sequence()).isEqualTo(314161276);
        assertThat(trade.eventTime()).isEqualTo(1_646_311_839_593_000L);
        assertThat(trade.receivedTime()).isEqualTo(Decoding.NOW);
        assertThat(trade.price()).isEqualTo(43474.1);
        assertThat(trade.quantity()).isEqualTo(0.00373695);
        assertThat(trade.notional()).isEqualTo(0.00373695 * 43474.1);
        assertThat(trade.aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void countsContractsOfALinearSwapInCoins() {
        // When
        Trade trade = message("trade::linear_swap").only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("okx:BTC-USDT-PERP");
        assertThat(trade.quantity()).isEqualTo(0.07);
        assertThat(trade.notional()).isEqualTo(0.07 * 43568.8);
    }

    @Test
    void countsContractsOfAnInverseSwapInDollars() {
        // When
        Trade trade = message("trade::inverse_swap").only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("okx:BTC-USD-PERP");
        assertThat(trade.notional()).isEqualTo(100);
        assertThat(trade.quantity()).isEqualTo(100 / 43574.9);
        assertThat(trade.aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void takesTheExpiryOfADatedFutureFromTheMetadata() {
        // Given
        withMetadata();
        // When
        Trade trade = message("trade::inverse_future").only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("okx:BTC-USD-20220325T0800Z");
        assertThat(trade.notional()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"trade::linear_future", "trade::inverse_future", "bbo::inverse_future", "ticker::linear_future"})
    void guessesNeitherExpiryNorContractSize(String test) {
        // When
        message(test);
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNKNOWN);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void doesNotKnowTheSizeOfAnotherSwapBeforeTheMetadata() {
        // Given
        String trade = "{\"arg\":{\"channel\":\"trades\",\"instId\":\"SOL-USDT-SWAP\"},\"data\":[{\"instId\":"
                + "\"SOL-USDT-SWAP\",\"tradeId\":\"1632918528\",\"px\":\"120.6\",\"sz\":\"391.07\",\"side\":\"sell\","
                + "\"ts\":\"1790394876983\",\"count\":\"26\",\"source\":\"0\",\"seqId\":92286018766}]}";
        // When
        decoding.push(trade);
        Outcome before = decoding.last();
        decoding.answer(
                INSTRUMENTS + "SWAP",
                instruments(derivative("SWAP", "SOL-USDT-SWAP", "SOL-USDT", "USDT", "1", "SOL", "linear", "")));
        decoding.push(trade);
        // Then
        assertThat(before).isEqualTo(Outcome.UNKNOWN);
        assertThat(decoding.only(Trade.class).quantity()).isEqualTo(391.07);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trade::option", "bbo::option", "ticker::option", "l2_topk::option"})
    void leavesOptionsAlone(String test) {
        // When
        message(test);
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void countsARepeatedTradeOnce() {
        // When
        message("trade::spot");
        message("trade::spot");
        // Then
        assertThat(decoding.events(Trade.class)).hasSize(1);
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsQuotesFromTheBestBidAndOffer() {
        // When
        Quote quote = message("bbo::inverse_swap").only(Quote.class);
        // Then
        assertThat(quote.instrument()).hasToString("okx:BTC-USD-PERP");
        assertThat(quote.bidPrice()).isEqualTo(19918.9);
        assertThat(quote.bidQuantity()).isEqualTo(34 * 100 / 19918.9);
        assertThat(quote.askPrice()).isEqualTo(19920);
        assertThat(quote.askQuantity()).isEqualTo(3 * 100 / 19920.0);
        assertThat(quote.eventTime()).isEqualTo(1_656_633_600_013_000L);
    }

    @Test
    void readsQuotesFromTheFirstRowsOfFive() {
        // When
        Quote quote = message("l2_topk::linear_swap").only(Quote.class);
        // Then
        assertThat(quote.bidPrice()).isEqualTo(31806.5);
        assertThat(quote.askPrice()).isEqualTo(31806.6);
        assertThat(quote.askQuantity()).isEqualTo(1.59, within(1e-12));
    }

    @Test
    void readsQuotesFromTickersUntilAFasterStreamSpeaks() {
        // Given
        message("ticker::spot");
        // When
        message("bbo::spot");
        message("ticker::spot");
        // Then
        assertThat(decoding.events(Quote.class)).extracting(Quote::bidPrice).containsExactly(29934.0, 31774.6);
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void makesNoQuoteOfAOneSidedBook() {
        // When
        decoding.push("{\"arg\":{\"channel\":\"bbo-tbt\",\"instId\":\"BTC-USDT\"},\"data\":[{\"asks\":[],\"bids\":"
                + "[[\"31774.6\",\"0.3392211\",\"0\",\"3\"]],\"ts\":\"1654032991947\"}]}");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "l2_event::spot_snapshot",
                "l2_event::spot_update",
                "l2_event::inverse_swap_snapshot",
                "candlestick::spot",
                "candlestick::inverse_swap",
                "l2_topk::spot_2"
            })
    void knowsWhatItDoesNotUse(String test) {
        // When
        Decoding.messages("okx", test).stream()
                .filter(message -> !message.contains("books5"))
                .forEach(decoding::push);
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsTheRunningFundingRateOfTheComingPayment() {
        // When
        FundingRate rate = message("funding_rate::linear_swap").only(FundingRate.class);
        // Then
        assertThat(rate.kind()).isEqualTo(FundingRate.Kind.PREDICTED);
        assertThat(rate.rate()).isEqualTo(0.0001534702159002);
        assertThat(rate.fundingTime()).isEqualTo(1_646_323_200_000_000L);
        assertThat(rate.interval()).isEmpty();
        assertThat(rate.eventTime()).isEqualTo(rate.receivedTime());
    }

    @Test
    void measuresTheFundingIntervalBetweenTheComingPaymentAndTheOneAfter() {
        // Given
        String frame = Decoding.jkorf("okx", "Subscriptions/Unified/ExchangeData/FundingRate.txt", "\n=")
                .replace("\"nextFundingRate\":\"0.0002608059239328\"", "\"nextFundingRate\":\"\"");
        // When
        FundingRate rate = decoding.push(frame).only(FundingRate.class);
        // Then
        assertThat(rate.instrument()).hasToString("okx:BTC-USD-PERP");
        assertThat(rate.rate()).isEqualTo(0.0001875391284828);
        assertThat(rate.fundingTime()).isEqualTo(1_700_726_400_000_000L);
        assertThat(rate.interval()).contains(Duration.ofHours(8));
        assertThat(rate.eventTime()).isEqualTo(1_700_724_675_402_000L);
    }

    @Test
    void saysAPaidRateOnceWhenTheFrameSaysWhenItWasPaid() {
        // Given
        String frame =
                "{\"arg\":{\"channel\":\"funding-rate\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{\"fundingRate\":"
                        + "\"0.0000792\",\"fundingTime\":\"1703088000000\",\"instId\":\"BTC-USDT-SWAP\",\"instType\":\"SWAP\","
                        + "\"nextFundingRate\":\"\",\"nextFundingTime\":\"1703102400000\",\"prevFundingTime\":\"1703073600000\","
                        + "\"settFundingRate\":\"0.0001418\",\"settState\":\"settled\",\"ts\":\"1703075685309\"}]}";
        // When
        decoding.push(frame).push(frame);
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::kind, FundingRate::rate, FundingRate::fundingTime, FundingRate::interval)
                .containsExactly(
                        tuple(
                                FundingRate.Kind.SETTLED,
                                0.0001418,
                                1_703_073_600_000_000L,
                                Optional.of(Duration.ofHours(4))),
                        tuple(
                                FundingRate.Kind.PREDICTED,
                                0.0000792,
                                1_703_088_000_000_000L,
                                Optional.of(Duration.ofHours(4))),
                        tuple(
                                FundingRate.Kind.PREDICTED,
                                0.0000792,
                                1_703_088_000_000_000L,
                                Optional.of(Duration.ofHours(4))));
    }

    @Test
    void readsPaidRatesWithTheirMeasuredIntervalsAndLeavesTheOldestToThePageBefore() {
        // When
        decoding.answer(
                "https://www.okx.com/api/v5/public/funding-rate-history?instId=BTC-USD-SWAP",
                Decoding.jkorf("okx", "Endpoints/UnifiedApi/ExchangeData/GetFundingRateHistory.txt", "false"));
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::kind, FundingRate::rate, FundingRate::interval)
                .containsExactly(tuple(FundingRate.Kind.SETTLED, 0.0000746572360545, Optional.of(Duration.ofHours(8))));
    }

    @Test
    void readsMarkAndIndexPrices() {
        // When
        decoding.push(
                "{\"arg\":{\"channel\":\"mark-price\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{\"instType\":\"SWAP\","
                        + "\"instId\":\"BTC-USDT-SWAP\",\"markPx\":\"31806.6\",\"ts\":\"1653997254735\"}]}");
        decoding.push(Decoding.jkorf("okx", "Subscriptions/Unified/ExchangeData/IndexTicker.txt", "\n="));
        // Then
        assertThat(decoding.only(MarkPrice.class).price()).isEqualTo(31806.6);
        assertThat(decoding.only(IndexPrice.class).instrument()).hasToString("okx:BTC-USDT-INDEX");
        assertThat(decoding.only(IndexPrice.class).price()).isEqualTo(0.1);
    }

    @Test
    void readsOpenInterestInCoinsAndFaceValue() {
        // Given
        withMetadata();
        // When
        decoding.answer(
                "https://www.okx.com/api/v5/public/open-interest?instType=SWAP",
                Decoding.messages("okx", "open_interest::inverse_swap").getFirst());
        // Then
        OpenInterest interest = decoding.events(OpenInterest.class).getFirst();
        assertThat(interest.instrument()).hasToString("okx:BTC-USD-PERP");
        assertThat(interest.quantity()).isEqualTo(13840.048827662696883);
        assertThat(interest.notional()).isEqualTo(409_297_300);
    }

    @Test
    void valuesLinearOpenInterestAsTheVenueDoesOrAtTheMark() {
        // Given
        String row = "{\"arg\":{\"channel\":\"open-interest\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{\"instId\":"
                + "\"BTC-USDT-SWAP\",\"instType\":\"SWAP\",\"oi\":\"200\",\"oiCcy\":\"2\",%s\"ts\":\"1654348683853\"}]}";
        // When
        decoding.push(row.formatted(""));
        Outcome unvalued = decoding.last();
        decoding.push(row.formatted("\"oiUsd\":\"60001.5\","));
        decoding.push("{\"arg\":{\"channel\":\"mark-price\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{\"instId\":"
                + "\"BTC-USDT-SWAP\",\"markPx\":\"30000\",\"ts\":\"1654348683853\"}]}");
        decoding.push(row.formatted(""));
        // Then
        assertThat(unvalued).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events(OpenInterest.class))
                .extracting(OpenInterest::quantity, OpenInterest::notional)
                .containsExactly(tuple(2.0, 60001.5), tuple(2.0, 60000.0));
    }

    @Test
    void closesALongByAForcedSale() {
        // Given
        String frame = "{\"arg\":{\"channel\":\"liquidation-orders\",\"instType\":\"SWAP\"},\"data\":[{\"details\":"
                + "[{\"bkLoss\":\"0\",\"bkPx\":\"30000\",\"ccy\":\"\",\"posSide\":\"long\",\"side\":\"sell\",\"sz\":\"13\","
                + "\"ts\":\"1692266434010\"}],\"instFamily\":\"BTC-USDT\",\"instId\":\"BTC-USDT-SWAP\",\"instType\":\"SWAP\","
                + "\"uly\":\"BTC-USDT\"}]}";
        // When
        Liquidation liquidation = decoding.push(frame).only(Liquidation.class);
        // Then
        assertThat(liquidation.closedPosition()).isEqualTo(Liquidation.Position.LONG);
        assertThat(liquidation.completeness()).isEqualTo(Liquidation.Completeness.LOWER_BOUND);
        assertThat(liquidation.quantity()).isEqualTo(0.13);
        assertThat(liquidation.notional()).isEqualTo(3900);
    }

    @Test
    void listsInstrumentsWithTheirTrueExpiryAndContractSize() {
        // When
        withMetadata();
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.symbol() + ' ' + listed.instrument() + ' ' + listed.contractSize())
                .containsExactly(
                        "BTC-USDT-SWAP okx:BTC-USDT-PERP 0.01",
                        "BTC-USD-SWAP okx:BTC-USD-PERP 100.0",
                        "ETH-USD-SWAP okx:ETH-USD-PERP 10.0",
                        "BTC-USDT-220325 okx:BTC-USDT-20220325T0800Z 0.01",
                        "BTC-USD-220325 okx:BTC-USD-20220325T0800Z 100.0",
                        "BTC-USD-220624 okx:BTC-USD-20220624T0800Z 100.0");
    }

    @Test
    void delistsWhatTheNextAnswerLacks() {
        // Given
        withMetadata();
        // When
        decoding.answer(
                INSTRUMENTS + "FUTURES",
                instruments(derivative(
                        "FUTURES", "BTC-USD-220624", "BTC-USD", "BTC", "100", "USD", "inverse", "1656057600000")));
        message("trade::inverse_future");
        // Then
        assertThat(decoding.events(InstrumentDelisted.class))
                .extracting(InstrumentDelisted::symbol)
                .containsExactly("BTC-USD-220325", "BTC-USDT-220325");
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void refusesAnErrorInsideOfA200() {
        // When // Then
        assertThatThrownBy(() -> decoding.answer(
                        INSTRUMENTS + "SPOT", "{\"code\":\"50011\",\"data\":[],\"msg\":\"Too Many Requests\"}"))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("Too Many Requests");
    }

    @Test
    void followsOnlyTheAssetsThatWereAskedFor() {
        // Given
        Decoding ether = Decoding.of(new OkxFeed(), SOCKET, "ETH"::equals);
        // When
        Decoding.messages("okx", "trade::spot").forEach(ether::push);
        ether.answer(INSTRUMENTS + "SWAP", SWAPS);
        // Then
        assertThat(ether.events(Trade.class)).isEmpty();
        assertThat(ether.only(InstrumentListed.class).instrument()).hasToString("okx:ETH-USD-PERP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pong",
                "{\"event\":\"subscribe\",\"arg\":{\"channel\":\"tickers\",\"instId\":\"BTC-USD-220527\"}}",
                "{\"event\":\"channel-conn-count\",\"channel\":\"trades\",\"connCount\":\"2\",\"connId\":\"a4d3ae55\"}"
            })
    void knowsTheConversationAboutTheConnection(String frame) {
        assertThat(decoding.push(frame).last()).isEqualTo(Outcome.CONTROL);
    }

    @Test
    void showsARefusedSubscription() {
        // When
        decoding.push(
                "{\"event\":\"error\",\"code\":\"60018\",\"msg\":\"Wrong URL or channel\",\"connId\":\"a4d3ae55\"}");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"px\":\"0\"",
                "\"px\":\"-1\"",
                "\"px\":\"NaN\"",
                "\"px\":\"1e400\"",
                "\"px\":\"\"",
                "\"px\":43474.1",
                "\"px\":null",
                "\"py\":\"43474.1\"",
                "\"px\":\"1\",\"px\":\"2\""
            })
    void refusesAPriceThatCannotBe(String price) {
        // Given
        String frame = Decoding.messages("okx", "trade::spot").getFirst().replace("\"px\":\"43474.1\"", price);
        // When // Then
        assertThatThrownBy(() -> decoding.push(frame)).isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void refusesATimeInTheFarFuture() {
        // Given
        String frame = Decoding.messages("okx", "trade::spot").getFirst();
        // When // Then
        assertThatThrownBy(() -> decoding.push(frame, 1_646_000_000_000_000L))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("1646311839593");
    }

    @Test
    void handsOnNothingOfAFrameWhoseLastRowIsBroken() {
        // Given
        String frame = Decoding.messages("okx", "trade::spot")
                .getFirst()
                .replace(
                        "}]}",
                        "},{\"instId\":\"BTC-USDT\",\"tradeId\":\"2\",\"px\":\"1\",\"sz\":\"0\",\"side\":\"buy\","
                                + "\"ts\":\"1646311839593\"}]}");
        // When // Then
        assertThatThrownBy(() -> decoding.push(frame)).isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void survivesDamagedFrames() {
        withMetadata();
        List<String> frames = new ArrayList<>(Decoding.messages("okx"));
        Decoding.messages("okx").stream()
                .filter(frame -> frame.contains("\"books-l2-tbt\""))
                .map(frame ->
                        frame.replace("books-l2-tbt", "books").replaceAll("\"checksum\":-?\\d+", "\"checksum\":0"))
                .forEach(frames::add);
        Mutations.of(frames, 20_000, decoding);
    }

    @Test
    void decodesTheCaptureOfMay2022WhoseTakersBuyAtTheAskAndSellAtTheBid() {
        // Given
        Path file = Decoding.shared("okx", "cryptofeed-2022-05-13.ndjson.gz");
        TestBooks books = new TestBooks();
        TakerSides sides = new TakerSides();
        // When
        decoding.capture(file, (frame, news) -> {
            String symbol = frame.at("/arg/instId").asText();
            if (frame.at("/arg/channel").asText().equals("books") && frame.has("action")) {
                boolean snapshot = frame.get("action").asText().equals("snapshot");
                books.apply(symbol, snapshot, frame.at("/data/0/bids"), frame.at("/data/0/asks"));
            }
            news.forEach(event -> {
                if (event instanceof Trade trade) {
                    books.count(symbol, trade, sides);
                }
            });
        });
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes())
                .isEqualTo(
                        Map.of(Outcome.EVENTS, 74 + 28 + 15 + 36, Outcome.UNUSED, 290 - 36 + 10, Outcome.CONTROL, 18));
        assertThat(decoding.kinds())
                .containsEntry("Quote", 28L)
                .containsEntry("Trade", 74L)
                .containsEntry("DepthProfile", 36L)
                .doesNotContainKey("FeedGap");
        assertThat(sides).hasToString("buys 46 at ask, 0 at bid; sells 25 at bid, 0 at ask");
    }
}
