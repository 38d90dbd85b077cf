package io.basiswatch.collector.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Binance tells of the past: how it is asked for, and answers as they were recorded. */
class BinancePastTest {
    private static final long NOW = micros("2026-11-22T12:00:00Z");
    private static final VenueSettings SETTINGS = new VenueSettings("wss://ws", "https://rest", Map.of());
    private static final Instrument SPOT = Instrument.spot(Market.SPOT.venue(), "BTC", "USDT");
    private static final Instrument LINEAR = Instrument.perpetual(Market.USDM.venue(), "BTC", "USDT");
    private static final Instrument INVERSE = Instrument.perpetual(Market.COINM.venue(), "BTC", "USD");

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }

    private static Past past(VenueFeed feed, Instrument instrument, String symbol, Past.Kind kind) {
        Stamp stamp = new Stamp(NOW, NOW, Stamp.NO_SEQUENCE, Origin.LIVE);
        return feed.past(SETTINGS, List.of(new InstrumentListed(instrument, stamp, symbol, 1))).stream()
                .filter(past -> past.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static Decoded taken(VenueFeed feed, String url, String body) {
        return new Decoded(feed).take(answer(url, body));
    }

    private static Frame answer(String url, String body) {
        return new Frame(Frame.Source.REST, "past", url, body.getBytes(StandardCharsets.UTF_8), NOW, Origin.BACKFILL);
    }

    @Test
    void candlesOfInverseContractsAreAskedForInPagesOfLessThan200Days() {
        // Given
        Past days = past(new BinanceCoinmFeed(), INVERSE, "BTCUSD_PERP", Past.Kind.DAYS);
        long from = micros("2026-01-01T00:00:00Z");

        // When
        String url = days.page().url(from, from + days.rows() * days.step().toNanos() / 1_000, Optional.empty());

        // Then
        assertThat(url)
                .isEqualTo("https://rest/dapi/v1/klines?symbol=BTCUSD_PERP&interval=1d&limit=199"
                        + "&startTime=1767225600000&endTime=1784419199999");
        assertThat(new BinanceCoinmFeed().limits().weight().applyAsInt(url)).isEqualTo(2);
    }

    @Test
    void candlesAreReadWithWhatTakersBought() {
        // Given
        String body = "[[1546300800000,\"3701.23000000\",\"3810.16000000\",\"3642.00000000\",\"3797.14000000\","
                + "\"23741.68703300\",1546387199999,\"88149249.09230461\",154227,\"12919.15589900\","
                + "\"47973435.86685800\",\"0\"]]";

        // When
        Decoded read =
                taken(new BinanceSpotFeed(), "https://rest/api/v3/klines?symbol=BTCUSDT&interval=1d&limit=1000", body);

        // Then
        Candle first = read.events(Candle.class).getFirst();
        assertThat(read.rejected).isEmpty();
        assertThat(first.instrument()).isEqualTo(SPOT);
        assertThat(first.openTime()).isEqualTo(micros("2019-01-01T00:00:00Z"));
        assertThat(first.closeTime()).isEqualTo(micros("2019-01-02T00:00:00Z"));
        assertThat(first.stamp()).isEqualTo(new Stamp(first.closeTime(), NOW, Stamp.NO_SEQUENCE, Origin.BACKFILL));
        assertThat(first.volume()).isEqualTo(23741.687033);
        assertThat(first.takerBuyVolume()).hasValue(12919.155899);
        assertThat(first.takerBuyNotional()).hasValue(47973435.866858);
    }

    @Test
    void candlesOfInverseContractsCountCoinsAndTheirFaceValue() {
        // Given
        String body = "[[1672531200000,\"16531.2\",\"16615.9\",\"16486.6\",\"16607.9\",\"2067959\",1672617599999,"
                + "\"12496.62852978\",53963,\"1094352\",\"6613.94163914\",\"0\"]]";

        // When
        Decoded read =
                taken(new BinanceCoinmFeed(), "https://rest/dapi/v1/klines?symbol=BTCUSD_PERP&interval=1d", body);

        // Then
        assertThat(read.events(Candle.class)).singleElement().satisfies(candle -> {
            assertThat(candle.instrument()).isEqualTo(INVERSE);
            assertThat(candle.volume()).isEqualTo(12496.62852978);
            assertThat(candle.notional()).hasValue(206_795_900);
            assertThat(candle.takerBuyVolume()).hasValue(6613.94163914);
            assertThat(candle.takerBuyNotional()).hasValue(109_435_200);
        });
    }

    @Test
    void aCandleThatStillRunsIsLeftOut() {
        // Given: the day of NOW
        String body = "[[1795305600000,\"1\",\"1\",\"1\",\"1\",\"1\",1795391999999,\"1\",1,\"1\",\"1\",\"0\"]]";

        // When
        Decoded read = taken(new BinanceSpotFeed(), "https://rest/api/v3/klines?symbol=BTCUSDT&interval=1d", body);

        // Then
        assertThat(read.events).isEmpty();
        assertThat(read.rejected).isEmpty();
    }

    @Test
    void paymentsAreAskedForWithTheOneBeforeSoThatTheFirstIsMeasured() {
        // Given
        BinanceUsdmFeed feed = new BinanceUsdmFeed();
        long from = micros("2026-01-01T00:00:00Z");
        String url = past(feed, LINEAR, "BTCUSDT", Past.Kind.FUNDING)
                .page()
                .url(from, from + 86_400_000_000L, Optional.empty());
        String rows = "[{\"symbol\":\"BTCUSDT\",\"fundingTime\":1767196800001,\"fundingRate\":\"0.0001\"},"
                + "{\"symbol\":\"BTCUSDT\",\"fundingTime\":1767225600000,\"fundingRate\":\"0.0002\"},"
                + "{\"symbol\":\"BTCUSDT\",\"fundingTime\":1767254400003,\"fundingRate\":\"0.0003\"}]";

        // When: the same page comes twice, after a newer one
        Decoded read = new Decoded(feed)
                .take(answer(url.replace("startTime=1767", "startTime=1768"), rows.replace(":1767", ":1768")))
                .take(answer(url, rows))
                .take(answer(url, rows));

        // Then
        List<FundingRate> told = read.events(FundingRate.class);
        assertThat(url).contains("&startTime=1767196800000&endTime=1767311999999");
        assertThat(told).hasSize(6).allSatisfy(rate -> {
            assertThat(rate.interval()).contains(Duration.ofHours(8));
            assertThat(rate.kind()).isEqualTo(FundingRate.Kind.SETTLED);
            assertThat(rate.stamp().origin()).isEqualTo(Origin.BACKFILL);
        });
        assertThat(told.getLast().fundingTime()).isEqualTo(1767254400003_000L);
    }

    @Test
    void openInterestOfThePastIsInCoinsAndDollarsAtBothMarkets() {
        // Given
        String linear = "[{\"symbol\":\"BTCUSDT\",\"sumOpenInterest\":\"20403.63700000\","
                + "\"sumOpenInterestValue\":\"150570784.07809979\",\"timestamp\":1583127900000}]";
        String inverse = "[{\"contractType\":\"PERPETUAL\",\"pair\":\"BTCUSD\",\"sumOpenInterest\":\"284391.00000000\","
                + "\"sumOpenInterestValue\":\"2451.46068891\",\"timestamp\":1602984600000}]";
        String address = "https://rest/futures/data/openInterestHist?period=1h";

        // When
        OpenInterest coins = taken(new BinanceUsdmFeed(), address, linear)
                .events(OpenInterest.class)
                .getFirst();
        OpenInterest contracts = taken(new BinanceCoinmFeed(), address, inverse)
                .events(OpenInterest.class)
                .getFirst();

        // Then
        assertThat(coins.instrument()).isEqualTo(LINEAR);
        assertThat(coins.quantity()).isEqualTo(20403.637);
        assertThat(coins.notional()).isCloseTo(150570784.078, within(0.001));
        assertThat(contracts.instrument()).isEqualTo(INVERSE);
        assertThat(contracts.quantity()).isEqualTo(2451.46068891);
        assertThat(contracts.notional()).isEqualTo(28_439_100);
        assertThat(contracts.eventTime()).isEqualTo(1602984600000_000L);
    }

    @Test
    void missedTradesAreTheVenuesLastOnesAndAllOfThemAreHandedOn() {
        // Given
        String live = "{\"e\":\"trade\",\"E\":1607294296480,\"T\":1607294296479,\"s\":\"BTCUSD_PERP\",\"t\":7857135,"
                + "\"p\":\"19100.5\",\"q\":\"1\",\"X\":\"MARKET\",\"m\":true}";
        String body = "[{\"baseQty\":\"0.00523547\",\"id\":7857135,\"isBuyerMaker\":true,\"price\":\"19100.5\","
                + "\"qty\":\"1\",\"time\":1607294296479},{\"baseQty\":\"0.20942737\",\"id\":7857136,"
                + "\"isBuyerMaker\":false,\"price\":\"19099.7\",\"qty\":\"40\",\"time\":1607294296510}]";
        BinanceCoinmFeed feed = new BinanceCoinmFeed();
        Past past = past(feed, INVERSE, "BTCUSD_PERP", Past.Kind.TRADES);

        // When
        Decoded read =
                new Decoded(feed).take(socket(live)).take(answer(past.page().url(0, NOW, Optional.empty()), body));

        // Then
        assertThat(past.holds()).isEqualTo(Past.Holds.NEWEST);
        assertThat(read.events(Trade.class))
                .extracting(Trade::tradeId)
                .containsExactly("7857135", "7857135", "7857136");
        Trade missed = read.events(Trade.class).getLast();
        assertThat(missed.tradeId()).isEqualTo("7857136");
        assertThat(missed.aggressor()).isEqualTo(Side.BUY);
        assertThat(missed.notional()).isEqualTo(4_000);
        assertThat(missed.quantity()).isCloseTo(0.20942737, within(1e-8));
        assertThat(missed.stamp().origin()).isEqualTo(Origin.BACKFILL);
    }

    private static Frame socket(String text) {
        return new Frame(
                Frame.Source.WEBSOCKET,
                "trades",
                "wss://ws/stream",
                text.getBytes(StandardCharsets.UTF_8),
                NOW,
                Origin.LIVE);
    }

    private static Frame trade(long id, String kind) {
        return socket("{\"e\":\"trade\",\"E\":1607294296480,\"T\":1607294296479,\"s\":\"BTCUSDT\",\"t\":" + id
                + ",\"p\":\"19100.5\",\"q\":\"1\",\"X\":\"" + kind + "\",\"m\":true}");
    }

    @Test
    void aNumberThatIsSkippedIsAGapButNotThatOfATradeOutsideTheMarket() {
        // When
        Decoded read = new Decoded(new BinanceUsdmFeed())
                .take(trade(10, "MARKET"))
                .take(trade(11, "INSURANCE_FUND"))
                .take(trade(12, "MARKET"))
                .take(trade(15, "MARKET"));

        // Then
        assertThat(read.events(FeedGap.class)).singleElement().satisfies(gap -> {
            assertThat(gap.scope()).isEqualTo(FeedGap.Scope.TRADES);
            assertThat(gap.reason()).isEqualTo("2 trades missing by id");
        });
    }

    @Test
    void anAnnouncedCloseAsksForASuccessor() {
        // When
        Decoded read = new Decoded(new BinanceSpotFeed())
                .take(socket("{\"stream\":\"\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}"));

        // Then
        assertThat(read.requests)
                .singleElement()
                .isInstanceOfSatisfying(
                        Request.Replace.class,
                        replace -> assertThat(replace.connection()).isEqualTo("trades"));
    }

    @Test
    void eachWatchedStreamCanBeginAgainByItself() {
        // Given
        Stamp stamp = new Stamp(NOW, NOW, Stamp.NO_SEQUENCE, Origin.LIVE);

        // When
        var subscriptions =
                new BinanceSpotFeed().subscriptions(SETTINGS, List.of(new InstrumentListed(SPOT, stamp, "BTCUSDT", 1)));

        // Then
        assertThat(subscriptions)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.again().keySet()).isEqualTo(one.streams()));
        assertThat(subscriptions.getLast().again().values())
                .containsExactly(List.of(
                        "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\"],\"id\":1}",
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\"],\"id\":2}"));
    }
}
