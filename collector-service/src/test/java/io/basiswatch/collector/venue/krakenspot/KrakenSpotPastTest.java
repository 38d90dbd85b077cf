package io.basiswatch.collector.venue.krakenspot;

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
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Kraken's spot market tells of the past, and how it is asked. */
class KrakenSpotPastTest {
    private static final String REST = "https://api.kraken.com";
    private static final Instrument PAIR = Instrument.parse("kraken-spot:BTC-USD");
    private static final String ASKED =
            REST + "/0/public/Trades?pair=BTC/USD&count=1000&since=1688669597000000000&until=";
    private static final VenueSettings SETTINGS = new VenueSettings("wss://x", REST, Map.of());

    /** The documented form, the name of the pair the old one. */
    private static final String TRADES = "{\"error\":[],\"result\":{\"XXBTZUSD\":["
            + "[\"30243.40000\",\"0.34507674\",1688669597.8277369,\"b\",\"m\",\"\",61044952],"
            + "[\"30243.30000\",\"0.00376960\",1688669598.28,\"s\",\"l\",\"\",61044953]],\"last\":\"1688669598280000000\"}}";

    private final DecoderRun kraken = new DecoderRun(new KrakenSpotFeed(), "");

    private static List<InstrumentListed> listed() {
        return List.of(new InstrumentListed(PAIR, new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), "BTC/USD", 1));
    }

    private static Past past(Past.Kind kind) {
        return new KrakenSpotFeed()
                .past(SETTINGS, listed()).stream()
                        .filter(one -> one.kind() == kind)
                        .findFirst()
                        .orElseThrow();
    }

    private static String candles(long... starts) {
        StringBuilder rows = new StringBuilder();
        for (long start : starts) {
            rows.append(rows.isEmpty() ? "" : ",")
                    .append('[')
                    .append(start)
                    .append(",\"84001.9\",\"84075.9\",\"83351.5\",\"83777.5\",\"83714.6\",\"159.04484404\",9205]");
        }
        return "{\"error\":[],\"result\":{\"BTC/USD\":[" + rows + "],\"last\":1}}";
    }

    @Test
    void onlyTheLastSevenHundredAndTwentyCandlesAreToldWhateverIsAsked() {
        // Given
        Past hours = past(Past.Kind.HOURS);

        // When
        String url = hours.page().url(1_790_348_400_000_000L, 1_790_359_200_000_000L, Optional.empty());

        // Then: of 720 one still runs
        assertThat(url).isEqualTo(REST + "/0/public/OHLC?pair=BTC/USD&interval=60&since=1790348399");
        assertThat(hours.reach()).isEqualTo(Duration.ofHours(719));
        assertThat(past(Past.Kind.DAYS).reach()).isEqualTo(Duration.ofDays(719));
    }

    @Test
    void theCloseIsTheFifthValueAndTheLastRowStillRuns() {
        // When
        kraken.past(REST + "/0/public/OHLC?pair=BTC/USD&interval=60&since=1790348399", candles(1790348400, 1790352000));

        // Then
        assertThat(kraken.events(Candle.class))
                .extracting(
                        Candle::instrument,
                        Candle::openTime,
                        Candle::closeTime,
                        Candle::close,
                        Candle::low,
                        Candle::volume)
                .containsExactly(
                        tuple(PAIR, 1_790_348_400_000_000L, 1_790_352_000_000_000L, 83777.5, 83351.5, 159.04484404));
        assertThat(kraken.events(Candle.class).getFirst().stamp())
                .isEqualTo(new Stamp(
                        1_790_352_000_000_000L, Decoding.NOW + 1_000_000, Stamp.NO_SEQUENCE, Origin.BACKFILL));
    }

    @Test
    void candlesWithoutAQuestionAreRecognisedAndNotUsed() {
        // When
        kraken.answer(REST + "/0/public/OHLC", candles(1790348400, 1790352000));

        // Then
        assertThat(kraken.events()).isEmpty();
        assertThat(kraken.unknown()).isEmpty();
    }

    @Test
    void tradesAreAskedInNanosecondsAndFromTheMicrosecondOfTheEdgeOn() {
        // Given
        Past trades = past(Past.Kind.TRADES);
        kraken.past(ASKED + "1800000000000000000", TRADES);
        Trade edge = kraken.events(Trade.class).getFirst();

        // When
        String first = trades.page().url(1_688_669_597_000_000L, 1_688_669_600_000_000L, Optional.empty());
        String next = trades.page().url(edge.eventTime(), 1_688_669_600_000_000L, Optional.of(edge));

        // Then
        assertThat(first).endsWith("?pair=BTC/USD&count=1000&since=1688669596999999999&until=1688669600000000000");
        assertThat(next).contains("&since=1688669597827735999&");
    }

    @Test
    void tradesHaveFractionsOfASecondOfAnyLengthAndTheTakersSide() {
        // When
        kraken.past(ASKED + "1688669600000000000", TRADES);

        // Then
        assertThat(kraken.events(Trade.class))
                .extracting(Trade::tradeId, Trade::eventTime, Trade::price, Trade::quantity, Trade::aggressor)
                .containsExactly(
                        tuple("61044952", 1_688_669_597_827_736L, 30243.4, 0.34507674, Side.BUY),
                        tuple("61044953", 1_688_669_598_280_000L, 30243.3, 0.0037696, Side.SELL));
    }

    @Test
    void whatLiesBeyondTheRangeIsLeftToTheStream() {
        // When
        kraken.past(ASKED + "1688669598280000000", TRADES);

        // Then
        assertThat(kraken.events(Trade.class)).extracting(Trade::tradeId).containsExactly("61044952");
    }

    @Test
    void aTradeOfTheStreamHasTheSameIdAndTimeAfterwards() {
        // Given
        kraken.push("{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\",\"side\":\"buy\","
                + "\"price\":30243.4,\"qty\":0.34507674,\"ord_type\":\"market\",\"trade_id\":61044952,"
                + "\"timestamp\":\"2023-07-06T18:53:17.827736Z\"}]}");

        // When
        kraken.past(ASKED + "1688669600000000000", TRADES);

        // Then
        assertThat(kraken.events(Trade.class).subList(0, 2))
                .extracting(Trade::tradeId, Trade::eventTime)
                .containsOnly(tuple("61044952", 1_688_669_597_827_736L));
    }

    private static String live(long id) {
        return "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"price\":1.5,"
                + "\"qty\":2,\"ord_type\":\"limit\",\"trade_id\":" + id
                + ",\"timestamp\":\"2026-09-25T17:48:26.844359Z\"}]}";
    }

    @Test
    void tradesThatAreMissingByTheirIdsAreAGapUnlessTheSocketIsANewOne() {
        // When
        kraken.push(live(10));
        kraken.push(live(11));
        kraken.push(live(14));
        kraken.close("test");
        kraken.push(live(20));

        // Then
        assertThat(kraken.events(FeedGap.class))
                .extracting(FeedGap::scope, FeedGap::reason)
                .containsExactly(tuple(FeedGap.Scope.TRADES, "2 trades missing by id"));
    }

    @Test
    void aFrameThatCannotBeReadLeavesItsTradesMissing() {
        // When
        kraken.push(live(10));
        kraken.push(live(11).replace("\"qty\":2", "\"qty\":\"x\""));
        kraken.push(live(12));

        // Then
        assertThat(kraken.events(FeedGap.class)).extracting(FeedGap::reason).containsExactly("1 trade missing by id");
    }

    @Test
    void anErrorWithStatusTwoHundredIsRefused() {
        // When
        kraken.past(ASKED + "1", "{\"error\":[\"EGeneral:Too many requests\"]}");

        // Then
        assertThat(kraken.rejected()).hasSize(1).first().asString().contains("Too many requests");
    }

    @Test
    void everyStreamCanBeBegunAnewByItself() {
        // When
        List<Subscription> sockets = new KrakenSpotFeed().subscriptions(SETTINGS, listed());

        // Then
        assertThat(sockets)
                .allSatisfy(socket -> assertThat(socket.again().keySet()).isEqualTo(socket.streams()));
        assertThat(sockets.getLast().again().values())
                .containsExactly(
                        List.of(
                                "{\"method\":\"unsubscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\"],\"depth\":1000}}",
                                "{\"method\":\"subscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\"],\"depth\":1000}}"));
    }
}
