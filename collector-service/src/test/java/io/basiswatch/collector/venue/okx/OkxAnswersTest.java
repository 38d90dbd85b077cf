package io.basiswatch.collector.venue.okx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OKX answers when asked, what is made of its errors, and what changes in the middle of a stream. */
class OkxAnswersTest {
    private static final String SOCKET = "wss://ws.okx.com:8443/ws/v5/public";
    private static final String PUBLIC = "https://www.okx.com/api/v5/public/";
    private static final String SWAPS = PUBLIC + "instruments?instType=SWAP";
    private static final String HISTORY = PUBLIC + "funding-rate-history?limit=10&instId=ETH-USDT-SWAP";
    private static final String TRADERS = "https://www.okx.com/api/v5/rubik/stat/contracts/";
    private static final long LISTED = 1_611_916_828_000L;

    private final DecoderRun run = new DecoderRun(new OkxFeed(), SOCKET);

    private static String swap(String size, String state) {
        return "{\"instType\":\"SWAP\",\"instId\":\"ETH-USDT-SWAP\",\"uly\":\"ETH-USDT\",\"baseCcy\":\"\",\"quoteCcy\":\"\","
                + "\"settleCcy\":\"USDT\",\"ctVal\":\"" + size + "\",\"ctMult\":\"1\",\"ctValCcy\":\"ETH\",\"ctType\":"
                + "\"linear\",\"expTime\":\"\",\"listTime\":\"" + LISTED + "\",\"state\":\"" + state + "\"}";
    }

    private static String answer(String rows) {
        return "{\"code\":\"0\",\"data\":[" + rows + "],\"msg\":\"\"}";
    }

    private static String trade(long id) {
        return "{\"arg\":{\"channel\":\"trades\",\"instId\":\"ETH-USDT-SWAP\"},\"data\":[{\"instId\":\"ETH-USDT-SWAP\","
                + "\"tradeId\":\"" + id
                + "\",\"px\":\"2000\",\"sz\":\"5\",\"side\":\"buy\",\"ts\":\"1790394876983\"}]}";
    }

    private static String book(String action, long last, long previous) {
        return "{\"arg\":{\"channel\":\"books\",\"instId\":\"ETH-USDT-SWAP\"},\"action\":\"" + action + "\",\"data\":[{"
                + "\"asks\":[[\"101\",\"4\",\"0\",\"1\"]],\"bids\":[[\"100\",\"2\",\"0\",\"1\"]],\"ts\":\"1790394877200\","
                + "\"checksum\":0,\"seqId\":" + last + ",\"prevSeqId\":" + previous + "}]}";
    }

    @Test
    void datesAnInstrumentByTheVenuesListingTimeAndChangedTermsByReceipt() {
        // When
        run.answer(SWAPS, answer(swap("0.1", "live")));
        run.answer(SWAPS, answer(swap("0.1", "live")));
        run.answer(SWAPS, answer(swap("0.01", "live")));
        // Then
        List<InstrumentListed> listed = run.events(InstrumentListed.class);
        assertThat(listed)
                .extracting(InstrumentListed::eventTime, InstrumentListed::contractSize)
                .containsExactly(
                        tuple(LISTED * 1_000, 0.1),
                        tuple(LISTED * 1_000, 0.1),
                        tuple(listed.getLast().receivedTime(), 0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "long-short-account-ratio-contract, ACCOUNTS",
        "long-short-account-ratio-contract-top-trader, TOP_ACCOUNTS",
        "long-short-position-ratio-contract-top-trader, TOP_POSITIONS"
    })
    void findsTheContractWhoseTradersAreCountedInTheAddress(String path, LongShortRatio.Kind kind) {
        // Given
        run.answer(SWAPS, answer(swap("0.1", "live")));

        // When
        run.answer(TRADERS + path + "?period=5m&limit=1&instId=ETH-USDT-SWAP", answer("[\"1630502100000\",\"1.5\"]"));

        // Then
        assertThat(run.events(LongShortRatio.class))
                .extracting(
                        one -> one.instrument().toString(),
                        LongShortRatio::kind,
                        LongShortRatio::ratio,
                        LongShortRatio::longShare,
                        LongShortRatio::eventTime)
                .containsExactly(tuple("okx:ETH-USDT-PERP", kind, 1.5, 0.6, 1_630_502_100_000_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[[\"1630502100000\"]]", "[[\"1630502100000\",\"-1\"]]", "[{\"ratio\":\"1.5\"}]"})
    void makesNothingOfRowsThatTellNoRatio(String rows) {
        // When
        run.answer(
                TRADERS + "long-short-account-ratio-contract?instId=BTC-USDT-SWAP",
                "{\"code\":\"0\",\"data\":" + rows + ",\"msg\":\"\"}");
        run.answer(TRADERS + "long-short-account-ratio-contract?period=5m", answer("[\"1630502100000\",\"1.5\"]"));

        // Then
        assertThat(run.events(LongShortRatio.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"50011\",\"data\":[],\"msg\":\"Too Many Requests\"}",
                "{\"code\":\"50001\",\"data\":[],\"msg\":\"Service temporarily unavailable\"}",
                "{\"code\":\"0\",\"data\":[],\"msg\":\"\"}",
                "{\"code\":0,\"data\":[],\"msg\":\"\"}",
                "{\"msg\":\"\",\"data\":[]}",
                "<html>502 Bad Gateway</html>"
            })
    void delistsNothingBecauseOfAnAnswerWithStatus200ThatIsAnErrorOrEmpty(String error) {
        // Given
        run.answer(SWAPS, answer(swap("0.1", "live")));
        // When
        run.answer(SWAPS, error);
        // Then
        assertThat(run.events(InstrumentDelisted.class)).isEmpty();
        assertThat(run.push(trade(1))).hasSize(1).first().isInstanceOf(Trade.class);
    }

    @Test
    void refusesAnErrorWhoseRowsStandBeforeItsCode() {
        // When
        run.answer(SWAPS, "{\"data\":[" + swap("0.1", "live") + "],\"code\":\"1\",\"msg\":\"no\"}");
        // Then
        assertThat(run.rejected()).hasSize(1);
        assertThat(run.events()).isEmpty();
    }

    @Test
    void closesTheBookOfAContractThatSettlesInTheMiddleOfItsStream() {
        // Given
        run.answer(SWAPS, answer(swap("0.1", "live")));
        run.push(book("snapshot", 10, -1));
        // When
        run.push("{\"arg\":{\"channel\":\"instruments\",\"instType\":\"SWAP\"},\"data\":[" + swap("0.1", "settling")
                + "]}");
        // Then
        assertThat(run.events(InstrumentDelisted.class)).hasSize(1);
        assertThat(run.push(book("update", 11, 10))).isEmpty();
        assertThat(run.push(trade(2))).isEmpty();
    }

    @Test
    void losesTheBookWhenTheSizeOfItsContractChanges() {
        // Given
        run.answer(SWAPS, answer(swap("0.1", "live")));
        run.push(book("snapshot", 10, -1));
        // When
        run.answer(SWAPS, answer(swap("0.01", "live")));
        List<MarketEvent> events = run.push(book("update", 11, 10));
        // Then
        assertThat(events).hasSize(1).first().isInstanceOf(FeedGap.class);
        assertThat(run.requests()).hasSize(1);
        DepthProfile.Band band = ((DepthProfile)
                        run.push(book("snapshot", 12, -1)).getFirst())
                .bands()
                .getLast();
        assertThat(band.bidNotional()).isEqualTo(0.02 * 100);
    }

    @Test
    void keepsTheBookWhenItsTermsAreSaidAgain() {
        // Given
        run.answer(SWAPS, answer(swap("0.1", "live")));
        run.push(book("snapshot", 10, -1));
        // When
        run.answer(SWAPS, answer(swap("0.1", "live")));
        // Then
        assertThat(run.push(book("update", 11, 10))).hasSize(1).first().isInstanceOf(DepthProfile.class);
    }

    @Test
    void tellsEachPaidRateOnceHoweverOftenItAsksAndMeasuresItsInterval() {
        // Given
        String row = "{\"fundingRate\":\"0.0001\",\"fundingTime\":\"%d\",\"instId\":\"ETH-USDT-SWAP\",\"realizedRate\":"
                + "\"%s\"}";
        String second = row.formatted(1_703_073_600_000L, "0.0002");
        run.answer(SWAPS, answer(swap("0.1", "live")));
        // When
        run.answer(HISTORY, answer(second + ',' + row.formatted(1_703_059_200_000L, "0.0001")));
        run.answer(HISTORY, answer(row.formatted(1_703_080_800_000L, "0.0003") + ',' + second));
        // Then
        assertThat(run.events(FundingRate.class))
                .extracting(FundingRate::kind, FundingRate::rate, FundingRate::interval)
                .containsExactly(
                        tuple(FundingRate.Kind.SETTLED, 0.0002, Optional.of(Duration.ofHours(4))),
                        tuple(FundingRate.Kind.SETTLED, 0.0003, Optional.of(Duration.ofHours(2))));
    }

    @Test
    void tellsTheFirstPaymentOfAllWithoutInterval() {
        // Given
        String row = "{\"fundingRate\":\"0.0001\",\"fundingTime\":\"1703059200000\",\"instId\":\"ETH-USDT-SWAP\"}";
        run.answer(SWAPS, answer(swap("0.1", "live")));
        // When
        run.answer(HISTORY, answer(row));
        // Then
        assertThat(run.events(FundingRate.class))
                .extracting(FundingRate::rate, FundingRate::interval)
                .containsExactly(tuple(0.0001, Optional.empty()));
    }

    @Test
    void asksForASuccessorOfTheSocketThatTheVenueIsAboutToClose() {
        // When
        run.push(
                "market",
                "{\"event\":\"notice\",\"code\":\"64008\",\"msg\":\"The connection will soon be closed for a service upgrade."
                        + " Please reconnect.\",\"connId\":\"a4d3ae55\"}");
        // Then
        assertThat(run.requests()).containsExactly(new Request.Replace("market", "the venue is about to close"));
        assertThat(run.requests()).isEmpty();
    }

    @Test
    void takesAnEmptyHistoryForItsEnd() {
        // When
        run.answer(HISTORY, answer(""));
        // Then
        assertThat(run.table()).containsExactly("REST funding-rate-history: 1 frames, 0 events, 0 unknown, 0 rejected");
    }

    @Test
    void measuresTheRunningIntervalFromThePaymentBefore() {
        // Given: the venue goes over from 8 to 4 hours after the coming payment
        String frame =
                "{\"arg\":{\"channel\":\"funding-rate\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{\"fundingRate\":"
                        + "\"0.0001\",\"fundingTime\":\"1703088000000\",\"instId\":\"BTC-USDT-SWAP\",\"nextFundingTime\":"
                        + "\"1703102400000\",\"prevFundingTime\":\"1703059200000\",\"ts\":\"1703075685309\"}]}";
        // When
        run.push(frame);
        // Then
        assertThat(run.events(FundingRate.class).getFirst().interval()).contains(Duration.ofHours(8));
    }

    @Test
    void takesAnEmptyTextForNoValueAndNotForZero() {
        // Given
        String frame =
                "{\"arg\":{\"channel\":\"funding-rate\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{\"fundingRate\":"
                        + "\"0.0001\",\"fundingTime\":\"1703088000000\",\"instId\":\"BTC-USDT-SWAP\",\"nextFundingRate\":\"\","
                        + "\"nextFundingTime\":\"\",\"prevFundingTime\":\"\",\"settFundingRate\":\"\",\"settState\":\"settled\","
                        + "\"ts\":\"1703075685309\"}]}";
        // When
        run.push(frame);
        // Then
        assertThat(run.events(FundingRate.class))
                .extracting(FundingRate::kind, FundingRate::interval)
                .containsExactly(tuple(FundingRate.Kind.PREDICTED, Optional.empty()));
    }

    @Test
    void datesALiquidationByItsOwnTimeHoweverLateItComes() {
        // Given: it died minutes before we heard of it
        String frame = "{\"arg\":{\"channel\":\"liquidation-orders\",\"instType\":\"SWAP\"},\"data\":[{\"details\":"
                + "[{\"bkPx\":\"30000\",\"posSide\":\"short\",\"side\":\"buy\",\"sz\":\"13\",\"ts\":\"1799999700000\"}],"
                + "\"instId\":\"BTC-USDT-SWAP\"}]}";
        // When
        run.push(frame);
        // Then
        Liquidation late = run.events(Liquidation.class).getFirst();
        assertThat(late.eventTime()).isEqualTo(1_799_999_700_000_000L);
        assertThat(late.receivedTime() - late.eventTime()).isGreaterThan(300_000_000);
        assertThat(late.closedPosition()).isEqualTo(Liquidation.Position.SHORT);
    }
}
