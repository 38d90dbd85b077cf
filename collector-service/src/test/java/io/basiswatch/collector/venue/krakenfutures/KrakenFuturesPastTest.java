package io.basiswatch.collector.venue.krakenfutures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Kraken Futures tells of the past, and how it is asked. */
class KrakenFuturesPastTest {
    private static final String REST = "https://futures.kraken.com";
    private static final String HISTORY =
            REST + "/derivatives/api/v3/history?symbol=PF_XBTUSD&lastTime=2026-09-25T18:00:00Z";
    private static final Instrument PERPETUAL = Instrument.parse("kraken-futures:BTC-USD-PERP:USD");
    private static final Instrument INVERSE = Instrument.parse("kraken-futures:BTC-USD-PERP");
    private static final String TRADE = "{\"feed\":\"trade\",\"product_id\":\"PF_XBTUSD\",\"uid\":"
            + "\"d0692c0c-742e-4d88-862c-8bd63533e067\",\"side\":\"sell\",\"type\":\"%s\",\"time\":1714741543974,"
            + "\"qty\":0.25,\"price\":61081.0,\"seq\":421135}";

    private final DecoderRun kraken = new DecoderRun(new KrakenFuturesFeed(), "");

    private static String trades(String... rows) {
        return "{\"result\":\"success\",\"history\":[" + String.join(",", rows)
                + "],\"serverTime\":\"2026-09-25T18:00:01Z\"}";
    }

    private static String trade(String time, String uid, String type) {
        return "{\"time\":\"" + time + "\",\"trade_id\":100,\"price\":61081,\"size\":0.25,\"side\":\"sell\",\"type\":\""
                + type + "\",\"uid\":\"" + uid + "\"}";
    }

    private static String candles(String rows) {
        return "{\"candles\":[" + rows + "],\"more_candles\":false}";
    }

    private static List<Past> past(Instrument instrument, String symbol) {
        InstrumentListed listed =
                new InstrumentListed(instrument, new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), symbol, 1);
        return new KrakenFuturesFeed().past(new VenueSettings("wss://x", REST, Map.of()), List.of(listed));
    }

    private static Past past(Past.Kind kind) {
        return past(PERPETUAL, "PF_XBTUSD").stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }

    @Test
    void candlesAreAskedInSecondsWhoseEndIsInclusiveTwoThousandAtOnce() {
        // Given
        Past minutes = past(Past.Kind.MINUTES);

        // When
        String url =
                minutes.page().url(micros("2026-09-25T17:00:00Z"), micros("2026-09-25T18:00:00Z"), Optional.empty());

        // Then
        assertThat(url).isEqualTo(REST + "/api/charts/v1/trade/PF_XBTUSD/1m?from=1790355600&to=1790359199");
        assertThat(minutes.rows()).isEqualTo(2_000);
        assertThat(minutes.holds()).isEqualTo(Past.Holds.OLDEST);
    }

    @Test
    void tradesAreAskedBackwardsAndThoseOfTheEdgesMillisecondAgain() {
        // Given
        Past trades = past(Past.Kind.TRADES);
        kraken.push(TRADE.formatted("fill"));
        Trade edge = kraken.events(Trade.class).getFirst();

        // When
        String first = trades.page().url(0, micros("2026-09-25T18:00:00Z"), Optional.empty());
        String next = trades.page().url(0, edge.eventTime(), Optional.of(edge));

        // Then
        assertThat(first).isEqualTo(HISTORY);
        assertThat(next).endsWith("?symbol=PF_XBTUSD&lastTime=2024-05-03T13:05:43.975Z");
    }

    @Test
    void ofInverseContractsNoCandlesAreAskedBecauseTheirVolumeInCoinsIsToldNowhere() {
        assertThat(past(INVERSE, "PI_XBTUSD"))
                .extracting(Past::kind)
                .containsExactly(Past.Kind.FUNDING, Past.Kind.TRADES);
        assertThat(past(PERPETUAL, "PF_XBTUSD"))
                .extracting(Past::kind)
                .containsExactly(
                        Past.Kind.DAYS, Past.Kind.HOURS, Past.Kind.MINUTES, Past.Kind.FUNDING, Past.Kind.TRADES);
    }

    @Test
    void aCandleIsToldInMillisecondsThoughItWasAskedInSecondsAndCountsCoins() {
        // When
        kraken.past(
                REST + "/api/charts/v1/trade/PF_XBTUSD/1h?from=1790265600&to=1790269199",
                candles(
                        "{\"time\":1790265600000,\"open\":\"84406\",\"high\":\"84924\",\"low\":\"84009\",\"close\":\"84476\","
                                + "\"volume\":\"250.90500000000\"}"));

        // Then
        assertThat(kraken.events(Candle.class))
                .containsExactly(new Candle(
                        PERPETUAL,
                        new Stamp(1_790_269_200_000_000L, Decoding.NOW + 1_000_000, Stamp.NO_SEQUENCE, Origin.BACKFILL),
                        1_790_265_600_000_000L,
                        1_790_269_200_000_000L,
                        84406,
                        84924,
                        84009,
                        84476,
                        250.905,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    @Test
    void theCandleThatStillRunsIsNotTold() {
        // Given: the answer comes one second into the hour that began at NOW
        long hour = Decoding.NOW / 1_000 / 3_600_000 * 3_600_000;

        // When
        kraken.past(
                REST + "/api/charts/v1/trade/PF_XBTUSD/1h?from=1&to=2",
                candles("{\"time\":" + (hour - 3_600_000)
                        + ",\"open\":\"1\",\"high\":\"1\",\"low\":\"1\",\"close\":\"1\",\"volume\":1},{\"time\":" + hour
                        + ",\"open\":\"1\",\"high\":\"1\",\"low\":\"1\",\"close\":\"1\",\"volume\":1}"));

        // Then
        assertThat(kraken.events(Candle.class))
                .extracting(Candle::openTime)
                .containsExactly((hour - 3_600_000) * 1_000);
    }

    @Test
    void aTradeToldAfterwardsHasTheIdAndTheTimeOfTheStream() {
        // Given
        kraken.push(TRADE.formatted("fill"));

        // When
        kraken.past(HISTORY, trades(trade("2024-05-03T13:05:43.974Z", "d0692c0c-742e-4d88-862c-8bd63533e067", "fill")));

        // Then
        assertThat(kraken.events(Trade.class))
                .extracting(Trade::tradeId, Trade::eventTime)
                .hasSize(2)
                .containsOnly(tuple("d0692c0c-742e-4d88-862c-8bd63533e067", 1_714_741_543_974_000L));
    }

    @Test
    void missedTradesAreToldOldestFirstAndWhatMetNoBookIsNone() {
        // When
        kraken.past(
                HISTORY,
                trades(
                        trade("2024-05-03T13:05:43.974Z", "c", "fill"),
                        trade("2024-05-03T13:05:43.900Z", "b", "block"),
                        trade("2024-05-03T13:05:43Z", "a", "fill")));

        // Then
        assertThat(kraken.events(Trade.class))
                .extracting(Trade::tradeId, Trade::eventTime, Trade::quantity, Trade::aggressor)
                .containsExactly(
                        tuple("a", micros("2024-05-03T13:05:43Z"), 0.25, Side.SELL),
                        tuple("c", micros("2024-05-03T13:05:43.974Z"), 0.25, Side.SELL));
    }

    @Test
    void aLiquidationToldByTheStreamAndAfterwardsIsToldOnce() {
        // When
        kraken.push(TRADE.formatted("liquidation"));
        kraken.past(
                HISTORY,
                trades(
                        trade("2024-05-03T13:05:43.974Z", "d0692c0c-742e-4d88-862c-8bd63533e067", "liquidation"),
                        trade("2024-05-03T13:05:42.000Z", "11111111-742e-4d88-862c-8bd63533e067", "liquidation")));

        // Then
        assertThat(kraken.events(Liquidation.class)).hasSize(2);
        assertThat(kraken.events(Trade.class)).hasSize(3);
    }

    @Test
    void tradesThatAreMissingByTheirNumbersAreAGapAndABlockIsNoneOfThem() {
        // When
        kraken.push(TRADE.formatted("fill"));
        kraken.push(TRADE.formatted("block").replace("421135", "421136"));
        kraken.push(TRADE.formatted("fill").replace("421135", "421137").replace("d0692c0c", "00000001"));
        kraken.push(TRADE.formatted("fill").replace("421135", "421139").replace("d0692c0c", "00000002"));

        // Then
        assertThat(kraken.events(FeedGap.class))
                .extracting(FeedGap::scope, FeedGap::reason)
                .containsExactly(tuple(FeedGap.Scope.TRADES, "1 trade missing by id"));
    }

    @Test
    void whoAsksForThePastIsToldAllPaymentsOfTheYear() {
        // Given: 8,760 hours, which a poll would tell the newest of
        Instant begin = Instant.parse("2025-09-24T08:00:00Z");
        String year = IntStream.range(0, 8_760)
                .mapToObj(hour -> "{\"timestamp\":\"" + begin.plus(Duration.ofHours(hour))
                        + "\",\"fundingRate\":1.3,\"relativeFundingRate\":0.00001}")
                .collect(Collectors.joining(","));
        String answer = "{\"result\":\"success\",\"rates\":[" + year + "]}";
        String url = past(Past.Kind.FUNDING).page().url(0, 1, Optional.empty());

        // When
        int past = kraken.past(url, answer).size();
        int polled = kraken.answer(url, answer).size();

        // Then
        assertThat(past).isEqualTo(8_760);
        assertThat(polled).isZero();
        assertThat(kraken.events(FundingRate.class))
                .extracting(rate -> rate.stamp().origin())
                .containsOnly(Origin.BACKFILL);
    }

    @Test
    void anErrorWithStatusTwoHundredIsRefused() {
        // When
        kraken.past(
                HISTORY,
                "{\"result\":\"error\",\"error\":\"apiLimitExceeded\",\"serverTime\":\"2026-09-25T17:46:57Z\"}");

        // Then
        assertThat(kraken.rejected()).hasSize(1).first().asString().contains("apiLimitExceeded");
    }
}
