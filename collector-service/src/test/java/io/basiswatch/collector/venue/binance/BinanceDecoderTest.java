package io.basiswatch.collector.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinanceDecoderTest {
    private static final String SPOT_TRADE =
            "{\"stream\":\"ethusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723161255612,"
                    + "\"s\":\"ETHUSDT\",\"t\":1520538925,\"p\":\"2683.80000000\",\"q\":\"0.00200000\",\"T\":1723161255611,"
                    + "\"m\":true,\"M\":true}}";
    private static final String COINM_QUOTE = "{\"stream\":\"ethusd_perp@bookTicker\",\"data\":{\"u\":1007198631825,"
            + "\"e\":\"bookTicker\",\"s\":\"ETHUSD_PERP\",\"ps\":\"ETHUSD\",\"b\":\"2682.17\",\"B\":\"159\","
            + "\"a\":\"2682.18\",\"A\":\"3794\",\"T\":1723161257450,\"E\":1723161257457}}";
    private static final String SPOT_QUOTE = "{\"stream\":\"ethusdt@bookTicker\",\"data\":{\"u\":35346513501,"
            + "\"s\":\"ETHUSDT\",\"b\":\"2683.80000000\",\"B\":\"3.02920000\",\"a\":\"2683.81000000\","
            + "\"A\":\"31.43950000\"}}";
    private static final String DATED_QUOTE = COINM_QUOTE.replace("ETHUSD_PERP", "BTCUSD_210924");
    private static final String COINM_INFO = "{\"serverTime\":1,\"symbols\":[{\"symbol\":\"BTCUSD_210924\","
            + "\"contractType\":\"CURRENT_QUARTER\",\"deliveryDate\":1632470400000,\"contractStatus\":\"TRADING\","
            + "\"contractSize\":100,\"marginAsset\":\"BTC\",\"baseAsset\":\"BTC\",\"quoteAsset\":\"USD\"}]}";

    private final Decoding spot = Decoding.of(new BinanceSpotFeed(), "");
    private final Decoding usdm = Decoding.of(new BinanceUsdmFeed(), "");
    private final Decoding coinm = Decoding.of(new BinanceCoinmFeed(), "");

    @Test
    void aBuyerWhoIsMakerMeansThatTheTakerSold() {
        // When
        Trade trade = spot.push(SPOT_TRADE).only(Trade.class);

        // Then
        assertThat(trade.instrument()).hasToString("binance-spot:ETH-USDT");
        assertThat(trade.tradeId()).isEqualTo("1520538925");
        assertThat(trade.stamp().sequence()).isEqualTo(1520538925);
        assertThat(trade.eventTime()).isEqualTo(1723161255611000L);
        assertThat(trade.receivedTime()).isEqualTo(Decoding.NOW);
        assertThat(trade.price()).isEqualTo(2683.8);
        assertThat(trade.quantity()).isEqualTo(0.002);
        assertThat(trade.notional()).isEqualTo(2683.8 * 0.002);
        assertThat(trade.aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void anAggregateTradeHasItsOwnId() {
        // When
        Trade trade = spot.push(Decoding.messages("binance-spot", "trade::spot").getFirst())
                .only(Trade.class);

        // Then
        assertThat(trade.tradeId()).isEqualTo("640283266");
        assertThat(trade.aggressor()).isEqualTo(Side.BUY);
        assertThat(trade.price()).isEqualTo(58942.01);
    }

    @Test
    void aSymbolThatSendsSingleTradesHasItsAggregatesIgnored() {
        // Given
        String aggregate =
                SPOT_TRADE.replace("\"e\":\"trade\"", "\"e\":\"aggTrade\"").replace("\"t\":", "\"a\":");

        // When
        spot.push(aggregate).push(SPOT_TRADE).push(aggregate.replace("1520538925", "7"));

        // Then: the first is counted, and then the single trades are
        assertThat(spot.events(Trade.class)).extracting(Trade::tradeId).containsExactly("1520538925");
        assertThat(spot.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void aRepeatedTradeCountsOnceButAPlayedAgainOneIsNew() {
        // When
        spot.push(SPOT_TRADE).push(SPOT_TRADE).push(SPOT_TRADE.replace("1723161255611", "1723161999999"));

        // Then
        assertThat(spot.events(Trade.class)).hasSize(2);
    }

    @Test
    void whatIsNoPrintOfTheMarketIsNoTrade() {
        // When
        usdm.push(SPOT_TRADE.replace("\"m\":true", "\"X\":\"INSURANCE_FUND\",\"m\":true"));
        usdm.push(SPOT_TRADE
                .replace("\"m\":true", "\"X\":\"NA\",\"m\":true")
                .replace("2683.80000000", "0")
                .replace("0.00200000", "0"));

        // Then
        assertThat(usdm.events()).isEmpty();
        assertThat(usdm.outcomes()).containsOnlyKeys(Outcome.UNUSED);
    }

    @Test
    void aSpotQuoteHasNoTimeButThatOfReceipt() {
        // When
        Quote quote = spot.push(SPOT_QUOTE).only(Quote.class);

        // Then
        assertThat(quote.eventTime()).isEqualTo(quote.receivedTime()).isEqualTo(Decoding.NOW);
        assertThat(quote.bidPrice()).isEqualTo(2683.8);
        assertThat(quote.bidQuantity()).isEqualTo(3.0292);
        assertThat(quote.askPrice()).isEqualTo(2683.81);
        assertThat(quote.askQuantity()).isEqualTo(31.4395);
        assertThat(quote.stamp().sequence()).isEqualTo(35346513501L);
    }

    @Test
    void keysThatDifferByCaseAloneAreDifferent() {
        // When: in any order
        Quote quote = spot.push("{\"A\":\"4\",\"B\":\"2\",\"a\":\"3\",\"b\":\"1\",\"s\":\"ETHUSDT\",\"u\":7}")
                .only(Quote.class);

        // Then
        assertThat(List.of(quote.bidPrice(), quote.bidQuantity(), quote.askPrice(), quote.askQuantity()))
                .containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void theFlagDecidesWhoTookAndNotTheQuoteThatOvertookTheTrade() {
        // When: sold at a price that is above the ask by now
        Trade trade = spot.push(
                        SPOT_QUOTE.replace("2683.80000000", "2683.00000000").replace("2683.81000000", "2683.10000000"))
                .push(SPOT_TRADE)
                .only(Trade.class);

        // Then
        assertThat(trade.aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void tradeIdsOfASymbolHaveNoHoleSoThatOneWouldProveALoss() throws IOException {
        // When
        frames("binance-spot", "hftbacktest-ethusdt-20240808-first2000.gz").forEach(spot::push);

        // Then
        List<Trade> trades = spot.events(Trade.class);
        assertThat(trades).hasSizeGreaterThan(20);
        for (int i = 1; i < trades.size(); i++) {
            assertThat(trades.get(i).stamp().sequence())
                    .isEqualTo(trades.get(i - 1).stamp().sequence() + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"stream\":\"ethusdt@depth20\",\"data\":DATA}",
                "{\"data\":DATA,\"stream\":\"ethusdt@depth5@100ms\"}"
            })
    void theBestLevelsOfAStreamAreNoChangesOfABook(String wrapper) {
        // Given: on the futures markets both are depthUpdate
        String data =
                "{\"e\":\"depthUpdate\",\"E\":1651122265861,\"T\":1651122265854,\"s\":\"ETHUSDT\",\"U\":1,\"u\":2,"
                        + "\"pu\":0,\"b\":[[\"2886.71\",\"0.454\"]],\"a\":[[\"2886.72\",\"77.215\"]]}";
        Decoded decoded = new Decoded(new BinanceUsdmFeed());

        // When
        decoded.take(BinanceFrames.socket(wrapper.replace("DATA", data)));
        int asked = decoded.requests.size();
        decoded.take(BinanceFrames.socket("{\"stream\":\"ethusdt@depth@100ms\",\"data\":" + data + "}"));

        // Then
        assertThat(asked).isZero();
        assertThat(decoded.requests).hasSize(1);
        assertThat(decoded.streams).isEqualTo(Map.of("partial depth", 1, "depth", 1));
    }

    @Test
    void aBookWithoutAskIsNoQuote() {
        // When
        spot.push(SPOT_QUOTE.replace("2683.81000000", "0.00000000").replace("31.43950000", "0.00000000"));

        // Then
        assertThat(spot.events()).isEmpty();
        assertThat(spot.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void inverseContractsBecomeBaseCurrency() {
        // When
        Quote quote = coinm.push(COINM_QUOTE).only(Quote.class);

        // Then: contracts of 10 USD
        assertThat(quote.instrument()).hasToString("binance-coinm:ETH-USD-PERP");
        assertThat(quote.bidQuantity()).isEqualTo(159 * 10 / 2682.17);
        assertThat(quote.askQuantity()).isEqualTo(3794 * 10 / 2682.18);
        assertThat(quote.eventTime()).isEqualTo(1723161257450000L);
    }

    @Test
    void anInverseTradeHasTheFaceValueOfItsContractsAsNotional() {
        // When
        Trade trade = coinm.push(SPOT_TRADE.replace("ETHUSDT", "BTCUSD_PERP").replace("0.00200000", "3"))
                .only(Trade.class);

        // Then: contracts of 100 USD
        assertThat(trade.notional()).isEqualTo(300);
        assertThat(trade.quantity()).isCloseTo(300 / 2683.8, within(1e-15));
    }

    @Test
    void aDatedSymbolIsUnknownUntilMetadataSaysWhenItExpires() {
        // When
        coinm.push(DATED_QUOTE);
        Outcome before = coinm.last();
        coinm.answer("https://dapi.binance.com/dapi/v1/exchangeInfo", COINM_INFO)
                .push(DATED_QUOTE);

        // Then
        assertThat(before).isEqualTo(Outcome.UNKNOWN);
        assertThat(coinm.only(InstrumentListed.class).contractSize()).isEqualTo(100);
        assertThat(coinm.only(Quote.class).instrument()).hasToString("binance-coinm:BTC-USD-20210924T0800Z");
        assertThat(coinm.only(Quote.class).bidQuantity()).isEqualTo(159 * 100 / 2682.17);
    }

    @Test
    void instrumentsOfTheVenuesOwnAnswerAreListed() throws IOException {
        // When
        coinm.answer("", rest("binance-coinm", "/dapi/v1/exchangeInfo").getFirst());
        usdm.answer("", rest("binance-usdm", "/fapi/v1/exchangeInfo").getFirst());
        spot.answer("", rest("binance-spot", "/api/v3/exchangeInfo").getFirst());

        // Then
        assertThat(coinm.events(InstrumentListed.class))
                .extracting(listed -> listed.instrument() + " " + listed.symbol() + " " + listed.contractSize())
                .contains(
                        "binance-coinm:BTC-USD-PERP BTCUSD_PERP 100.0", "binance-coinm:ETH-USD-PERP ETHUSD_PERP 10.0");
        assertThat(usdm.events(InstrumentListed.class))
                .extracting(listed -> listed.instrument().toString())
                .contains("binance-usdm:BTC-USDT-PERP", "binance-usdm:ETH-USDT-PERP");
        assertThat(spot.events(InstrumentListed.class))
                .extracting(listed -> listed.instrument().toString())
                .contains("binance-spot:ETH-BTC");
    }

    @Test
    void markIndexAndFundingComeTogether() {
        // When
        usdm.push(Decoding.messages("binance-usdm", "funding_rate::linear_swap").getFirst());

        // Then
        assertThat(usdm.only(MarkPrice.class).price()).isEqualTo(58940.14924532);
        assertThat(usdm.only(IndexPrice.class).price()).isEqualTo(58857.26693664);
        assertThat(usdm.only(IndexPrice.class).instrument()).hasToString("binance-usdm:BTC-USDT-INDEX");
        FundingRate funding = usdm.only(FundingRate.class);
        assertThat(funding.kind()).isEqualTo(FundingRate.Kind.PREDICTED);
        assertThat(funding.rate()).isEqualTo(0.00058455);
        assertThat(funding.fundingTime()).isEqualTo(1617321600000000L);
        assertThat(funding.interval()).isEmpty();
        assertThat(funding.eventTime()).isEqualTo(1617308820003000L);
    }

    @Test
    void anArrayOfMarkPricesIsReadElementByElement() {
        // When
        coinm.push(Decoding.messages("binance-coinm", "funding_rate::inverse_swap_all")
                .getFirst());

        // Then
        assertThat(coinm.events(MarkPrice.class))
                .extracting(mark -> mark.instrument().toString())
                .containsExactly("binance-coinm:BTC-USD-PERP", "binance-coinm:ETH-USD-PERP");
        assertThat(coinm.events(FundingRate.class)).hasSize(2);
        assertThat(coinm.events(IndexPrice.class)).isEmpty();
    }

    @Test
    void aDatedContractHasAMarkPriceAndNoFunding() throws IOException {
        // Given
        coinm.answer("", COINM_INFO.replace("210924", "210326"));

        // When: one answer with perpetuals and dated contracts
        coinm.answer("", rest("binance-coinm", "/dapi/v1/premiumIndex").getLast());

        // Then
        assertThat(coinm.events(MarkPrice.class))
                .extracting(mark -> mark.instrument().toString())
                .contains("binance-coinm:BTC-USD-20210924T0800Z", "binance-coinm:BTC-USD-PERP");
        assertThat(coinm.events(FundingRate.class))
                .isNotEmpty()
                .allMatch(funding -> funding.instrument().isPerpetual());
    }

    @Test
    void theIntervalOfFundingIsMeasured() {
        // Given
        String mark =
                Decoding.messages("binance-usdm", "funding_rate::linear_swap").getFirst();
        long justBefore = 1617321599000000L;

        // When: the next payment is eight hours later, with some jitter
        usdm.push(mark, justBefore);
        usdm.push(mark.replace("1617321600000", "1617350400002"), justBefore + 2_000_000);

        // Then
        assertThat(usdm.events(FundingRate.class).getLast().interval()).contains(Duration.ofHours(8));
    }

    @Test
    void depthCandlesAndAcknowledgementsAreRecognised() {
        // When
        Decoding.messages("binance-usdm").forEach(usdm::push);
        Decoding.messages("binance-spot").forEach(spot::push);
        spot.push("{\"result\":null,\"id\":1}");

        // Then
        assertThat(usdm.unknown())
                .as("dated contracts without metadata")
                .hasSize(4)
                .allMatch(frame -> frame.contains("USDT_2"));
        assertThat(spot.outcomes()).doesNotContainKey(Outcome.UNKNOWN);
        assertThat(spot.last()).isEqualTo(Outcome.CONTROL);
    }

    @Test
    void documentedShapesAreRead() {
        // When
        spot.push(Decoding.jkorf("binance-spot", "Subscriptions/Spot/ExchangeData/Trades.txt", "\n="));
        usdm.push(Decoding.jkorf("binance-usdm", "Subscriptions/UsdFutures/MarkPrice.txt", "\n="));
        coinm.push("{\"e\":\"indexPriceUpdate\",\"E\":1591261236000,\"i\":\"BTCUSD\",\"p\":\"9636.57860000\"}");

        // Then
        assertThat(spot.only(Trade.class).instrument()).hasToString("binance-spot:BNB-BTC");
        assertThat(usdm.only(MarkPrice.class).price()).isEqualTo(11794.15);
        assertThat(coinm.only(IndexPrice.class).instrument()).hasToString("binance-coinm:BTC-USD-INDEX");
    }

    @Test
    void otherAssetsAreUnusedButTheDollarPairsOfStablecoinsPass() {
        // Given
        Decoding btcOnly = Decoding.of(new BinanceSpotFeed(), "", "BTC"::equals);

        // When
        btcOnly.push(SPOT_TRADE).push(SPOT_QUOTE).push(SPOT_QUOTE.replace("ETHUSDT", "USDCUSDT"));

        // Then
        assertThat(btcOnly.only(Quote.class).instrument()).hasToString("binance-spot:USDC-USDT");
        assertThat(btcOnly.events(Trade.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"p\":\"0\"",
                "\"p\":\"-1\"",
                "\"p\":\"NaN\"",
                "\"p\":\"1e400\"",
                "\"p\":\"\"",
                "\"p\":\" 1\"",
                "\"p\":\"0x1p3\"",
                "\"p\":2683.8",
                "\"p\":null",
                "\"p\":[1]",
                "\"P\":\"1\"",
                "\"p\":\"1\",\"p\":\"2\"",
                "\"p\":\"1e308\",\"q\":\"1e308\"",
                "\"p\":\"1\",\"x\":"
            })
    void aTradeWithAnImpossiblePriceIsRefused(String price) {
        // Given
        String frame = SPOT_TRADE.replace("\"p\":\"2683.80000000\"", price);

        // When, Then
        assertThatThrownBy(() -> spot.push(frame))
                .isInstanceOf(FrameException.class)
                .hasMessageMatching("(?s).+");
        assertThat(spot.events()).isEmpty();
    }

    @Test
    void whatIsNotJsonIsRefused() {
        for (String text :
                List.of("", "{", "nonsense", SPOT_TRADE + "}", SPOT_TRADE.substring(0, 90), "[".repeat(9999))) {
            assertThatThrownBy(() -> spot.push(text)).isInstanceOf(FrameException.class);
        }
        assertThat(spot.events()).isEmpty();
    }

    @Test
    void aTimeOfTomorrowIsRefused() {
        // Given: received two days before it happened
        long received = 1723161255611000L - Duration.ofDays(2).toNanos() / 1000;

        // When, Then
        assertThatThrownBy(() -> spot.push(SPOT_TRADE, received))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("a time that cannot be");
    }

    @Test
    void damagedFramesAreRefusedOrReadAndNothingElse() throws IOException {
        Mutations.of(frames("binance-spot", "hftbacktest-ethusdt-20240808-first2000.gz"), 20_000, spot);
        Mutations.of(frames("binance-coinm", "hftbacktest-ethusd_perp-20240808-first2000.gz"), 20_000, coinm);
        Mutations.of(Decoding.messages("binance-usdm"), 20_000, usdm);
        Mutations.of(List.of(COINM_INFO), 5_000, Decoding.of(new BinanceCoinmFeed(), ""));
    }

    private static List<String> frames(String venue, String file) throws IOException {
        List<String> frames = new ArrayList<>();
        try (CaptureReader lines = CaptureReader.open(Path.of("src/test/resources/captures", venue, file))) {
            while (lines.hasNext() && frames.size() < 300) {
                if (lines.next() instanceof CapturedLine.Received(var frame)) {
                    frames.add(new String(frame.payload(), StandardCharsets.UTF_8));
                }
            }
        }
        return frames;
    }

    private static List<String> rest(String venue, String path) throws IOException {
        return RestFixture.bodies(Path.of("src/test/resources/captures", venue, "gocryptotrader-rest.ndjson.gz"), path);
    }
}
