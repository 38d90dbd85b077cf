package io.basiswatch.collector.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.model.FundingRate;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundingAndMetricsTest {
    private static final String FUNDING = "binance-usdm:BTC-USDT-PERP:funding";
    private static final String METRICS = "binance-usdm:BTC-USDT-PERP:metrics";

    @TempDir
    private Path folder;

    private List<FundingRate> funding(String text) {
        return Archives.events(FUNDING, Archives.write(folder, "file", text), FundingRate.class);
    }

    private static Optional<Duration> hours(int hours) {
        return Optional.of(Duration.ofHours(hours));
    }

    @Test
    void measuresHowLongARateRan() {
        // Given: the venue goes over from 8 to 4 hours, and its times have jitter
        String text = """
                calc_time,funding_interval_hours,last_funding_rate
                1704067200002,8,0.00037409
                1704096000000,8,-0.00001
                1704110400011,4,1E-4
                """;

        // When
        List<FundingRate> rates = funding(text);

        // Then
        assertThat(rates).extracting(FundingRate::rate).containsExactly(0.00037409, -0.00001, 0.0001);
        assertThat(rates).extracting(FundingRate::kind).containsOnly(FundingRate.Kind.SETTLED);
        assertThat(rates).extracting(FundingRate::interval).containsExactly(Optional.empty(), hours(8), hours(4));
        assertThat(rates.getFirst().fundingTime()).isEqualTo(1_704_067_200_002_000L);
        assertThat(rates.getFirst().stamp().eventTime()).isEqualTo(1_704_067_200_002_000L);
    }

    @Test
    void doesNotTakeAMissingPaymentForALongInterval() {
        // Given: payments at 0, 4, then 12 o'clock, told to be every 4 hours
        String told = "calc_time,funding_interval_hours,last_funding_rate\n"
                + "1704067200000,4,0.0001\n1704081600000,4,0.0001\n1704110400000,4,0.0001\n";
        String untold = "symbol,funding_time,funding_rate,mark_price\n"
                + "BTCUSDT,2024-01-01 00:00:00+00:00,0.0001,\nBTCUSDT,2024-01-01 16:00:00+00:00,0.0001,42000\n";

        // When / Then
        assertThat(funding(told)).last().extracting(FundingRate::interval).isEqualTo(Optional.empty());
        assertThat(funding(untold)).last().extracting(FundingRate::interval).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ETHUSDT,2024-01-01 08:00:00,0.0001 | it is of ETHUSDT and not of BTCUSDT",
                "BTCUSDT,2024-01-01 08:00:00,nan | funding_rate is no number: 'nan'",
                "BTCUSDT,2024-01-01 08:00:00,1.5 | the rate is a fraction, which cannot be 1.5",
                "BTCUSDT,2024-01-01 08:30:00,0.0001 | no payment is due at 2024-01-01T08:30:00Z",
                "BTCUSDT,2023-12-31 16:00:00,0.0001 | out of order",
                "BTCUSDT,2024-01-01 00:00:00,0.0001 | stands there twice",
                "BTCUSDT,2024-01-01 08:00:00, | no last_funding_rate",
            })
    void refusesABrokenRate(String row, String complaint) {
        // Given
        String text = "symbol,funding_time,funding_rate\nBTCUSDT,2024-01-01 00:00:00,0.0001\n" + row + "\n";

        // When / Then
        assertThatThrownBy(() -> funding(text))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(", row 3: ")
                .hasMessageContaining(complaint.replace("funding_rate is", "_rate is"));
    }

    @Test
    void readsOpenInterestOfLinearContracts() {
        // Given
        String text = "create_time,symbol,sum_open_interest,sum_open_interest_value,count_toptrader_long_short_ratio,"
                + "sum_toptrader_long_short_ratio,count_long_short_ratio,sum_taker_long_short_vol_ratio\n"
                + "2024-01-01 00:05:00,BTCUSDT,73839.81100000,3133154733.16132700,1.3,1.2,,2.8\n";
        Path file = Archives.write(folder, "file", text);

        // When
        OpenInterest interest =
                Archives.events(METRICS, file, OpenInterest.class).getFirst();

        // Then
        assertThat(interest.quantity()).isEqualTo(73_839.811);
        assertThat(interest.notional()).isEqualTo(3_133_154_733.161327);
        assertThat(interest.stamp().eventTime()).isEqualTo(1_704_067_500_000_000L);
    }

    @Test
    void readsWhatTradersHoldAndLeavesOutWhatIsBlank() {
        // Given: 1.5 accounts are long for each that is short; of the top traders' positions nobody knows
        Path file = Archives.write(
                folder,
                "file",
                "create_time,symbol,sum_open_interest,sum_open_interest_value,count_toptrader_long_short_ratio,"
                        + "sum_toptrader_long_short_ratio,count_long_short_ratio,sum_taker_long_short_vol_ratio\n"
                        + "2024-01-01 00:05:00,BTCUSDT,73839,3133154733,3,,1.5,2.8\n");

        // When
        List<MarketEvent> events = Archives.events(METRICS, file);
        ArchiveTally tally = Archives.tally(METRICS, file);

        // Then
        assertThat(events).hasSize(3).first().isInstanceOf(OpenInterest.class);
        assertThat(events)
                .filteredOn(LongShortRatio.class::isInstance)
                .extracting("kind", "ratio", "longShare", "shortShare")
                .containsExactly(
                        tuple(LongShortRatio.Kind.ACCOUNTS, 1.5, 0.6, 0.4),
                        tuple(LongShortRatio.Kind.TOP_ACCOUNTS, 3.0, 0.75, 0.25));
        assertThat(events).extracting(MarketEvent::eventTime).containsOnly(1_704_067_500_000_000L);
        assertThat(tally.summary()).isEqualTo("1 rows, 3 events");
    }

    @Test
    void refusesARatioBelowNothing() {
        // Given
        Path file = Archives.write(
                folder,
                "file",
                "create_time,symbol,sum_open_interest,sum_open_interest_value,count_long_short_ratio\n"
                        + "2024-01-01 00:05:00,BTCUSDT,73839,3133154733,-1.5\n");

        // When / Then
        assertThatThrownBy(() -> Archives.tally(METRICS, file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("count_long_short_ratio is below 0: -1.5");
    }

    @Test
    void turnsContractsOfOpenInterestIntoDollars() {
        // Given: 7,000,000 contracts of 100 USD, worth 16,000 BTC
        Path file = Archives.write(
                folder,
                "file",
                "create_time,symbol,sum_open_interest,sum_open_interest_value\n"
                        + "2024-01-01 00:05:00,BTCUSD_PERP,7000000,16000\n");

        // When
        OpenInterest interest = Archives.events("binance-coinm:BTC-USD-PERP:metrics", file, OpenInterest.class)
                .getFirst();

        // Then
        assertThat(interest.quantity()).isEqualTo(16_000);
        assertThat(interest.notional()).isEqualTo(700_000_000);
    }

    @Test
    void doesNotTakeAMissingValueForNothing() {
        // Given
        String text = "create_time,symbol,sum_open_interest,sum_open_interest_value\n2024-01-01 00:05:00,BTCUSDT,%s\n";

        // When / Then
        for (String row : List.of("70000,0", ",", "70000,")) {
            Path file = Archives.write(folder, "file", text.formatted(row));
            assertThatThrownBy(() -> Archives.tally(METRICS, file))
                    .as(row)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageStartingWith(file + ", row 2: ");
        }
    }
}
