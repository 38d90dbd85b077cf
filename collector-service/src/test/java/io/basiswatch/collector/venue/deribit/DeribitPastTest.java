package io.basiswatch.collector.venue.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Deribit tells of the past: how it is asked, and what is made of its answers. */
class DeribitPastTest {
    private static final String PUBLIC = "https://www.deribit.com/api/v2/public/";
    private static final String CANDLES = PUBLIC + "get_tradingview_chart_data?instrument_name=";
    private static final String TRADES =
            PUBLIC + "get_last_trades_by_instrument_and_time?instrument_name=BTC-PERPETUAL&sorting=asc";
    private static final VenueSettings SETTINGS = new VenueSettings("wss://socket", "https://rest", Map.of());
    private static final long DAY = 86_400_000_000L;
    private static final long HOUR = 3_600_000;

    /** 2026-01-01T00:00:00Z, milliseconds. */
    private static final long FROM = 1_767_225_600_000L;

    private final DeribitFeed feed = new DeribitFeed();
    private final DecoderRun run = new DecoderRun(feed, "wss://www.deribit.com/ws/api/v2");

    private static InstrumentListed listed(String instrument, String symbol) {
        return new InstrumentListed(
                Instrument.parse(instrument), new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), symbol, 1);
    }

    private Past past(Past.Kind kind) {
        return feed.past(SETTINGS, List.of(listed("deribit:BTC-USD-PERP", "BTC-PERPETUAL"))).stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static String result(String result, long nowMillis) {
        return "{\"jsonrpc\":\"2.0\",\"result\":" + result + ",\"usIn\":" + nowMillis * 1_000 + ",\"usOut\":"
                + nowMillis * 1_000 + ",\"usDiff\":0,\"testnet\":false}";
    }

    private static String trade(long sequence, long millis, String more) {
        return "{\"trade_seq\":" + sequence + ",\"trade_id\":\"" + (sequence + 5_000) + "\",\"timestamp\":" + millis
                + ",\"price\":30000.0,\"amount\":600.0,\"instrument_name\":\"BTC-PERPETUAL\",\"direction\":\"sell\""
                + more
                + "}";
    }

    private static String push(String trades) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"trades.BTC-PERPETUAL.100ms\","
                + "\"data\":[" + trades + "]}}";
    }

    @ParameterizedTest
    @CsvSource({"MINUTES,1", "HOURS,60", "DAYS,1D"})
    void boundsCandlesFromBothSidesInclusively(Past.Kind kind, String resolution) {
        assertThat(past(kind).page().url(FROM * 1_000, FROM * 1_000 + DAY, Optional.empty()))
                .isEqualTo("https://rest/api/v2/public/get_tradingview_chart_data?instrument_name=BTC-PERPETUAL"
                        + "&start_timestamp=1767225600000&end_timestamp=1767311999999&resolution=" + resolution);
    }

    @Test
    void asksTradesFromTheMillisecondOnWithWhichThePageBeforeEnded() {
        // Given
        run.push(push(trade(1, FROM + 7, "")));
        InstrumentEvent edge = run.events(Trade.class).getFirst();
        Past trades = past(Past.Kind.TRADES);
        // Then
        assertThat(trades.page().url(FROM * 1_000, FROM * 1_000 + DAY, Optional.empty()))
                .isEqualTo(
                        "https://rest/api/v2/public/get_last_trades_by_instrument_and_time?instrument_name=BTC-PERPETUAL"
                                + "&start_timestamp=1767225600000&end_timestamp=1767311999999&count=1000&sorting=asc");
        assertThat(trades.page().url(FROM * 1_000, FROM * 1_000 + DAY, Optional.of(edge)))
                .contains("&start_timestamp=1767225600007&");
        assertThat(trades.holds()).isEqualTo(Past.Holds.OLDEST);
    }

    @Test
    void offersNoOpenInterestOfThePastAndNoFundingOfPairs() {
        assertThat(feed.past(
                        SETTINGS,
                        List.of(
                                listed("deribit:BTC-USD-PERP", "BTC-PERPETUAL"),
                                listed("deribit:BTC-USDC", "BTC_USDC"),
                                listed("deribit:USDC-USDT", "USDC_USDT"))))
                .extracting(one -> one.instrument().toString(), Past::kind)
                .filteredOn(one -> !one.toList().get(1).toString().endsWith("S"))
                .containsExactly(tuple("deribit:BTC-USD-PERP", Past.Kind.FUNDING));
    }

    @Test
    void readsCandlesColumnByColumnAndTellsNoneThatStillRuns() {
        // When
        run.answer(
                CANDLES + "BTC-PERPETUAL&resolution=60",
                result(
                        "{\"volume\":[1.5,0.0,9.0],\"ticks\":[" + FROM + ',' + (FROM + HOUR) + ',' + (FROM + 2 * HOUR)
                                + "],\"status\":\"ok\",\"open\":[10.0,12.0,1.0],\"low\":[9.0,12.0,1.0],\"high\":"
                                + "[13.0,12.0,1.0],\"cost\":[18.0,0.0,9.0],\"close\":[12.0,12.0,1.0]}",
                        FROM + 3 * HOUR - 1));
        // Then
        assertThat(run.events(Candle.class))
                .extracting(Candle::openTime, Candle::high, Candle::close, Candle::volume, Candle::notional)
                .containsExactly(
                        tuple(FROM * 1_000, 13.0, 12.0, 1.5, OptionalDouble.of(18)),
                        tuple((FROM + HOUR) * 1_000, 12.0, 12.0, 0.0, OptionalDouble.of(0)));
    }

    @Test
    void takesNoDataForNoCandle() {
        // When
        run.answer(
                CANDLES + "BTC-PERPETUAL&resolution=60",
                result(
                        "{\"volume\":[],\"ticks\":[],\"status\":\"no_data\",\"open\":[],\"low\":[],\"high\":[],"
                                + "\"cost\":[],\"close\":[]}",
                        FROM));
        // Then
        assertThat(run.table())
                .containsExactly("REST get_tradingview_chart_data: 1 frames, 0 events, 0 unknown, 0 rejected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"error\":{\"message\":\"too_many_requests\",\"code\":10028},\"testnet\":false}",
                "{\"jsonrpc\":\"2.0\",\"result\":{\"status\":\"ok\",\"ticks\":[1,2],\"open\":[1],\"high\":[1],\"low\":[1],"
                        + "\"close\":[1],\"volume\":[1],\"cost\":[1]}}",
                "{\"jsonrpc\":\"2.0\",\"result\":{\"status\":\"ok\",\"ticks\":[1]}}"
            })
    void refusesAnErrorWithStatus200(String error) {
        // When
        run.answer(CANDLES + "BTC-PERPETUAL&resolution=60", error);
        // Then
        assertThat(run.events()).isEmpty();
        assertThat(run.rejected()).hasSize(1);
    }

    @Test
    void fillsWhatTheCountOfTradesShowsToBeMissingAndRepeatsNoLiquidation() {
        // Given
        run.push(push(trade(1, FROM, ",\"liquidation\":\"T\"")));
        run.push(push(trade(5, FROM + 400, "")));
        // When
        run.past(
                TRADES,
                result(
                        "{\"trades\":["
                                + String.join(
                                        ",",
                                        trade(1, FROM, ",\"liquidation\":\"T\""),
                                        trade(2, FROM + 100, ",\"liquidation\":\"M\""),
                                        trade(3, FROM + 200, ",\"block_trade_id\":\"BLOCK-1\""),
                                        trade(4, FROM + 300, ""),
                                        trade(5, FROM + 400, ""))
                                + "],\"has_more\":false}",
                        FROM + 1_000));
        // Then
        assertThat(run.events(FeedGap.class))
                .extracting(FeedGap::scope, FeedGap::from, FeedGap::reason)
                .containsExactly(tuple(FeedGap.Scope.TRADES, FROM * 1_000, "trades 2 to 4 did not come"));
        assertThat(run.events(Trade.class))
                .extracting(Trade::tradeId)
                .containsExactly("5001", "5005", "5001", "5002", "5004", "5005");
        assertThat(run.events(Liquidation.class))
                .extracting(InstrumentEvent::eventTime, Liquidation::closedPosition)
                .containsExactly(
                        tuple(FROM * 1_000, Liquidation.Position.LONG),
                        tuple((FROM + 100) * 1_000, Liquidation.Position.SHORT));
    }

    @Test
    void takesABlockTradeForNoGap() {
        // When
        run.push(push(trade(1, FROM, "")));
        run.push(push(trade(2, FROM + 1, ",\"block_trade_id\":\"BLOCK-1\"")));
        run.push(push(trade(3, FROM + 2, "")));
        // Then
        assertThat(run.events(FeedGap.class)).isEmpty();
        assertThat(run.events(Trade.class)).hasSize(2);
    }

    @Test
    void beginsEachStreamAnewByItsOwnChannelAlone() {
        // When
        List<Subscription> subscriptions =
                feed.subscriptions(SETTINGS, List.of(listed("deribit:BTC-USD-PERP", "BTC-PERPETUAL")));
        // Then
        Instrument perpetual = Instrument.parse("deribit:BTC-USD-PERP");
        assertThat(subscriptions)
                .allSatisfy(one -> assertThat(one.again().keySet()).isEqualTo(one.streams()));
        assertThat(subscriptions.getFirst().again().get(new MarketStream(perpetual, StreamKind.MARKS)))
                .containsExactly(
                        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/unsubscribe\",\"params\":{\"channels\":"
                                + "[\"ticker.BTC-PERPETUAL.100ms\"]}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"public/subscribe\",\"params\":{\"channels\":"
                                + "[\"ticker.BTC-PERPETUAL.100ms\"]}}");
    }
}
