package io.basiswatch.collector.venue.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What both interfaces of Coinbase tell of the past, and how they are asked. */
class CoinbasePastTest {
    private static final Instrument PAIR = Instrument.parse("coinbase:BTC-USD");
    private static final String ADVANCED = "https://api.coinbase.com/api/v3/brokerage/market/products/BTC-USD";
    private static final String EXCHANGE = "https://api.exchange.coinbase.com/products/BTC-USD";
    private static final String TRADES = "{\"trades\":["
            + "{\"trade_id\":\"1068572091\",\"product_id\":\"BTC-USD\",\"price\":\"65083.67\",\"size\":\"0.01\","
            + "\"time\":\"2026-08-09T21:05:48.167634Z\",\"side\":\"SELL\",\"bid\":\"\",\"ask\":\"\"},"
            + "{\"trade_id\":\"1068572090\",\"product_id\":\"BTC-USD\",\"price\":\"65083.66\",\"size\":\"0.02\","
            + "\"time\":\"2026-08-09T21:05:42.514318Z\",\"side\":\"BUY\"}],\"best_bid\":\"1\",\"best_ask\":\"2\"}";

    private final DecoderRun coinbase = new DecoderRun(new CoinbaseFeed(), "");

    private static List<InstrumentListed> listed() {
        return List.of(new InstrumentListed(PAIR, new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), "BTC-USD", 1));
    }

    private static VenueSettings settings(String feed) {
        String rest = feed.equals("exchange") ? "https://api.exchange.coinbase.com" : "https://api.coinbase.com";
        return new VenueSettings("wss://x", rest, Map.of("feed", feed));
    }

    private static String url(String feed, Past.Kind kind, String from, String to, Optional<InstrumentEvent> edge) {
        return new CoinbaseFeed()
                .past(settings(feed), listed()).stream()
                        .filter(one -> one.kind() == kind)
                        .map(one -> one.page().url(micros(from), micros(to), edge))
                        .findFirst()
                        .orElseThrow();
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }

    @Test
    void candlesAreAskedByTheStartsOfTheFirstAndTheLast() {
        // When
        String advanced =
                url("advanced", Past.Kind.HOURS, "2026-09-25T00:00:00Z", "2026-09-26T00:00:00Z", Optional.empty());
        String exchange =
                url("exchange", Past.Kind.HOURS, "2026-09-25T00:00:00Z", "2026-09-26T00:00:00Z", Optional.empty());

        // Then: a page more would be refused
        assertThat(advanced).isEqualTo(ADVANCED + "/candles?start=1790294400&end=1790380799&granularity=ONE_HOUR");
        assertThat(exchange)
                .isEqualTo(EXCHANGE + "/candles?granularity=3600&start=2026-09-25T00:00:00Z&end=2026-09-25T23:59:59Z");
        assertThat(new CoinbaseFeed().past(settings("advanced"), listed()))
                .filteredOn(one -> one.kind() != Past.Kind.TRADES)
                .extracting(Past::rows)
                .containsOnly(300);
    }

    @Test
    void tradesAreAskedByTheSecondOfTheEdgeOrByItsId() {
        // Given
        coinbase.past(ADVANCED + "/ticker?limit=100&start=1&end=2", TRADES);
        InstrumentEvent edge = coinbase.events(Trade.class).getFirst();

        // When
        String advanced =
                url("advanced", Past.Kind.TRADES, "2026-08-09T21:05:00Z", "2026-08-09T21:06:00Z", Optional.of(edge));
        String exchange =
                url("exchange", Past.Kind.TRADES, "2026-08-09T21:05:00Z", "2026-08-09T21:06:00Z", Optional.of(edge));

        // Then: 21:05:43 is the end of the second in which the edge was traded
        assertThat(advanced).isEqualTo(ADVANCED + "/ticker?limit=100&start=1786309500&end=1786309543");
        assertThat(exchange).isEqualTo(EXCHANGE + "/trades?limit=1000&after=1068572090");
    }

    @Test
    void theCandlesOfAdvancedTradeAreStringsTheNewestFirst() {
        // When
        coinbase.past(
                ADVANCED + "/candles?start=1&end=2&granularity=ONE_MINUTE",
                "{\"candles\":[{\"start\":\"1786309560\",\"low\":\"1\",\"high\":\"4\",\"open\":\"2\",\"close\":\"3\",\"volume\":"
                        + "\"5.5\"},{\"start\":\"1786309500\",\"low\":\"1\",\"high\":\"4\",\"open\":\"2\",\"close\":\"3\",\"volume\":\"6\"}]}");

        // Then
        assertThat(coinbase.events(Candle.class))
                .extracting(Candle::openTime, Candle::closeTime, Candle::open, Candle::high, Candle::low, Candle::close)
                .containsExactly(
                        tuple(1_786_309_500_000_000L, 1_786_309_560_000_000L, 2.0, 4.0, 1.0, 3.0),
                        tuple(1_786_309_560_000_000L, 1_786_309_620_000_000L, 2.0, 4.0, 1.0, 3.0));
        assertThat(coinbase.events(Candle.class).getLast().stamp())
                .isEqualTo(new Stamp(
                        1_786_309_620_000_000L, Decoding.NOW + 1_000_000, Stamp.NO_SEQUENCE, Origin.BACKFILL));
    }

    @Test
    void theCandlesOfTheExchangeSayLowAndHighBeforeOpenAndClose() {
        // When
        coinbase.past(EXCHANGE + "/candles?granularity=86400&start=x&end=y", "[[1786233600,0.32,4.2,0.35,4.1,12.3]]");

        // Then
        assertThat(coinbase.events(Candle.class))
                .extracting(Candle::low, Candle::high, Candle::open, Candle::close, Candle::volume)
                .containsExactly(tuple(0.32, 4.2, 0.35, 4.1, 12.3));
    }

    @Test
    void theCandleThatStillRunsIsNotTold() {
        // Given: NOW is at the start of an hour
        long hour = Decoding.NOW / 3_600_000_000L * 3_600;

        // When
        coinbase.past(
                EXCHANGE + "/candles?granularity=3600&start=x&end=y",
                "[[" + hour + ",1,1,1,1,1],[" + (hour - 3_600) + ",1,1,1,1,1]]");

        // Then
        assertThat(coinbase.events(Candle.class))
                .extracting(Candle::openTime)
                .containsExactly((hour - 3_600) * 1_000_000);
    }

    @Test
    void theSideOfAPastTradeIsTheMakersAndIsTurnedRound() {
        // When
        coinbase.past(ADVANCED + "/ticker?limit=100&start=1&end=2", TRADES);
        coinbase.past(
                EXCHANGE + "/trades?limit=1000",
                "[{\"trade_id\":1068572092,\"side\":\"sell\",\"size\":\"0.5\",\"price\":\"65084\","
                        + "\"time\":\"2026-08-09T21:05:49.5Z\"}]");

        // Then
        assertThat(coinbase.events(Trade.class))
                .extracting(Trade::tradeId, Trade::eventTime, Trade::quantity, Trade::aggressor)
                .containsExactly(
                        tuple("1068572090", 1_786_309_542_514_318L, 0.02, Side.SELL),
                        tuple("1068572091", 1_786_309_548_167_634L, 0.01, Side.BUY),
                        tuple("1068572092", 1_786_309_549_500_000L, 0.5, Side.BUY));
    }

    @Test
    void aTradeOfTheStreamHasTheSameIdAndTimeAfterwards() {
        // Given
        coinbase.push(
                "{\"channel\":\"market_trades\",\"timestamp\":\"2026-08-09T21:05:48.228568804Z\",\"sequence_num\":0,"
                        + "\"events\":[{\"type\":\"update\",\"trades\":[{\"product_id\":\"BTC-USD\",\"trade_id\":\"1068572090\","
                        + "\"price\":\"65083.66\",\"size\":\"0.02\",\"time\":\"2026-08-09T21:05:42.514318Z\",\"side\":\"BUY\"}]}]}");

        // When
        coinbase.past(ADVANCED + "/ticker?limit=100&start=1&end=2", TRADES);

        // Then
        assertThat(coinbase.events(Trade.class))
                .extracting(Trade::tradeId, Trade::eventTime)
                .containsExactly(
                        tuple("1068572090", 1_786_309_542_514_318L),
                        tuple("1068572090", 1_786_309_542_514_318L),
                        tuple("1068572091", 1_786_309_548_167_634L));
    }

    @Test
    void tradesOfTheExchangeFeedThatAreMissingByTheirIdsAreAGap() {
        // Given
        String match =
                "{\"type\":\"match\",\"trade_id\":%d,\"maker_order_id\":\"a\",\"taker_order_id\":\"b\",\"side\":\"sell\","
                        + "\"size\":\"1\",\"price\":\"2\",\"product_id\":\"BTC-USD\",\"sequence\":5,"
                        + "\"time\":\"2026-08-09T21:05:48.167634Z\"}";

        // When
        for (long id : new long[] {7, 8, 10}) {
            coinbase.push(match.formatted(id));
        }

        // Then
        assertThat(coinbase.events(FeedGap.class))
                .extracting(FeedGap::scope, FeedGap::reason)
                .containsExactly(tuple(FeedGap.Scope.TRADES, "1 trade missing by id"));
    }

    @Test
    void theFixturesOfThePastAreRead() {
        // When: their times lie on no grid
        coinbase.past(
                ADVANCED.replace("BTC-USD", "ETH-USDT") + "/candles?granularity=ONE_MINUTE",
                "{\"candles\":[{\"start\":\"1639508050\",\"low\":\"140.21\",\"high\":\"140.21\",\"open\":\"140.21\","
                        + "\"close\":\"140.21\",\"volume\":\"56437345\"}]}");

        // Then
        assertThat(coinbase.events(Candle.class)).hasSize(1);
    }

    @Test
    void everyStreamCanBeBegunAnewByItself() {
        // When
        List<Subscription> sockets = new CoinbaseFeed().subscriptions(settings("advanced"), listed());

        // Then
        assertThat(sockets)
                .allSatisfy(socket -> assertThat(socket.again().keySet()).isEqualTo(socket.streams()));
        assertThat(sockets.getLast().again().values())
                .containsExactly(List.of(
                        "{\"type\":\"unsubscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"level2\"}",
                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"level2\"}"));
    }
}
