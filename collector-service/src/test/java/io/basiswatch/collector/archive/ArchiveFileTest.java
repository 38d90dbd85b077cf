package io.basiswatch.collector.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveFileTest {
    @ParameterizedTest
    @CsvSource({
        "binance-usdm:BTC-USDT-PERP:1d=a.csv, BTCUSDT, 1",
        "binance-usdm:BTC-USDT-20241227T0800Z:4h=a=b:c.csv, BTCUSDT_241227, 1",
        "binance-coinm:BTC-USD-PERP:funding=a.csv, BTCUSD_PERP, 100",
        "binance-coinm:ETH-USD-20241227T0800Z:metrics=a.csv, ETHUSD_241227, 10",
        "binance-spot:USDC-USDT:1m=a.csv, USDCUSDT, 1",
        "coinbase:BTC-USD:1d=a.csv, BTC-USD, 1",
    })
    void saysWhatItHoldsAndInWhichUnits(String text, String symbol, double contractSize) {
        // When
        ArchiveFile file = ArchiveFile.parse(text);

        // Then
        assertThat(file).hasToString(text);
        assertThat(file.terms().symbol()).isEqualTo(symbol);
        assertThat(file.terms().contractSize()).isEqualTo(contractSize);
        assertThat(ArchiveFile.isMeant(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mtgox:BTC-USD:1d=a.csv | unknown venue 'mtgox'; known are binance-spot",
                "coinbase:BTC:1d=a.csv | not an instrument: 'coinbase:BTC'",
                "binance-usdm:BTC-USDT-PERP:7m=a.csv | unknown interval '7m'; known are 1m, 3m",
                "binance-usdm:BTC-USDT:1d=a.csv | unknown instrument 'binance-usdm:BTC-USDT'",
                "binance-spot:BTC-USDT-PERP:1d=a.csv | unknown instrument",
                "binance-coinm:BTC-USD-PERP:USD:1d=a.csv | unknown instrument",
                "deribit:BTC-USD-PERP:1d=a.csv | unknown instrument",
                "binance-spot:BTC-USDT:funding=a.csv | pays no funding",
                "binance-spot:BTC-USDT:metrics=a.csv | has no open interest",
                "binance-spot:BTC-USDT=a.csv | an archive is given as VENUE:INSTRUMENT:INTERVAL=FILE",
                "binance-spot:BTC-USDT:1d= | an archive is given as",
                "binance-spot:BTC-USDT:1d | an archive is given as",
            })
    void refusesWhatIsNotKnown(String text, String complaint) {
        assertThatThrownBy(() -> ArchiveFile.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance-spot=capture.gz", "binance-spot=C:\\capture.gz", "binance-spot", "=a:b"})
    void leavesCapturesAlone(String text) {
        assertThat(ArchiveFile.isMeant(text)).isFalse();
    }

    @Test
    void listsFilesOfOneSeriesTogether() {
        // Given
        ArchiveFile one = ArchiveFile.parse("binance-spot:BTC-USDT:1d=a.csv");
        ArchiveFile other = ArchiveFile.parse("binance-spot:BTC-USDT:1d=b.csv");

        // When / Then
        assertThat(one.series()).isEqualTo(other.series()).isEqualTo("binance-spot:BTC-USDT:1d");
        assertThat(one.path()).isEqualTo(Path.of("a.csv"));
    }
}
