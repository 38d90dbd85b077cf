package io.basiswatch.collector.venue.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Bybit tells of the past: how it is asked, and what is made of its answers. */
class BybitPastTest {
    private static final String MARKET = "https://api.bybit.com/v5/market/";
    private static final VenueSettings SETTINGS = new VenueSettings("wss://socket", "https://rest", Map.of());
    private static final long DAY = 86_400_000_000L;
    private static final long HOUR = 3_600_000;

    /** 2026-01-01T00:00:00Z, milliseconds. */
    private static final long FROM = 1_767_225_600_000L;

    private final BybitFeed feed = new BybitFeed();
    private final DecoderRun run = new DecoderRun(feed, "wss://stream.bybit.com/v5/public/linear");

    private static InstrumentListed listed(String instrument, String symbol) {
        return new InstrumentListed(
                Instrument.parse(instrument), new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), symbol, 1);
    }

    private Past past(Past.Kind kind) {
        return feed.past(SETTINGS, List.of(listed("bybit:BTC-USDT-PERP", "BTCUSDT"))).stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static String answer(String category, String symbol, long now, String rows) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"symbol\":\"" + symbol + "\",\"category\":\"" + category
                + "\",\"list\":[" + rows + "]},\"retExtInfo\":{},\"time\":" + now + "}";
    }

    private static String candle(long opened, double close) {
        return "[\"" + opened + "\",\"30000\",\"30100\",\"29900\",\"" + close + "\",\"12\",\"361\"]";
    }

    @ParameterizedTest
    @CsvSource({"MINUTES,1", "HOURS,60", "DAYS,D"})
    void boundsCandlesFromBothSidesInclusively(Past.Kind kind, String interval) {
        // When
        String url = past(kind).page().url(FROM * 1_000, FROM * 1_000 + DAY, Optional.empty());
        // Then
        assertThat(url)
                .isEqualTo("https://rest/v5/market/kline?category=linear&symbol=BTCUSDT&limit=1000&interval=" + interval
                        + "&start=1767225600000&end=1767311999999");
        assertThat(past(kind).holds()).isEqualTo(Past.Holds.NEWEST);
    }

    @Test
    void asksPaymentsBeforeTheOldestOfThePageBeforeAndOneIntervalFurther() {
        // Given
        run.answer(
                MARKET + "funding/history?category=linear",
                answer(
                        "linear",
                        "BTCUSDT",
                        FROM,
                        "{\"symbol\":\"BTCUSDT\",\"fundingRate\":\"0.0001\",\"fundingRateTimestamp\":\"" + FROM
                                + "\"}"));
        InstrumentEvent edge = run.events(FundingRate.class).getFirst();
        // Then
        assertThat(past(Past.Kind.FUNDING).page().url(FROM * 1_000, FROM * 1_000 + DAY, Optional.empty()))
                .endsWith("funding/history?category=linear&symbol=BTCUSDT&limit=200&startTime=1767139200000"
                        + "&endTime=1767311999999");
        assertThat(past(Past.Kind.FUNDING).page().url(FROM * 1_000, FROM * 1_000 + DAY, Optional.of(edge)))
                .endsWith("&endTime=1767225599999");
    }

    @Test
    void asksOpenInterestByTheHour() {
        assertThat(past(Past.Kind.OPEN_INTEREST).page().url(FROM * 1_000, FROM * 1_000 + DAY, Optional.empty()))
                .endsWith("open-interest?category=linear&symbol=BTCUSDT&limit=200&intervalTime=1h"
                        + "&startTime=1767225600000&endTime=1767311999999");
    }

    @Test
    void asksForAsManyTradesAsTheMarketLetsItHave() {
        // When
        List<Past> told = feed.past(
                SETTINGS,
                List.of(
                        listed("bybit:BTC-USDT", "BTCUSDT"),
                        listed("bybit:BTC-USD-PERP", "BTCUSD"),
                        listed("bybit:USDC-USDT", "USDCUSDT")));
        // Then
        assertThat(told)
                .filteredOn(one -> one.kind() == Past.Kind.TRADES)
                .extracting(one -> one.page().url(0, 1, Optional.empty()))
                .containsExactly(
                        "https://rest/v5/market/recent-trade?category=spot&symbol=BTCUSDT&limit=60",
                        "https://rest/v5/market/recent-trade?category=inverse&symbol=BTCUSD&limit=1000");
        assertThat(told).extracting(one -> one.instrument().base()).containsOnly("BTC");
    }

    @Test
    void readsVolumesOfLinearCandlesInCoinsAndOfInverseOnesInDollars() {
        // When
        run.answer(
                MARKET + "kline?category=linear&symbol=BTCUSDT&interval=60",
                answer("linear", "BTCUSDT", FROM + HOUR, candle(FROM, 30_050)));
        run.answer(
                MARKET + "kline?category=inverse&symbol=BTCUSD&interval=1",
                answer("inverse", "BTCUSD", FROM + HOUR, candle(FROM, 30_050)));
        // Then
        assertThat(run.events(Candle.class))
                .extracting(
                        one -> one.instrument().toString(),
                        one -> one.closeTime() - one.openTime(),
                        Candle::volume,
                        Candle::notional,
                        Candle::takerBuyVolume)
                .containsExactly(
                        tuple(
                                "bybit:BTC-USDT-PERP",
                                HOUR * 1_000,
                                12.0,
                                OptionalDouble.of(361),
                                OptionalDouble.empty()),
                        tuple("bybit:BTC-USD-PERP", 60_000_000L, 361.0, OptionalDouble.of(12), OptionalDouble.empty()));
    }

    @Test
    void tellsNoCandleThatStillRunsByTheVenuesOwnTime() {
        // When
        run.answer(
                MARKET + "kline?category=linear&symbol=BTCUSDT&interval=60",
                answer("linear", "BTCUSDT", FROM + 2 * HOUR - 1, candle(FROM + HOUR, 2) + ',' + candle(FROM, 1)));
        // Then
        assertThat(run.events(Candle.class)).extracting(Candle::close).containsExactly(1.0);
    }

    @Test
    void readsTheDocumentedCandles() {
        // When
        run.answer(
                MARKET + "kline?category=inverse&symbol=BTCUSD&interval=60&start=1670601600000",
                Decoding.jkorf("bybit", "Endpoints/V5Api/ExchangeData/GetKlines.txt", "false"));
        // Then
        assertThat(run.events(Candle.class))
                .extracting(Candle::openTime, Candle::close, Candle::volume, Candle::notional)
                .containsExactly(
                        tuple(1_670_601_600_000_000L, 17_071.5, 0.37288112, OptionalDouble.of(6_356)),
                        tuple(1_670_605_200_000_000L, 17_071.0, 0.24469757, OptionalDouble.of(4_177)),
                        tuple(1_670_608_800_000_000L, 17_055.5, 15.74462667, OptionalDouble.of(268_611)));
    }

    @Test
    void tellsOfAnotherIntervalNothing() {
        // When
        run.answer(
                MARKET + "kline?category=linear&symbol=BTCUSDT&interval=240",
                answer("linear", "BTCUSDT", FROM + DAY, candle(FROM, 1)));
        // Then
        assertThat(run.table()).containsExactly("REST kline: 1 frames, 0 events, 0 unknown, 0 rejected");
    }

    @Test
    void valuesOpenInterestOfThePastAtTheCloseOfItsHourAndHalvesTheFigureOfBothSides() {
        // Given
        run.answer(
                MARKET + "kline?category=linear&symbol=BTCUSDT&interval=60",
                answer("linear", "BTCUSDT", FROM + HOUR, candle(FROM, 30_050)));
        // When
        run.past(
                MARKET + "open-interest?category=linear&symbol=BTCUSDT&intervalTime=1h",
                answer(
                        "linear",
                        "BTCUSDT",
                        FROM + 2 * HOUR,
                        "{\"openInterest\":\"9\",\"timestamp\":\"" + (FROM + 2 * HOUR)
                                + "\"},{\"openInterest\":\"200\",\"timestamp\":\"" + (FROM + HOUR) + "\"}"));
        // Then
        assertThat(run.events(OpenInterest.class))
                .extracting(InstrumentEvent::eventTime, OpenInterest::quantity, OpenInterest::notional)
                .containsExactly(tuple((FROM + HOUR) * 1_000, 100.0, 3_005_000.0));
    }

    @Test
    void tellsTradesOfThePastWithTheIdsOfTheStream() {
        // Given
        run.push("{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1672052955760,\"data\":[{\"T\":"
                + "1672052955758,\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"0.001\",\"p\":\"16578.50\",\"i\":\"b\","
                + "\"BT\":false}]}");
        String row =
                "{\"execId\":\"%s\",\"symbol\":\"BTCUSDT\",\"price\":\"16578.50\",\"size\":\"0.001\",\"side\":\"Sell\","
                        + "\"time\":\"%d\",\"isBlockTrade\":%s}";
        // When
        run.past(
                MARKET + "recent-trade?category=linear&symbol=BTCUSDT&limit=1000",
                answer(
                        "linear",
                        "BTCUSDT",
                        FROM,
                        String.join(
                                ",",
                                row.formatted("d", 1_672_052_955_800L, true),
                                row.formatted("c", 1_672_052_955_790L, false),
                                row.formatted("b", 1_672_052_955_758L, false),
                                row.formatted("a", 1_672_052_955_750L, false))));
        // Then
        assertThat(run.events(Trade.class)).extracting(Trade::tradeId).containsExactly("b", "a", "b", "c");
    }

    @Test
    void tellsAGapWhereTheNewestTradesShowThatTheStreamLeftSomeOut() {
        // Given
        streamed("a", 0);
        streamed("c", 5_000);
        streamed("f", 9_000);
        String now = String.join(
                ",", row("f", 9_000), row("e", 8_500), row("c", 5_000), row("b", 3_000), row("a", 0), row("0", -9));
        // When
        run.answer(
                MARKET + "recent-trade?limit=1000&category=linear&symbol=BTCUSDT",
                answer("linear", "BTCUSDT", FROM, now));
        run.answer(
                MARKET + "recent-trade?limit=1000&category=linear&symbol=BTCUSDT",
                answer("linear", "BTCUSDT", FROM, now));
        int before = run.events(Trade.class).size();
        run.past(
                MARKET + "recent-trade?category=linear&symbol=BTCUSDT&limit=1000",
                answer("linear", "BTCUSDT", FROM, row("b", 3_000)));
        // Then: e may be on its way, and nobody listened before a
        assertThat(run.events(FeedGap.class))
                .extracting(FeedGap::scope, FeedGap::from, FeedGap::reason)
                .containsExactly(tuple(FeedGap.Scope.TRADES, FROM * 1_000, "the stream left out trades"));
        assertThat(before).isEqualTo(3);
        assertThat(run.events(Trade.class)).extracting(Trade::tradeId).containsExactly("a", "c", "f", "b");
    }

    private void streamed(String id, long millis) {
        run.push("{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":" + FROM + ",\"data\":[{\"T\":"
                + (FROM + millis) + ",\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"0.001\",\"p\":\"16578.50\",\"i\":\"" + id
                + "\",\"BT\":false}]}");
    }

    private static String row(String id, long millis) {
        return "{\"execId\":\"" + id + "\",\"symbol\":\"BTCUSDT\",\"price\":\"16578.50\",\"size\":\"0.001\",\"side\":"
                + "\"Buy\",\"time\":\"" + (FROM + millis) + "\",\"isBlockTrade\":false}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"retCode\":10006,\"retMsg\":\"Too many visits!\",\"result\":{},\"time\":1767225600000}",
                "{\"retCode\":10001,\"retMsg\":\"params error\",\"result\":{},\"time\":1767225600000}",
                "{\"retCode\":0,\"result\":{\"symbol\":\"BTCUSDT\",\"category\":\"linear\",\"list\":[[\"1\"]]},\"time\":1}",
                "{\"retCode\":0,\"result\":{\"symbol\":\"BTCUSDT\",\"category\":\"linear\",\"list\":[]}}"
            })
    void refusesAnErrorWithStatus200(String error) {
        // When
        run.answer(MARKET + "kline?category=linear&symbol=BTCUSDT&interval=1", error);
        // Then
        assertThat(run.rejected()).hasSize(1);
        assertThat(run.events()).isEmpty();
    }

    @Test
    void beginsEachStreamAnewByItsOwnTopicAlone() {
        // When
        List<Subscription> subscriptions =
                feed.subscriptions(SETTINGS, List.of(listed("bybit:BTC-USDT-PERP", "BTCUSDT")));
        // Then
        Instrument perpetual = Instrument.parse("bybit:BTC-USDT-PERP");
        assertThat(subscriptions)
                .allSatisfy(one -> assertThat(one.again().keySet()).isEqualTo(one.streams()));
        assertThat(subscriptions.getFirst().again().get(new MarketStream(perpetual, StreamKind.QUOTES)))
                .containsExactly(
                        "{\"op\":\"unsubscribe\",\"args\":[\"orderbook.1.BTCUSDT\"]}",
                        "{\"op\":\"subscribe\",\"args\":[\"orderbook.1.BTCUSDT\"]}");
        assertThat(feed.connects().window()).isEqualTo(Duration.ofMinutes(5));
    }
}
