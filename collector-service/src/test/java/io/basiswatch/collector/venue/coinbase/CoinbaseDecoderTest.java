package io.basiswatch.collector.venue.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.collector.venue.TakerSides;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoinbaseDecoderTest {
    private static final String ADVANCED_TRADES =
            Decoding.jkorf("coinbase", "Subscriptions/AdvancedTrade/Trades.txt", "\n=");
    private static final String ADVANCED_TICKER =
            Decoding.jkorf("coinbase", "Subscriptions/AdvancedTrade/Ticker.txt", "\n=");
    private static final String LAST_MATCH =
            Decoding.messages("coinbase", "::trade").getFirst();
    private static final String EXCHANGE_TICKER =
            Decoding.messages("coinbase", "::ticker").getFirst();

    private final Decoding coinbase = Decoding.of(new CoinbaseFeed(), "");

    private static long micros(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    @Test
    void theSideOfAMatchIsTheMakersSoTheTakerIsTheOther() {
        // When
        Trade trade = coinbase.push(LAST_MATCH).only(Trade.class);

        // Then: the frame says sell
        assertThat(trade.aggressor()).isEqualTo(Side.BUY);
        assertThat(trade.instrument()).hasToString("coinbase:BTC-USD");
        assertThat(trade.tradeId()).isEqualTo("147587438");
        assertThat(trade.price()).isEqualTo(57786.82);
        assertThat(trade.quantity()).isEqualTo(0.00031874);
        assertThat(trade.eventTime()).isEqualTo(micros("2021-03-21T03:47:27.112041Z"));
    }

    @Test
    void aMatchThatIsRepeatedAfterSubscribingCountsOnce() {
        // When
        coinbase.push(LAST_MATCH.replace("last_match", "match")).push(LAST_MATCH);

        // Then
        assertThat(coinbase.events(Trade.class)).hasSize(1);
        assertThat(coinbase.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void aTickerIsAQuoteWithoutQuantitiesWhereTheVenueSendsNone() {
        // When
        Quote quote = coinbase.push(EXCHANGE_TICKER).only(Quote.class);

        // Then
        assertThat(quote.bidPrice()).isEqualTo(29940.90);
        assertThat(quote.askPrice()).isEqualTo(29940.91);
        assertThat(quote.bidQuantity()).isZero();
        assertThat(quote.askQuantity()).isZero();
        assertThat(quote.stamp().sequence()).isEqualTo(38332655422L);
        assertThat(quote.eventTime()).isEqualTo(micros("2022-06-02T09:20:54.127011Z"));
    }

    @Test
    void aTickerCarriesQuantitiesWhereTheVenueSendsThem() {
        // When
        Quote quote = coinbase.push(EXCHANGE_TICKER.replace(
                        "\"best_ask\"", "\"best_bid_size\":\"0.5\",\"best_ask_size\":\"0.25\",\"best_ask\""))
                .only(Quote.class);

        // Then
        assertThat(quote.bidQuantity()).isEqualTo(0.5);
        assertThat(quote.askQuantity()).isEqualTo(0.25);
    }

    @Test
    void advancedTradesFlipTheMakersSideToo() {
        // Given
        boolean makerBought = ADVANCED_TRADES.replace(" ", "").contains("\"side\":\"BUY\"");

        // When
        coinbase.push(ADVANCED_TRADES);

        // Then
        assertThat(coinbase.events(Trade.class))
                .isNotEmpty()
                .allMatch(trade -> trade.aggressor() == (makerBought ? Side.SELL : Side.BUY));
    }

    @Test
    void advancedTradesComeNewestFirstAndAreToldInTheirOrder() {
        // When
        coinbase.push(ADVANCED_TRADES);

        // Then
        assertThat(coinbase.events(Trade.class))
                .extracting(trade -> trade.stamp().sequence())
                .containsExactly(22381690L, 22381691L);
    }

    @Test
    void anAdvancedSnapshotOfTradesSeenBeforeBringsNothing() {
        // When
        coinbase.push(numbered(ADVANCED_TRADES, 1))
                .push(numbered(ADVANCED_TRADES, 2).replace("\"update\"", "\"snapshot\""));

        // Then
        assertThat(coinbase.last()).isEqualTo(Outcome.UNUSED);
    }

    private static String numbered(String message, long number) {
        String renumbered = message.replaceFirst("\"sequence_num\": *\\d+", "\"sequence_num\":" + number);
        assertThat(renumbered).contains("\"sequence_num\":" + number);
        return renumbered;
    }

    @Test
    void aLostMessageOfAnAdvancedConnectionIsAGapInEachOfItsInstruments() {
        // Given
        coinbase.push(numbered(ADVANCED_TICKER, 1), Decoding.NOW).push(numbered(ADVANCED_TRADES, 2), Decoding.NOW + 1);
        assertThat(coinbase.events(FeedGap.class)).isEmpty();

        // When: the third is lost
        coinbase.push("{\"channel\":\"heartbeats\",\"sequence_num\":4,\"events\":[]}", Decoding.NOW + 9);

        // Then
        assertThat(coinbase.last()).isEqualTo(Outcome.EVENTS);
        assertThat(coinbase.events(FeedGap.class))
                .extracting(FeedGap::instrument)
                .containsExactlyElementsOf(coinbase.events().stream()
                        .filter(event -> !(event instanceof FeedGap))
                        .map(event -> ((InstrumentEvent) event).instrument())
                        .distinct()
                        .sorted()
                        .toList());
        assertThat(coinbase.events(FeedGap.class))
                .isNotEmpty()
                .allMatch(gap -> gap.from() == Decoding.NOW + 1 && gap.receivedTime() == Decoding.NOW + 9)
                .allMatch(gap -> gap.reason().equals("after message 2 came 4"));
    }

    @Test
    void theGapComesBeforeWhatTheNextMessageBrings() {
        // When
        coinbase.push(numbered(ADVANCED_TICKER, 1))
                .push(numbered(ADVANCED_TICKER, 3))
                .push(numbered(ADVANCED_TICKER, 4));

        // Then
        assertThat(coinbase.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Quote", "FeedGap", "Quote", "Quote");
    }

    @Test
    void aNewAdvancedConnectionCountsFromZeroAgain() {
        // When
        coinbase.push(numbered(ADVANCED_TICKER, 7)).push(numbered(ADVANCED_TICKER, 0));

        // Then
        assertThat(coinbase.events(FeedGap.class)).isEmpty();
    }

    @Test
    void anAdvancedMessageThatCannotBeReadCountsAsLost() {
        // Given
        coinbase.push(numbered(ADVANCED_TICKER, 1));

        // When
        assertThatThrownBy(() -> coinbase.push(numbered(ADVANCED_TRADES, 2).replace("\"price\"", "\"prize\"")))
                .isInstanceOf(FrameException.class);
        coinbase.push(numbered(ADVANCED_TICKER, 3));

        // Then
        assertThat(coinbase.only(FeedGap.class).reason()).isEqualTo("after message 1 came 3");
    }

    @Test
    void anAdvancedTickerHasTheEnvelopesTime() {
        // When
        Quote quote = coinbase.push(ADVANCED_TICKER).only(Quote.class);

        // Then
        assertThat(quote.eventTime()).isEqualTo(micros("2023-02-09T20:30:37.167359596Z"));
        assertThat(quote.bidPrice()).isPositive();
        assertThat(quote.instrument()).hasToString("coinbase:ETH-USDT");
    }

    @Test
    void anUnknownChannelIsAnsweredWithAuthenticationFailure() {
        assertThat(coinbase.push("{\"type\":\"error\",\"message\":\"authentication failure\"}")
                        .last())
                .isEqualTo(Outcome.CONTROL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"bid_before\":\"1\"", "\"best_bid\":\"\"", "\"best_bid\":\"0\""})
    void aTickerWhoseBestPriceIsAbsentOrEmptyIsNoQuote(String bid) {
        // When
        coinbase.push(EXCHANGE_TICKER.replace("\"best_bid\":\"29940.90\"", bid));

        // Then
        assertThat(coinbase.last()).isEqualTo(Outcome.UNUSED);
        assertThat(coinbase.events()).isEmpty();
    }

    @Test
    void productsAreListedOnlyWhileTheyTrade() {
        // When
        coinbase.answer("", """
                [{"id":"BTC-USD","base_currency":"BTC","quote_currency":"USD","status":"online","trading_disabled":false},
                 {"id":"ETH-USD","base_currency":"ETH","quote_currency":"USD","status":"delisted"},
                 {"id":"BTC-PERP-INTX","status":"online"}]""");

        // Then
        assertThat(coinbase.events(InstrumentListed.class))
                .extracting(InstrumentListed::symbol)
                .containsExactly("BTC-USD");
    }

    @Test
    void theVenuesOwnProductsOfAdvancedTradeAreListed() {
        // When
        coinbase.answer(
                "", Decoding.jkorf("coinbase", "Endpoints/AdvancedTrade/ExchangeData/GetSymbols.txt", "\nfalse\n"));

        // Then
        assertThat(coinbase.only(InstrumentListed.class).instrument()).hasToString("coinbase:BTC-USD");
    }

    @Test
    void controlAndBooksAreRecognised() {
        // When
        Decoding.messages("coinbase").forEach(coinbase::push);
        coinbase.push("{\"type\":\"subscriptions\",\"channels\":[]}");

        // Then
        assertThat(coinbase.last()).isEqualTo(Outcome.CONTROL);
        assertThat(coinbase.outcomes().get(Outcome.UNUSED)).isEqualTo(3);
    }

    @Test
    void anEnvelopeWithOneBadRowEmitsNothingAndForgetsNothing() {
        // Given: a second row without a price
        String row = ADVANCED_TRADES.substring(
                ADVANCED_TRADES.indexOf('[', ADVANCED_TRADES.indexOf("trades\"")) + 1,
                ADVANCED_TRADES.lastIndexOf("]}"));
        String bad = ADVANCED_TRADES.replace(row, row + "," + row.replace("\"price\"", "\"prize\""));

        // When, Then
        assertThatThrownBy(() -> coinbase.push(bad))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("price");
        assertThat(coinbase.events()).isEmpty();
        assertThat(coinbase.push(ADVANCED_TRADES).events(Trade.class)).isNotEmpty();
    }

    @Test
    void impossibleValuesAreRefused() {
        for (String bad : List.of(
                LAST_MATCH.replace("\"57786.82\"", "\"0\""),
                LAST_MATCH.replace("\"57786.82\"", "57786.82"),
                LAST_MATCH.replace("\"sell\"", "\"short\""),
                LAST_MATCH.replace("147587438", "\"147587438\""),
                LAST_MATCH.replace("2021-03-21T", "2021-02-30T"),
                LAST_MATCH.replace("2021-03-21T", "2921-03-21T"),
                LAST_MATCH.replace("27.112041Z", "27.112041"),
                LAST_MATCH.replace("27.112041Z", "27.Z"),
                LAST_MATCH.replace("\"BTC-USD\"", "\"\""),
                "[1]")) {
            assertThatThrownBy(() -> coinbase.push(bad)).as(bad).isInstanceOf(FrameException.class);
        }
        assertThat(coinbase.events()).isEmpty();
    }

    @Test
    void damagedFramesAreRefusedOrReadAndNothingElse() {
        Mutations.of(List.of(LAST_MATCH, EXCHANGE_TICKER, ADVANCED_TICKER, ADVANCED_TRADES), 40_000, coinbase);
    }

    @Test
    void damagedBooksAreRefusedOrReadAndNothingElse() {
        Mutations.of(
                List.of(
                        CoinbaseWire.levels(0, true, "BTC-USD", "bid 99.5 1.5", "offer 101 2"),
                        CoinbaseWire.levels(1, false, "BTC-USD", "bid 99.5 0", "offer 101.25 2"),
                        CoinbaseWire.snapshot("ETH-USD", List.of("99.5"), List.of("101.25")),
                        CoinbaseWire.change("ETH-USD", "buy", "99.5", "3")),
                40_000,
                coinbase);
    }

    @Test
    void everyFrameOfTheWholeCapturesIsExplained() {
        check(
                Decoding.of(new CoinbaseFeed(), "")
                        .capture(Decoding.shared("coinbase", "cryptofeed-exchange-feed-2021-04-17.ndjson.gz")),
                Map.of("DepthProfile", 280L, "InstrumentListed", 162L, "Quote", 107L, "Trade", 107L),
                "buys 39 at ask, 0 at bid; sells 32 at bid, 0 at ask");
        check(
                Decoding.of(new CoinbaseFeed(), "")
                        .capture(Decoding.shared("coinbase", "cryptofeed-2026-08-09-first200.ndjson.gz")),
                Map.of("DepthProfile", 12L, "InstrumentListed", 912L, "Quote", 29L, "Trade", 210L),
                "buys 7 at ask, 0 at bid; sells 3 at bid, 0 at ask");
    }

    private static void check(Decoding decoded, Map<String, Long> kinds, String sides) {
        assertThat(decoded.rejected()).isEmpty();
        assertThat(decoded.unknown()).isEmpty();
        assertThat(decoded.kinds()).isEqualTo(kinds);
        assertThat(TakerSides.of(decoded.events())).hasToString(sides);
    }
}
