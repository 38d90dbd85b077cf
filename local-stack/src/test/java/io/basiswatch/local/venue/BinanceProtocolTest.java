package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.local.Captures;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BinanceProtocolTest {
    private static final long HOUR = 3_600_000_000L;
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private final BinanceProtocol usdm = new BinanceProtocol(BinanceMarket.USD_M);
    private final BinanceProtocol spot = new BinanceProtocol(BinanceMarket.SPOT);

    @Test
    void movesTheTimesOfARealTradeAndNothingElse() {
        // Given
        String frame = Captures.frame("binance-usdm", "@trade");
        // When
        String moved = ProtocolFrames.rewritten(usdm, frame, ProtocolFrames.pass(HOUR, 0, Map.of()));
        // Then
        assertThat(frame)
                .isEqualTo("{\"stream\":\"ethusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723161256560,"
                        + "\"T\":1723161256560,\"s\":\"ETHUSDT\",\"t\":4308068523,\"p\":\"2681.62\",\"q\":\"1.000\","
                        + "\"X\":\"MARKET\",\"m\":true}}");
        assertThat(moved).isEqualTo(frame.replace("1723161256560", "1723164856560"));
    }

    @Test
    void countsTradesOnInTheNextPass() {
        // Given
        String frame = Captures.frame("binance-usdm", "@trade");
        Loop second = ProtocolFrames.pass(0, 1, Map.of(Numbers.IdKind.TRADE, 14_076L));
        // When
        String moved = ProtocolFrames.rewritten(usdm, frame, second);
        // Then
        assertThat(moved).isEqualTo(frame.replace("\"t\":4308068523", "\"t\":4308082599"));
    }

    @Test
    void countsBookUpdatesOnAndKeepsTheirChain() {
        // Given
        String frame = Captures.frame("binance-usdm", "\"pu\":");
        Loop third = ProtocolFrames.pass(0, 2, Map.of(Numbers.IdKind.BOOK, 1_000L));
        // When
        String moved = ProtocolFrames.rewritten(usdm, frame, third);
        // Then
        assertThat(moved)
                .isEqualTo(frame.replace("\"U\":5123107832349", "\"U\":5123107834349")
                        .replace("\"u\":5123107837896", "\"u\":5123107839896")
                        .replace("\"pu\":5123107832175", "\"pu\":5123107834175"));
    }

    @Test
    void leavesPricesAndQuantitiesOfASpotQuoteAlone() {
        // Given
        String frame = Captures.frame("binance-spot", "@bookTicker");
        Loop second = ProtocolFrames.pass(HOUR, 1, Map.of(Numbers.IdKind.BOOK, 10L, Numbers.IdKind.ORDER, 5L));
        // When
        String moved = ProtocolFrames.rewritten(spot, frame, second);
        // Then
        assertThat(moved).isEqualTo(frame.replace("35346513501", "35346513511"));
    }

    @Test
    void keepsTheDistanceOfTimesThatAreNotTheFramesOwnAtAnySpeed() {
        // Given: a mark price of a captured second whose funding is hours ahead, played ten times as fast
        String frame =
                "{\"e\":\"markPriceUpdate\",\"E\":1723161264000,\"s\":\"ETHUSDT\",\"p\":\"2681\",\"T\":1723190400000}";
        Loop fast = new Loop(
                ProtocolFrames.CAPTURED,
                ProtocolFrames.CAPTURED + HOUR,
                ProtocolFrames.CAPTURED + HOUR,
                10,
                0,
                HOUR,
                Map.of());
        // When
        String moved = ProtocolFrames.rewritten(usdm, frame, fast);
        // Then: ten captured seconds are one of ours, and the funding is an hour later
        assertThat(moved).contains("\"E\":1723164855000").contains("\"T\":1723194000000");
    }

    @Test
    void namesTheStreamOfFramesWithAndWithoutAWrapper() {
        // Given
        String raw = "{\"u\":400900217,\"s\":\"BNBUSDT\",\"b\":\"25.35190000\",\"B\":\"31.21000000\","
                + "\"a\":\"25.36520000\",\"A\":\"40.66000000\"}";
        // When
        List<String> wrapped = spot.streams(bytes(Captures.frame("binance-spot", "@depth")));
        // Then
        assertThat(wrapped).containsExactly("ethusdt@depth");
        assertThat(spot.streams(bytes(raw))).containsExactly("bnbusdt@bookTicker");
        assertThat(spot.streams(bytes("{\"result\":null,\"id\":1}"))).isEmpty();
    }

    @Test
    void sendsOnlyWhatWasSubscribedUnderTheNameThatTheClientUsed() {
        // Given
        String frame = Captures.frame("binance-usdm", "@depth");
        Conversation client = usdm.open("/public/stream", "streams=ethusdt@bookTicker/ethusdt@depth@100ms");
        // When
        Optional<String> told = client.tell(List.of("ethusdt@depth"), bytes(frame));
        // Then
        assertThat(told).hasValue(frame.replace("ethusdt@depth@0ms", "ethusdt@depth@100ms"));
        assertThat(client.tell(List.of("ethusdt@trade"), bytes(frame))).isEmpty();
    }

    @Test
    void acknowledgesSubscriptionsAndHonoursThem() {
        // Given
        String frame = Captures.frame("binance-spot", "@trade");
        Conversation client = spot.open("/ws", "");
        // When
        List<String> replies = client.hear("{\"method\":\"SUBSCRIBE\",\"params\":[\"ethusdt@trade\"],\"id\":7}", NOW);
        // Then
        assertThat(replies).containsExactly("{\"result\":null,\"id\":7}");
        assertThat(client.tell(List.of("ethusdt@trade"), bytes(frame)))
                .hasValueSatisfying(
                        told -> assertThat(told).startsWith("{\"e\":\"trade\"").endsWith("\"M\":true}"));
        client.hear("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"ethusdt@trade\"],\"id\":8}", NOW);
        assertThat(client.tell(List.of("ethusdt@trade"), bytes(frame))).isEmpty();
    }

    @Test
    void answersWhatIsNoRequestWithAnError() {
        // Given
        Conversation client = spot.open("/ws/ethusdt@trade", "");
        // When
        List<String> replies = client.hear("hello", NOW);
        // Then
        assertThat(replies).singleElement().asString().contains("Invalid JSON");
    }

    @Test
    void routesStreamsOfFuturesByTheirClassOfPath() {
        // Given
        byte[] quote = bytes(Captures.frame("binance-usdm", "@bookTicker"));
        // When
        Optional<String> market =
                usdm.open("/market/stream", "streams=ethusdt@bookTicker").tell(List.of("ethusdt@bookTicker"), quote);
        // Then
        assertThat(market).isEmpty();
        assertThat(usdm.open("/public/stream", "streams=ethusdt@bookTicker").tell(List.of("ethusdt@bookTicker"), quote))
                .isPresent();
    }

    @Test
    void listsTheInstrumentsOfTheCapturesInTheVenuesForm() {
        // Given
        Survey survey = Survey.of(
                List.of(new CaptureFile(Venue.of("binance-coinm"), Captures.shipped("binance-coinm"))),
                new BinanceProtocol(BinanceMarket.COIN_M));
        // When
        String listed = text(new BinanceProtocol(BinanceMarket.COIN_M)
                .answer("/dapi/v1/exchangeInfo", "", survey, ProtocolFrames.pass(HOUR, 0, Map.of()), NOW));
        // Then
        assertThat(survey.streams())
                .containsExactly("ethusd_perp@bookTicker", "ethusd_perp@depth", "ethusd_perp@trade");
        assertThat(survey.idSpans()).containsEntry(Numbers.IdKind.TRADE, 1_732L);
        assertThat(listed)
                .contains("\"symbol\":\"ETHUSD_PERP\"")
                .contains("\"contractSize\":10")
                .contains("\"deliveryDate\":4133404800000");
    }

    @Test
    void answersForABookWithTheRecordedSnapshotOfNow() {
        // Given
        Survey survey =
                Survey.of(List.of(new CaptureFile(Venue.of("binance-usdm"), Captures.shipped("binance-usdm"))), usdm);
        Loop second = ProtocolFrames.pass(HOUR, 1, Map.of(Numbers.IdKind.BOOK, 100L));
        // When
        String book = text(usdm.answer("/fapi/v1/depth", "symbol=ETHUSDT&limit=1000", survey, second, NOW));
        // Then
        assertThat(book).startsWith("{\"lastUpdateId\":5123107856376,\"E\":1723164856567,\"T\":1723164856561,");
        assertThat(usdm.answer("/fapi/v1/depth", "symbol=BTCUSDT", survey, second, NOW))
                .isEmpty();
    }

    @Test
    void answersForABookAsItIsAfterTheChangesThatWereSent() {
        // Given: two changes, and one after a third that is missing
        Survey survey =
                Survey.of(List.of(new CaptureFile(Venue.of("binance-usdm"), Captures.shipped("binance-usdm"))), usdm);
        Loop first = ProtocolFrames.pass(HOUR, 0, Map.of());
        usdm.played(List.of("ethusdt@depth"), change(5123107856276L, 5123107856270L, "2681.63", "1.5"), survey, first);
        usdm.played(List.of("ethusdt@depth"), change(5123107856290L, 5123107856276L, "2681.62", "7.0"), survey, first);
        // When
        String book = text(usdm.answer("/fapi/v1/depth", "symbol=ETHUSDT&limit=5", survey, first, NOW));
        usdm.played(List.of("ethusdt@depth"), change(5123107856390L, 5123107856380L, "2681.62", "8.0"), survey, first);
        // Then: the first change was in the snapshot already
        assertThat(book)
                .startsWith("{\"lastUpdateId\":5123107856290,\"E\":1723164857000,")
                .contains("\"bids\":[[\"2681.62\",\"7.0\"],[\"2681.60\",\"0.015\"],");
        assertThat(usdm.answer("/fapi/v1/depth", "symbol=ETHUSDT", survey, first, NOW))
                .isEmpty();
    }

    private static byte[] change(long last, long previous, String price, String quantity) {
        return bytes("{\"stream\":\"ethusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1723161257000,"
                + "\"T\":1723161257000,\"s\":\"ETHUSDT\",\"U\":" + (previous + 1) + ",\"u\":" + last + ",\"pu\":"
                + previous
                + ",\"b\":[[\"" + price + "\",\"" + quantity + "\"]],\"a\":[]}}");
    }

    @Test
    void refusesWhatTheCapturesDoNotHold() {
        // Given
        Survey survey =
                Survey.of(List.of(new CaptureFile(Venue.of("binance-usdm"), Captures.shipped("binance-usdm"))), usdm);
        Loop first = ProtocolFrames.pass(HOUR, 0, Map.of());
        // When
        Optional<byte[]> openInterest = usdm.answer("/fapi/v1/openInterest", "symbol=ETHUSDT", survey, first, NOW);
        // Then
        assertThat(openInterest).isEmpty();
        assertThat(usdm.answer("/fapi/v1/fundingRate", "symbol=ETHUSDT&limit=10", survey, first, NOW))
                .isEmpty();
    }

    private static String text(Optional<byte[]> answer) {
        return new String(answer.orElseThrow(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
