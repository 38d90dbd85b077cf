package io.basiswatch.collector.venue.bitmex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What BitMEX tells of the past, and how it is asked. */
class BitmexPastTest {
    private static final String REST = "https://www.bitmex.com";
    private static final String CANDLES = REST + "/api/v1/trade/bucketed?binSize=1h&partial=false&symbol=XBTUSD";
    private static final Instrument PERPETUAL = Instrument.parse("bitmex:BTC-USD-PERP");
    private static final VenueSettings SETTINGS = new VenueSettings("wss://x", REST, Map.of());
    private static final String TRADE =
            "{\"timestamp\":\"2021-07-22T22:36:08.123Z\",\"symbol\":\"XBTUSD\",\"side\":\"Sell\","
                    + "\"size\":900,\"price\":30000,\"tickDirection\":\"MinusTick\",\"trdMatchID\":\"%s\","
                    + "\"grossValue\":3000000,\"homeNotional\":0.03,\"foreignNotional\":900,\"trdType\":\"Regular\"}";

    private final DecoderRun bitmex = new DecoderRun(new BitmexFeed(), "");

    private static List<InstrumentListed> listed() {
        return List.of(new InstrumentListed(PERPETUAL, new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), "XBTUSD", 1));
    }

    private static String url(Past.Kind kind, String from, String to, Optional<InstrumentEvent> edge) {
        return new BitmexFeed()
                .past(SETTINGS, listed()).stream()
                        .filter(one -> one.kind() == kind)
                        .map(one -> one.page().url(micros(from), micros(to), edge))
                        .findFirst()
                        .orElseThrow();
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }

    private static String candle(String close, String prices) {
        return "{\"timestamp\":\"" + close + "\",\"symbol\":\"XBTUSD\"," + prices
                + ",\"trades\":3,\"volume\":1000,\"vwap\":58900,\"lastSize\":1,\"turnover\":1700000,\"homeNotional\":0.017,"
                + "\"foreignNotional\":1000}";
    }

    @BeforeEach
    void list() {
        bitmex.answer(REST + "/api/v1/instrument/active", "[" + BitmexRows.XBTUSD + "]");
    }

    @Test
    void candlesAreAskedByTheirCloseWhichIsOneIntervalAfterTheirOpening() {
        assertThat(url(Past.Kind.HOURS, "2026-09-25T00:00:00Z", "2026-09-26T00:00:00Z", Optional.empty()))
                .isEqualTo(CANDLES + "&count=1000&reverse=false&startTime=2026-09-25T01:00:00Z"
                        + "&endTime=2026-09-26T00:59:59.999Z");
    }

    @Test
    void theTimeOfACandleIsItsCloseAndItsAmountsAreInBothCurrencies() {
        // When
        bitmex.past(
                CANDLES,
                "["
                        + candle(
                                "2021-04-01T20:00:00.000Z",
                                "\"open\":58850,\"high\":59000,\"low\":58800.5,\"close\":58950")
                        + "]");

        // Then
        assertThat(bitmex.events(Candle.class))
                .extracting(
                        Candle::openTime,
                        Candle::closeTime,
                        Candle::open,
                        Candle::close,
                        Candle::volume,
                        one -> one.notional().orElseThrow(),
                        one -> one.stamp().origin())
                .containsExactly(tuple(
                        micros("2021-04-01T19:00:00Z"),
                        micros("2021-04-01T20:00:00Z"),
                        58850.0,
                        58950.0,
                        0.017,
                        1000.0,
                        Origin.BACKFILL));
    }

    @Test
    void theOpeningPriceIsThatOfTheCandleBeforeAndIsPutWhereThisOneTraded() {
        // When
        bitmex.past(
                CANDLES,
                "["
                        + candle(
                                "2021-04-01T20:00:00.000Z",
                                "\"open\":58700,\"high\":59000,\"low\":58800.5,\"close\":58950")
                        + "]");

        // Then
        assertThat(bitmex.events(Candle.class)).extracting(Candle::open).containsExactly(58800.5);
    }

    @Test
    void candlesWithoutPricesAndThoseThatStillRunAreNotTold() {
        // Given
        String future = Instant.ofEpochMilli(Decoding.NOW / 1_000 + 60_000).toString();

        // When
        bitmex.past(
                CANDLES,
                "[" + candle("2021-04-01T20:00:00.000Z", "\"open\":null,\"high\":null,\"low\":null,\"close\":null")
                        + "," + candle(future, "\"open\":1,\"high\":1,\"low\":1,\"close\":1") + "]");

        // Then
        assertThat(bitmex.events(Candle.class)).isEmpty();
        assertThat(bitmex.rejected()).isEmpty();
    }

    @Test
    void theTradesOfTheEdgesMillisecondAreAskedOnceMoreWithTheSameIdAndTime() {
        // Given
        bitmex.push("{\"table\":\"trade\",\"action\":\"insert\",\"data\":[" + TRADE.formatted("a") + "]}");
        InstrumentEvent edge = bitmex.events(Trade.class).getFirst();
        String question = url(Past.Kind.TRADES, "2021-07-22T22:36:00Z", "2021-07-22T22:37:00Z", Optional.of(edge));

        // When
        bitmex.past(question, "[" + TRADE.formatted("a") + "," + TRADE.formatted("b") + "]");

        // Then
        assertThat(question)
                .isEqualTo(REST + "/api/v1/trade?symbol=XBTUSD&count=1000&reverse=false"
                        + "&startTime=2021-07-22T22:36:08.123Z&endTime=2021-07-22T22:36:59.999Z");
        assertThat(bitmex.events(Trade.class))
                .extracting(Trade::tradeId, Trade::eventTime)
                .containsExactly(
                        tuple("a", edge.eventTime()), tuple("a", edge.eventTime()), tuple("b", edge.eventTime()));
    }

    @Test
    void paymentsOfARangeAreToldOldestFirst() {
        // When
        String question = url(Past.Kind.FUNDING, "2021-04-01T00:00:00Z", "2021-04-02T00:00:00Z", Optional.empty());
        bitmex.past(
                question,
                "[{\"timestamp\":\"2021-04-01T04:00:00.000Z\",\"symbol\":\"XBTUSD\",\"fundingInterval\":"
                        + "\"2000-01-01T08:00:00.000Z\",\"fundingRate\":0.0001,\"fundingRateDaily\":0.0003},"
                        + "{\"timestamp\":\"2021-04-01T12:00:00.000Z\",\"symbol\":\"XBTUSD\",\"fundingInterval\":"
                        + "\"2000-01-01T08:00:00.000Z\",\"fundingRate\":0.0002,\"fundingRateDaily\":0.0006}]");

        // Then
        assertThat(question).contains("/funding?symbol=XBTUSD&count=500&reverse=false&startTime=2021-04-01T00:00:00Z");
        assertThat(bitmex.events(FundingRate.class))
                .filteredOn(rate -> rate.kind() == FundingRate.Kind.SETTLED)
                .extracting(FundingRate::rate, FundingRate::fundingTime)
                .containsExactly(
                        tuple(0.0001, micros("2021-04-01T04:00:00Z")), tuple(0.0002, micros("2021-04-01T12:00:00Z")));
    }

    @Test
    void anErrorWithStatusTwoHundredIsRefused() {
        // When
        bitmex.past(CANDLES, "{\"error\":{\"message\":\"Rate limit exceeded\",\"name\":\"RateLimitError\"}}");

        // Then
        assertThat(bitmex.rejected()).hasSize(1).first().asString().contains("Rate limit exceeded");
    }

    @Test
    void everyStreamCanBeBegunAnewByItself() {
        // When
        List<Subscription> sockets = new BitmexFeed().subscriptions(SETTINGS, listed());

        // Then
        assertThat(sockets)
                .allSatisfy(socket -> assertThat(socket.again().keySet()).isEqualTo(socket.streams()));
        assertThat(sockets.getLast().again().values())
                .containsExactly(List.of(
                        "{\"op\":\"unsubscribe\",\"args\":[\"orderBookL2:XBTUSD\"]}",
                        "{\"op\":\"subscribe\",\"args\":[\"orderBookL2:XBTUSD\"]}"));
    }
}
