package io.basiswatch.collector.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReserveTableTest {
    private static final long DAY_ONE = 1_763_683_200_000_000L;
    private static final String HEAD = "time,asset,venue,reserve\n";

    private static ReserveTable read(String text) {
        return ReserveTable.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsCsvWithColumnsInAnyOrderAndMore() {
        // When
        ReserveTable table = read("\uFEFFvenue,reserve,note,asset,time\nBinance,582345.25,x,btc,2025-11-21\n");

        // Then
        assertThat(table.complaints()).isEmpty();
        assertThat(table.rows()).containsExactly(new ReserveRow(DAY_ONE, "BTC", "binance", 582_345.25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-21", "2025-11-21T00:00:00Z", "1763683200", "1763683200000"})
    void readsTimesAsPeopleWriteThem(String time) {
        assertThat(read(HEAD + time + ",BTC,okx,1\n").rows())
                .extracting(ReserveRow::time)
                .containsExactly(DAY_ONE);
    }

    @Test
    void readsTheSameAsJson() {
        // When
        ReserveTable table = read("""
                [{"time":"2025-11-21","asset":"BTC","venue":"binance","reserve":582345.25,"source":{"a":[1]}},
                 {"time":1763683200,"asset":"ETH","venue":"okx","reserve":"0"}]
                """);

        // Then
        assertThat(table.complaints()).isEmpty();
        assertThat(table.rows())
                .containsExactly(
                        new ReserveRow(DAY_ONE, "BTC", "binance", 582_345.25),
                        new ReserveRow(DAY_ONE, "ETH", "okx", 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-11-21,BTC,binance, | line 3: no reserve",
                "2025-11-21,BTC,binance | line 3: no reserve",
                "2025-11-21,BTC,binance,many | line 3: reserve is no number: 'many'",
                "2025-11-21,BTC,binance,NaN | line 3: reserve is no number: 'NaN'",
                "2025-11-21,BTC,binance,-1 | line 3: reserve is below 0 or endless: '-1'",
                "21.11.2025,BTC,binance,1 | line 3: time is none: '21.11.2025'",
                "2025-13-01,BTC,binance,1 | line 3: time is none: '2025-13-01'",
                "2025-11-21,B C,binance,1 | line 3: asset is no code: 'B C'",
                "2025-11-21,BTC,bin ance,1 | line 3: venue is no name: 'bin ance'",
            })
    void aBrokenRowCostsItselfAlone(String row, String complaint) {
        // When
        ReserveTable table = read(HEAD + "2025-11-21,BTC,okx,1\n" + row + "\n2025-11-21,BTC,bybit,3\n");

        // Then
        assertThat(table.complaints()).containsExactly(complaint);
        assertThat(table.rows()).extracting(ReserveRow::entity).containsExactly("okx", "bybit");
    }

    @Test
    void aBrokenObjectCostsItselfAlone() {
        // When
        ReserveTable table = read("""
                [{"time":"2025-11-21","asset":"BTC","venue":"okx","reserve":1},
                 {"time":"2025-11-21","asset":"BTC","venue":"binance","reserve":null},
                 {"time":"2025-11-21","asset":"BTC","venue":"bybit","reserve":3}]
                """);

        // Then
        assertThat(table.complaints()).containsExactly("row 2: no reserve");
        assertThat(table.rows()).extracting(ReserveRow::entity).containsExactly("okx", "bybit");
    }

    @Test
    void whatBreaksOffLosesNothingOfWhatCameBefore() {
        // When
        ReserveTable table = read("[{\"time\":\"2025-11-21\",\"asset\":\"BTC\",\"venue\":\"okx\",\"reserve\":1},{\"ti");

        // Then
        assertThat(table.rows()).hasSize(1);
        assertThat(table.complaints()).singleElement().asString().startsWith("from here on it is no array of objects");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>502 Bad Gateway</html>", "{\"error\":\"no\"}", "a,b\n1,2\n", "\"", "[1,2]"})
    void whatIsNoTableGivesNoRows(String text) {
        assertThat(read(text).rows()).isEmpty();
    }
}
