package io.basiswatch.collector.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandleRowsTest {
    private static final String PERP = "binance-usdm:BTC-USDT-PERP:1d";
    private static final long DAY = 86_400_000_000L;
    private static final long START = 1_704_067_200_000_000L;

    @TempDir
    private Path folder;

    private static Candle first() {
        return new Candle(
                Instrument.parse("binance-usdm:BTC-USDT-PERP"),
                new Stamp(START + DAY, START + DAY, Stamp.NO_SEQUENCE, Origin.REPLAY),
                START,
                START + DAY,
                100,
                120,
                90,
                110,
                10,
                OptionalDouble.of(1050),
                OptionalDouble.of(6),
                OptionalDouble.of(640));
    }

    @Test
    void readsTheTwelveColumnsOfTheVenuesArchive() {
        // Given
        Path file = Archives.write(folder, "file", Archives.HEADER + Archives.FIRST + Archives.SECOND);

        // When
        List<Candle> candles = Archives.events(PERP, file, Candle.class);

        // Then
        assertThat(candles).hasSize(2).first().isEqualTo(first());
        assertThat(candles.getLast().openTime()).isEqualTo(START + DAY);
    }

    @Test
    void readsTheSameFromEveryWayOfWritingIt() throws Exception {
        // Given
        String plain = Archives.FIRST;
        String micros = plain.replace("1704067200000", "1704067200000000").replace("1704153599999", "1704153599999999");
        String named = "Open time,Close,Low,High,Open,Volume,Quote asset volume,Taker buy base asset volume,"
                + "Taker buy quote asset volume\n2024-01-01 00:00:00+00:00,110,90,120,1e2,10.0,1050,6,640\n";
        String zoned = "date,open,high,low,close,volume,quote_volume,taker_buy_base,taker_buy_quote,close_time\r\n"
                + "\"2024-01-01T02:00:00+02:00\",100,120,90,110,10,1050,6,640,2024-01-01 23:59:59.999000+00:00\r\n\r\n";
        List<Path> files = List.of(
                Archives.write(folder, "plain", plain),
                Archives.write(folder, "header", Archives.HEADER + plain),
                Archives.write(folder, "mark", "\uFEFF" + Archives.HEADER + plain),
                Archives.write(folder, "micros", micros),
                Archives.write(folder, "named", named),
                Archives.write(folder, "zoned", zoned),
                Archives.write(folder, "gzip.csv", Archives.gzip(Archives.HEADER + plain)),
                Archives.write(folder, "zip.gz", Archives.zip(Archives.HEADER + plain)));

        // When
        List<List<Candle>> read = files.stream()
                .map(file -> Archives.events(PERP, file, Candle.class))
                .toList();

        // Then
        assertThat(read).allSatisfy(candles -> assertThat(candles).containsExactly(first()));
    }

    @Test
    void leavesEmptyWhatTheFileDoesNotTell() {
        // Given
        Path file = Archives.write(
                folder,
                "file",
                "date,symbol,base,open,high,low,close,volume\n2020-01-01,BTC/USD,BTC,7165.72,7238.14,7136.05,7174.33,3350.6\n");

        // When
        Candle candle =
                Archives.events("coinbase:BTC-USD:1d", file, Candle.class).getFirst();

        // Then
        assertThat(candle.volume()).isEqualTo(3350.6);
        assertThat(candle.notional()).isEmpty();
        assertThat(candle.takerBuyVolume()).isEmpty();
        assertThat(candle.takerBuyNotional()).isEmpty();
    }

    @Test
    void passesOverOtherSymbolsAndCountsThem() {
        // Given
        String text = """
                date,symbol,open,high,low,close,volume
                2020-01-01,BTC/USD,1,1,1,1,1
                2020-01-01,ETH/USD,not,even,a,number,here
                2020-01-02,BTC/USD,1,1,1,1,1
                2020-01-02,ETH/USD,1,1,1,1,1
                2020-01-04,BTC-USD,1,1,1,1,1
                """;
        Path file = Archives.write(folder, "file", text);

        // When
        ArchiveTally tally = Archives.tally("coinbase:BTC-USD:1d", file);

        // Then
        assertThat(tally.rows()).isEqualTo(5);
        assertThat(tally.events()).isEqualTo(3);
        assertThat(tally.others()).isEqualTo(2);
        assertThat(tally.missing()).as("2020-01-03").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"BTC, 100", "ETH, 10"})
    void turnsContractsIntoCoinsAndDollars(String asset, double contractSize) {
        // Given: 1,000 contracts, of which takers bought 400, at prices about 50
        double coins = 1000 * contractSize / 50;
        Path file = Archives.write(
                folder,
                "file",
                "1704067200000,49,51,48,50,1000,1704153599999," + coins + ",7,400," + coins * 0.4 + ",0\n");

        // When
        Candle candle = Archives.events("binance-coinm:" + asset + "-USD-PERP:1d", file, Candle.class)
                .getFirst();

        // Then
        assertThat(candle.volume()).isEqualTo(coins);
        assertThat(candle.notional()).hasValue(1000 * contractSize);
        assertThat(candle.takerBuyVolume()).hasValue(coins * 0.4);
        assertThat(candle.takerBuyNotional()).hasValue(400 * contractSize);
    }

    @Test
    void refusesAFileInTheUnitsOfAnotherMarket() {
        // Given: contracts, said to be coins
        Path file = Archives.write(folder, "file", "1704067200000,49,51,48,50,1000,1704153599999,2000,7,400,800,0\n");

        // When / Then
        assertThatThrownBy(() -> Archives.events(PERP, file))
                .isInstanceOf(ArchiveException.class)
                .hasMessage(file + ", row 1: the mean price 2.0 by its volumes is none between 48.0 and 51.0: "
                        + "is it a file of this instrument?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1704153600000,110,130,105,125,20 | 6 columns instead of 12",
                "1704153600000,110,130,105,,20,1704239999999,2300,9,8,930,0 | no close",
                "1704153600000,110,130,105,NaN,20,1704239999999,2300,9,8,930,0 | close is no number: 'NaN'",
                "1704153600000,110,130,105,1e999,20,1704239999999,2300,9,8,930,0 | close is no number: '1e999'",
                "1704153600000,110,130,105,125d,20,1704239999999,2300,9,8,930,0 | close is no number: '125d'",
                "1704153600000,110,130,105,0,20,1704239999999,2300,9,8,930,0 | close is not above 0: 0",
                "1704153600000,110,130,105,125,-20,1704239999999,2300,9,8,930,0 | volume is below 0: -20",
                "1704153600000,110,105,130,125,20,1704239999999,2300,9,8,930,0 | do not hold open",
                "1704153600000,110,130,105,125,20,1704239999999,2300,9,21,930,0 | taker_buy_volume is more than all",
                "1704153600000,110,130,105,125,20,1704239999999,2300,9,8,2301,0 | taker_buy_quote_volume is more than all",
                "1704153600001,110,130,105,125,20,1704240000000,2300,9,8,930,0 | no candle of 1d starts at",
                "1704153600000,110,130,105,125,20,1704157199999,2300,9,8,930,0 | it ends at 2024-01-02T00:59:59.999Z",
                "1704067200000,110,130,105,125,20,1704153599999,2300,9,8,930,0 | 2024-01-01T00:00:00Z stands there twice",
                "1703980800000,110,130,105,125,20,1704067199999,2300,9,8,930,0 | out of order",
                "1704153600000000,110,130,105,125,20,1704239999999999,2300,9,8,930,0 | microseconds",
                "170415360000,110,130,105,125,20,170423999999,2300,9,8,930,0 | no time",
                "2024-01-02,110,130,105,125,20,1704239999999,2300,9,8,930,0 | a time in text",
                "soon,110,130,105,125,20,1704239999999,2300,9,8,930,0 | a time in text ('soon')",
            })
    void saysWhichRowIsBrokenAndHow(String row, String complaint) {
        // Given
        Path file = Archives.write(folder, "file", Archives.HEADER + Archives.FIRST + row + "\n");

        // When / Then
        assertThatThrownBy(() -> Archives.tally(PERP, file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(file + ", row 3: ")
                .hasMessageContaining(complaint);
    }

    @Test
    void refusesTimesThatCannotBe() {
        // Given
        String text = "date,open,high,low,close,volume\n%s,1,1,1,1,1\n";

        // When / Then
        for (String time : List.of("2023-02-29", "2023-01-01 25:00", "2023-13-01", "1969-12-31", "01/02/2023", "12")) {
            Path file = Archives.write(folder, "file", text.formatted(time));
            assertThatThrownBy(() -> Archives.tally(PERP, file))
                    .as(time)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageStartingWith(file + ", row 2: ")
                    .hasMessageContaining(time);
        }
    }

    @Test
    void followsASeriesAcrossItsFiles() {
        // Given
        Path january = Archives.write(folder, "1", Archives.HEADER + Archives.FIRST);
        Path february = Archives.write(folder, "2", Archives.SECOND);
        List<ArchiveFile> inOrder =
                List.of(ArchiveFile.parse(PERP + "=" + january), ArchiveFile.parse(PERP + "=" + february));

        // When
        List<ArchiveTally> tallies = MergedArchives.check(inOrder);

        // Then
        assertThat(tallies).extracting(ArchiveTally::events).containsExactly(1L, 1L);
        assertThatThrownBy(() -> MergedArchives.check(inOrder.reversed()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(january + ", row 2: ")
                .hasMessageContaining("several files of one series are given in the order of time");
        assertThatThrownBy(() -> MergedArchives.check(List.of(inOrder.getFirst(), inOrder.getFirst())))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("stands there twice");
    }
}
