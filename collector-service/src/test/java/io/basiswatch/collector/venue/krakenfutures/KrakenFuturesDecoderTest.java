package io.basiswatch.collector.venue.krakenfutures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.collector.venue.TakerSides;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KrakenFuturesDecoderTest {
    private static final String SOCKET = "wss://futures.kraken.com/ws/v1";
    private static final String INSTRUMENTS = "https://futures.kraken.com/derivatives/api/v3/instruments";
    private static final String LISTED = instruments(
            instrument("pi_xbtusd", "futures_inverse", ""),
            instrument("PF_XBTUSD", "flexible_futures", ""),
            instrument("FI_XBTUSD_220624", "futures_inverse", "2022-06-24T15:00:00.000Z"),
            instrument("FF_XBTUSD_261225", "flexible_futures", "2026-12-25T08:00:00Z"),
            "{\"symbol\":\"in_xbtusd\",\"type\":\"spot index\",\"tradeable\":false}");
    private static final String LINEAR_TICKER =
            Decoding.jkorf("kraken-futures", "Subscriptions/Futures/Ticker.txt", "\n=");

    private final Decoding decoding = Decoding.of(new KrakenFuturesFeed(), SOCKET);

    private static String instruments(String... rows) {
        return "{\"result\":\"success\",\"instruments\":[" + String.join(",", rows) + "]}";
    }

    private static String instrument(String symbol, String type, String lastTradingTime) {
        String end = lastTradingTime.isEmpty() ? "" : ",\"lastTradingTime\":\"" + lastTradingTime + '"';
        return "{\"symbol\":\"" + symbol + "\",\"type\":\"" + type + "\",\"contractSize\":1,\"tradeable\":true" + end
                + '}';
    }

    private static String message(String test) {
        return Decoding.messages("kraken-futures", test).getFirst();
    }

    private static String book(long sequence, String side, double price, double quantity) {
        return "{\"feed\":\"book\",\"product_id\":\"PF_XBTUSD\",\"side\":\"" + side + "\",\"seq\":" + sequence
                + ",\"price\":" + price + ",\"qty\":" + quantity + ",\"timestamp\":1646479025941}";
    }

    private static String snapshot(long sequence) {
        return "{\"feed\":\"book_snapshot\",\"product_id\":\"PF_XBTUSD\",\"timestamp\":1646478671000,\"seq\":"
                + sequence
                + ",\"tickSize\":null,\"bids\":[{\"price\":100.0,\"qty\":1.5}],\"asks\":[{\"price\":101.0,\"qty\":2.5}]}";
    }

    @Test
    void doesNotGuessAnExpiry() {
        // When
        decoding.push(message("trade::inverse_future_update"));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNKNOWN);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void takesAnExpiryFromTheMetadataAndNotFromTheName() {
        // Given
        decoding.answer(INSTRUMENTS, LISTED);
        // When
        decoding.push(message("trade::inverse_future_update"));
        // Then
        assertThat(decoding.only(Trade.class).instrument()).hasToString("kraken-futures:BTC-USD-20220624T1500Z");
    }

    @Test
    void takesAnExpiryFromATicker() {
        // When
        decoding.push(message("ticker::inverse_future")).push(message("trade::inverse_future_update"));
        // Then
        assertThat(decoding.only(InstrumentListed.class).symbol()).isEqualTo("FI_XBTUSD_220624");
        assertThat(decoding.only(Trade.class).instrument()).hasToString("kraken-futures:BTC-USD-20220624T1500Z");
    }

    @Test
    void listsContractsWithPayoffAndExpiry() {
        // When
        decoding.answer(INSTRUMENTS, LISTED);
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.symbol() + ' ' + listed.instrument() + ' ' + listed.contractSize())
                .containsExactly(
                        "PI_XBTUSD kraken-futures:BTC-USD-PERP 1.0",
                        "PF_XBTUSD kraken-futures:BTC-USD-PERP:USD 1.0",
                        "FI_XBTUSD_220624 kraken-futures:BTC-USD-20220624T1500Z 1.0",
                        "FF_XBTUSD_261225 kraken-futures:BTC-USD-20261225T0800Z:USD 1.0");
    }

    @Test
    void namesAContractThatIsNotTradeableAnyMore() {
        // Given
        decoding.answer(INSTRUMENTS, LISTED);
        // When
        decoding.answer(INSTRUMENTS, LISTED.replaceFirst("(FI_XBTUSD_220624[^}]*\"tradeable\":)true", "$1false"));
        // Then
        assertThat(decoding.only(InstrumentDelisted.class).symbol()).isEqualTo("FI_XBTUSD_220624");
    }

    @Test
    void quotesTheTopOfTheBookAndNotTheLateTickerWhereThereIsABook() {
        // Given
        decoding.push(snapshot(10)).push(book(11, "sell", 100.5, 3)).push(book(12, "sell", 105, 3));
        // When
        decoding.push(LINEAR_TICKER.replace("PF_ETHUSD", "PF_XBTUSD"));
        // Then
        assertThat(decoding.events(Quote.class))
                .extracting(Quote::bidPrice, Quote::askPrice, Quote::askQuantity)
                .containsExactly(tuple(100.0, 101.0, 2.5), tuple(100.0, 100.5, 3.0));
    }

    @Test
    void tellsAGapAndQuotesNothingUntilTheNextSnapshot() {
        // Given
        decoding.push(snapshot(10));
        // When
        decoding.push(book(12, "sell", 100.5, 3)).push(book(13, "sell", 100.4, 3));
        Outcome broken = decoding.last();
        decoding.push(snapshot(20), Decoding.NOW + 1_000_000);
        // Then
        assertThat(broken).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events(FeedGap.class))
                .extracting(FeedGap::stream, FeedGap::scope)
                .containsExactly(tuple("book", FeedGap.Scope.DEPTH), tuple("book", FeedGap.Scope.QUOTES));
        assertThat(decoding.events(Quote.class)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetTickers", "GetOrderBook", "GetHistoricalFundingRates", "GetKlines", "GetSymbolStatus"})
    void leavesOtherAnswersAlone(String file) {
        // Given
        String text = Decoding.jkorf("kraken-futures", "Endpoints/Futures/ExchangeData/" + file + ".txt", "false");
        // When, Then
        assertThat(decoding.answer(INSTRUMENTS, text).last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void listsTheInstrumentsOfTheDocumentedAnswer() {
        // When
        decoding.answer(
                INSTRUMENTS,
                Decoding.jkorf("kraken-futures", "Endpoints/Futures/ExchangeData/GetSymbols.txt", "false"));
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(InstrumentListed::symbol)
                .contains("PI_XBTUSD", "FI_XBTUSD_220930", "PF_XBTUSD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"info\",\"version\":1}",
                "{\"event\":\"subscribed\",\"feed\":\"ticker\",\"product_ids\":[\"PF_XBTUSD\"]}",
                "{\"event\":\"alert\",\"message\":\"Couldn't subscribe to invalid feed\"}",
                "{\"feed\":\"heartbeat\",\"time\":1534262350627}"
            })
    void takesMessagesAboutTheConnectionAsSuch(String frame) {
        assertThat(decoding.push(frame).last()).isEqualTo(Outcome.CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"BAD_REQUEST\",\"result\":\"error\",\"errors\":[{\"code\":11}]}",
                "{\"result\":\"error\",\"error\":\"authenticationError\"}"
            })
    void refusesAnAnswerThatIsAnError(String answer) {
        assertThatThrownBy(() -> decoding.answer(INSTRUMENTS, answer)).isInstanceOf(FrameException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"feed\":\"trade\"}",
                "{\"feed\":\"trade\",\"product_id\":\"PI_XBTUSD\",\"uid\":\"u\",\"side\":\"short\",\"type\":\"fill\",\"seq\":1,"
                        + "\"time\":1,\"qty\":1,\"price\":1}",
                "{\"feed\":\"trade\",\"product_id\":\"PI_XBTUSD\",\"uid\":\"u\",\"side\":\"buy\",\"type\":\"fill\",\"seq\":1,"
                        + "\"time\":1,\"qty\":0,\"price\":1}",
                "{\"feed\":\"trade\",\"product_id\":\"PI_XBTUSD\",\"uid\":\"u\",\"side\":\"buy\",\"type\":\"fill\",\"seq\":1,"
                        + "\"time\":1900000000000,\"qty\":1,\"price\":1}",
                "{\"feed\":\"book_snapshot\",\"product_id\":\"PI_XBTUSD\",\"timestamp\":1,\"seq\":1,\"bids\":[]}",
                "{\"feed\":\"ticker\",\"product_id\":\"PI_XBTUSD\",\"time\":1,\"bid\":-1,\"ask\":1}"
            })
    void refusesWhatCannotBe(String frame) {
        assertThatThrownBy(() -> decoding.push(frame)).isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void survivesDamagedFrames() {
        Mutations.of(Decoding.messages("kraken-futures"), 20_000, decoding);
    }

    @Test
    void subscribesToEveryContractThatIsListed() {
        // Given
        decoding.answer(INSTRUMENTS, LISTED);
        // When
        List<Subscription> sockets = new KrakenFuturesFeed()
                .subscriptions(
                        new VenueSettings("wss://futures.kraken.com", "https://futures.kraken.com", Map.of()),
                        decoding.events(InstrumentListed.class));
        // Then: the books have a socket of their own
        String products = "\"product_ids\":[\"FF_XBTUSD_261225\",\"FI_XBTUSD_220624\",\"PF_XBTUSD\",\"PI_XBTUSD\"]}";
        assertThat(sockets).extracting(Subscription::name).containsExactly("market", "depth");
        assertThat(sockets.getFirst().greetings())
                .containsExactly(
                        "{\"event\":\"subscribe\",\"feed\":\"heartbeat\"}",
                        "{\"event\":\"subscribe\",\"feed\":\"trade\"," + products,
                        "{\"event\":\"subscribe\",\"feed\":\"ticker\"," + products);
        assertThat(sockets.getLast().greetings())
                .containsExactly(
                        "{\"event\":\"subscribe\",\"feed\":\"heartbeat\"}",
                        "{\"event\":\"subscribe\",\"feed\":\"book\"," + products);
    }

    /** Test-only data: each line is a frame with its kind. */
    @Test
    void readsTheFramesOfTwentyTwentySix() {
        // Given
        List<String> frames = Decoding.liveFrames("kraken-futures");
        // When
        frames.stream()
                .filter(frame -> frame.contains("\"feed\"") || frame.contains("\"event\""))
                .forEach(decoding::push);
        frames.stream()
                .filter(frame -> frame.startsWith("["))
                .forEach(list -> decoding.answer(INSTRUMENTS, instruments(list.substring(1, list.length() - 1))));
        // Then
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 6, Outcome.CONTROL, 3));
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::rate, FundingRate::fundingTime)
                .containsExactly(
                        tuple(0.00001089345, 1_790_359_200_000_000L), tuple(0.00001575425, 1_790_362_800_000_000L));
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.instrument().toString())
                .contains("kraken-futures:BTC-USD-20261225T0800Z:USD", "kraken-futures:BTC-USD-20261225T1600Z");
    }

    @Test
    void decodesEveryFrameOfTheCapture() {
        // Given
        Path capture = Decoding.shared("kraken-futures", "cryptofeed-2021-07-22.ndjson.gz");
        // When
        decoding.capture(capture);
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes())
                .isEqualTo(Map.of(Outcome.EVENTS, 636, Outcome.UNUSED, 6509, Outcome.CONTROL, 31));
        assertThat(decoding.kinds())
                .isEqualTo(Map.of("DepthProfile", 242L, "InstrumentListed", 17L, "Quote", 479L, "Trade", 1003L));
        assertThat(TakerSides.of(withoutHistory())).hasToString("buys 3 at ask, 0 at bid; sells 0 at bid, 0 at ask");
    }

    /** Trades that a snapshot brought were made against quotes that were long gone when it came. */
    private List<MarketEvent> withoutHistory() {
        return decoding.events().stream()
                .filter(event -> event.stamp().latency() < 2_000_000)
                .toList();
    }
}
