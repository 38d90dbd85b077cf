package io.basiswatch.collector.venue.krakenfutures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kraken Futures answers over REST: instruments with the times at which they begin and end, and rates paid. */
class KrakenFuturesAnswersTest {
    private static final String REST = "https://futures.kraken.com";
    private static final String INSTRUMENTS = REST + "/derivatives/api/v3/instruments";
    private static final String RATES = REST + "/derivatives/api/v4/historicalfundingrates?symbol=PF_XBTUSD";

    private final DecoderRun kraken = new DecoderRun(new KrakenFuturesFeed(), "");

    private static String instruments(String symbol, String end, String opening, String size) {
        String payoff = symbol.charAt(1) == 'I' ? "futures_inverse" : "flexible_futures";
        return "{\"result\":\"success\",\"instruments\":[{\"symbol\":\"" + symbol + "\",\"type\":\"" + payoff
                + "\",\"lastTradingTime\":\"" + end + "\",\"openingDate\":\"" + opening + "\",\"contractSize\":" + size
                + ",\"tradeable\":true,\"isExpired\":false}]}";
    }

    private static String rates(String... rows) {
        return "{\"result\":\"success\",\"serverTime\":\"2026-09-25T17:46:54.822Z\",\"rates\":["
                + String.join(",", rows) + "]}";
    }

    private static String rate(String time, double relative) {
        return "{\"timestamp\":\"" + time + "\",\"fundingRate\":1.3285114808978307,\"relativeFundingRate\":" + relative
                + "}";
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }

    /** 16:00 London time is 15:00 UTC in summer; 08:00 is UTC all the year. */
    @ParameterizedTest
    @CsvSource({
        "FI_XBTUSD_210730, 2021-07-30T15:00:00.000Z, kraken-futures:BTC-USD-20210730T1500Z",
        "FI_XBTUSD_261225, 2026-12-25T16:00:00Z, kraken-futures:BTC-USD-20261225T1600Z",
        "FF_XBTUSD_260626, 2026-06-26T08:00:00Z, kraken-futures:BTC-USD-20260626T0800Z:USD",
        "FF_XBTUSD_261225, 2026-12-25T08:00:00Z, kraken-futures:BTC-USD-20261225T0800Z:USD"
    })
    void aContractEndsAtTheInstantThatTheVenueTellsSummerAndWinter(String symbol, String end, String name) {
        // When
        kraken.answer(INSTRUMENTS, instruments(symbol, end, "2020-01-01T00:00:00Z", "1"));

        // Then
        assertThat(kraken.events(InstrumentListed.class))
                .extracting(listed -> listed.instrument().toString())
                .containsExactly(name);
    }

    @Test
    void theInverseContractsOfTheCaptureOfJulyEndAtFifteenHoursAndThoseOfDecemberAtSixteen() {
        // When
        kraken.capture(Decoding.shared("kraken-futures", "cryptofeed-2021-07-22.ndjson.gz"));

        // Then
        assertThat(kraken.events(InstrumentListed.class))
                .extracting(listed -> listed.instrument().toString())
                .contains(
                        "kraken-futures:BTC-USD-20210730T1500Z",
                        "kraken-futures:BTC-USD-20210924T1500Z",
                        "kraken-futures:ETH-USD-20211231T1600Z");
    }

    @Test
    void termsHoldFromTheOpeningOnAndChangedOnesFromReceipt() {
        // When
        for (String size : List.of("1", "1", "10", "10")) {
            kraken.answer(
                    INSTRUMENTS, instruments("FF_XBTUSD_271231", "2027-12-31T08:00:00Z", "2026-05-22T08:00:00Z", size));
        }

        // Then
        assertThat(kraken.events(InstrumentListed.class))
                .extracting(InstrumentListed::contractSize, InstrumentListed::eventTime)
                .containsExactly(
                        tuple(1.0, micros("2026-05-22T08:00:00Z")),
                        tuple(1.0, micros("2026-05-22T08:00:00Z")),
                        tuple(10.0, Decoding.NOW + 3_000_000),
                        tuple(10.0, Decoding.NOW + 3_000_000));
    }

    @Test
    void anOpeningThatIsStillToComeIsListedOnReceipt() {
        // When
        kraken.answer(
                INSTRUMENTS, instruments("FF_XBTUSD_271231", "2027-12-31T08:00:00Z", "2027-05-22T08:00:00Z", "1"));

        // Then
        assertThat(kraken.events(InstrumentListed.class))
                .extracting(InstrumentListed::eventTime)
                .containsExactly(Decoding.NOW + 1_000_000);
    }

    @Test
    void ratesThatWerePaidAreTheRelativeOnesOfAnHourAndNeverTheAmounts() {
        // When
        kraken.answer(RATES, rates(rate("2026-09-24T08:00:00Z", 1.1795815277778e-05)));

        // Then
        assertThat(kraken.events(FundingRate.class))
                .extracting(
                        rate -> rate.instrument().toString(),
                        FundingRate::kind,
                        FundingRate::rate,
                        FundingRate::fundingTime,
                        FundingRate::interval)
                .containsExactly(tuple(
                        "kraken-futures:BTC-USD-PERP:USD",
                        FundingRate.Kind.SETTLED,
                        1.1795815277778e-05,
                        micros("2026-09-24T08:00:00Z"),
                        Optional.of(Duration.ofHours(1))));
    }

    @Test
    void aYearOfRatesIsToldFromItsNewestOnAndThenOnlyWhatIsNew() {
        // Given: 8,760 hours
        Instant begin = Instant.parse("2025-09-24T08:00:00Z");
        String year = IntStream.range(0, 8_760)
                .mapToObj(hour -> rate(begin.plus(Duration.ofHours(hour)).toString(), hour * 1e-9))
                .collect(Collectors.joining(","));

        // When
        int first = kraken.answer(RATES, rates(year)).size();
        int second = kraken.answer(RATES, rates(year)).size();
        int third = kraken.answer(
                        RATES,
                        rates(year, rate(begin.plus(Duration.ofHours(8_760)).toString(), 1e-5)))
                .size();

        // Then
        assertThat(List.of(first, second, third)).containsExactly(200, 0, 1);
    }

    @Test
    void aRateThatATickerHasToldAlreadyIsNotToldTwice() {
        // Given: at 18:13 the ticker tells what was paid at 18:00
        kraken.push("{\"time\":1790359997224,\"product_id\":\"PF_XBTUSD\",\"relative_funding_rate\":0.00001089345,"
                + "\"next_funding_rate_time\":1790362800000,\"feed\":\"ticker\"}");

        // When
        kraken.answer(RATES, rates(rate("2026-09-25T17:00:00Z", 1e-5), rate("2026-09-25T18:00:00Z", 0.00001089345)));

        // Then
        assertThat(kraken.events(FundingRate.class))
                .extracting(FundingRate::fundingTime)
                .containsExactly(micros("2026-09-25T18:00:00Z"), micros("2026-09-25T17:00:00Z"));
    }

    @Test
    void ratesArePolledForEveryPerpetual() {
        // Given
        Stamp stamp = new Stamp(1, 1, Stamp.NO_SEQUENCE, Origin.LIVE);
        List<InstrumentListed> listed = List.of(
                new InstrumentListed(Instrument.parse("kraken-futures:BTC-USD-PERP:USD"), stamp, "PF_XBTUSD", 1),
                new InstrumentListed(
                        Instrument.parse("kraken-futures:BTC-USD-20261225T1600Z"), stamp, "FI_XBTUSD_261225", 1));

        // When
        List<Poll> polls = new KrakenFuturesFeed().polls(new VenueSettings("", REST, Map.of()), listed);

        // Then
        assertThat(polls).extracting(Poll::url).containsExactly(RATES);
    }
}
