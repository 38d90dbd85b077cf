package io.basiswatch.collector.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.model.Candle;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.OpenInterest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that the venues and their users really wrote. */
class RealArchivesTest {
    @ParameterizedTest
    @CsvSource({
        "binance-usdm:BTC-USDT-PERP:1d, binance-perp_BTCUSDT_1d-2021-2024.csv, 1461, 0, 1",
        "binance-usdm:ETH-USDT-PERP:1d, binance-perp_ETHUSDT_1d-2021-2024.csv.gz, 1461, 0, 1",
        "binance-spot:BTC-USDT:1d, binance-spot_BTCUSDT_1d-2021-2024.csv, 1461, 0, 1",
        "binance-spot:ETH-USDT:1d, binance-spot_ETHUSDT_1d-2021-2024.csv.gz, 1461, 0, 1",
        "coinbase:BTC-USD:1d, coinbase-spot-daily-btc-eth-2020-2025.csv, 2124, 2124, 1",
        "coinbase:ETH-USD:1d, coinbase-spot-daily-btc-eth-2020-2025.csv, 2124, 2124, 1",
        "binance-usdm:BTC-USDT-PERP:funding, binance-funding_BTCUSDT-2021-2024.csv, 4383, 0, 1",
        "binance-usdm:ETH-USDT-PERP:funding, binance-funding_ETHUSDT-2021-2024.csv.gz, 4383, 0, 1",
        "binance-usdm:BTC-USDT-PERP:metrics, binance-metrics-BTCUSDT-2024-01-01.csv, 288, 0, 4",
    })
    void everyRowIsUnderstood(String series, String name, long ours, long others, long eventsPerRow) {
        // Given
        Path file = Archives.shared(name);

        // When
        ArchiveTally tally = Archives.tally(series, file);

        // Then
        assertThat(tally.events()).isEqualTo(ours * eventsPerRow);
        assertThat(tally.others()).isEqualTo(others);
        assertThat(tally.rows()).isEqualTo(ours + others);
        assertThat(tally.missing()).isZero();
    }

    @Test
    void theNumbersAreThoseOfTheRow() {
        // Given
        Path file = Archives.shared("binance-perp_BTCUSDT_1d-2021-2024.csv");

        // When
        Candle candle = Archives.events("binance-usdm:BTC-USDT-PERP:1d", file, Candle.class)
                .getFirst();

        // Then
        assertThat(candle.openTime()).isEqualTo(1_609_459_200_000_000L);
        assertThat(candle.closeTime()).isEqualTo(1_609_545_600_000_000L);
        assertThat(candle.close()).isEqualTo(29_337.16);
        assertThat(candle.volume()).isEqualTo(210_716.398);
        assertThat(candle.notional()).hasValue(6_157_505_024.08511);
        assertThat(candle.takerBuyVolume()).hasValue(101_247.902);
        assertThat(candle.takerBuyNotional()).hasValue(2_960_175_587.62208);
    }

    @Test
    void everyRateOfFourYearsRanForEightHours() {
        // Given
        Path file = Archives.shared("binance-funding_BTCUSDT-2021-2024.csv");

        // When
        List<FundingRate> rates = Archives.events("binance-usdm:BTC-USDT-PERP:funding", file, FundingRate.class);

        // Then
        assertThat(rates.getFirst().interval()).isEmpty();
        assertThat(rates.subList(1, rates.size()))
                .extracting(FundingRate::interval)
                .containsOnly(Optional.of(Duration.ofHours(8)));
    }

    @Test
    void theOpenInterestIsWorthAboutThePrice() {
        // Given
        Path file = Archives.shared("binance-metrics-BTCUSDT-2024-01-01.csv");

        // When
        List<OpenInterest> samples = Archives.events("binance-usdm:BTC-USDT-PERP:metrics", file, OpenInterest.class);

        // Then
        assertThat(samples)
                .allSatisfy(sample ->
                        assertThat(sample.notional() / sample.quantity()).isBetween(42_000.0, 44_500.0));
    }

    @Test
    void oneBrokenRowAmongAThousandRefusesTheFile(@TempDir Path folder) throws Exception {
        // Given
        List<String> lines = new ArrayList<>(lines(Archives.shared("binance-perp_ETHUSDT_1d-2021-2024.csv.gz")));
        lines.set(1000, lines.get(1000).replaceFirst(",[0-9.]+,", ",-1,"));
        Path file = Archives.write(folder, "file", String.join("\n", lines));

        // When / Then
        assertThatThrownBy(() -> Archives.tally("binance-usdm:ETH-USDT-PERP:1d", file))
                .isInstanceOf(ArchiveException.class)
                .hasMessage(file + ", row 1001: open is not above 0: -1");
    }

    private static List<String> lines(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
