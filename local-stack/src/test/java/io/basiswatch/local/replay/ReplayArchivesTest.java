package io.basiswatch.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.local.Captures;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.Klines;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.wire.ValueJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayArchivesTest {
    private static final String BASIS = "ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT";
    private static final Instant START = Instant.parse("2024-08-07T00:00:00Z");

    @TempDir
    private Path folder;

    private List<String> archives;

    @BeforeEach
    void writeArchives() {
        Duration day = Duration.ofDays(1);
        archives = List.of(
                "binance-usdm:ETH-USDT-PERP:1d=" + Klines.write(folder.resolve("perp"), START, day, 4, 2020),
                "binance-spot:ETH-USDT:1d=" + Klines.write(folder.resolve("spot"), START, day, 4, 2000));
    }

    @Test
    void makesValuesOfCandlesAndMarksThem() throws Exception {
        // When
        String summary = replay("out", archives);

        // Then
        List<IndicatorValue> days = values("out").stream()
                .filter(value -> value.series().toString().equals(BASIS) && value.resolution() == Resolution.DAY)
                .toList();
        assertThat(days).hasSize(4);
        assertThat(days.getFirst().value()).hasValue(1.0);
        assertThat(days.getFirst().attributes()).containsEntry("derived_from", "candle");
        assertThat(summary)
                .contains(folder.resolve("perp") + "  4 rows, 4 events")
                .contains(folder.resolve("spot") + "  4 rows, 4 events");
    }

    @Test
    void givesTheSameBytesInWhateverOrderTheFilesAreNamed() throws Exception {
        // Given: candles from before, from within and from after the captures
        List<String> files = new ArrayList<>(archives);
        files.add("binance-spot=" + Captures.shipped("binance-spot"));
        files.add("binance-usdm=" + Captures.shipped("binance-usdm"));

        // When
        replay("first", files, "--events");
        replay("second", files.reversed(), "--events");

        // Then
        for (String file : List.of("values.ndjson", "events.ndjson", "digest.txt")) {
            assertThat(folder.resolve("second").resolve(file))
                    .hasBinaryContent(Files.readAllBytes(folder.resolve("first").resolve(file)));
        }
        assertThat(events("first").stream().filter(event -> event.contains("\"kind\":\"candle\"")))
                .hasSize(8);
    }

    @Test
    void putsCandlesAmongTheFramesByTime() throws Exception {
        // Given
        List<String> files = new ArrayList<>(archives);
        files.add("binance-spot=" + Captures.shipped("binance-spot"));

        // When
        replay("out", files, "--events");

        // Then
        assertThat(events("out").stream().map(ReplayArchivesTest::receivedTime).toList())
                .isSorted();
    }

    @Test
    void leavesTheMinutesOfTheCapturesAsTheyAre() throws Exception {
        // Given
        List<String> captures = List.of(
                "binance-spot=" + Captures.shipped("binance-spot"), "binance-usdm=" + Captures.shipped("binance-usdm"));
        replay("alone", captures);

        // When
        replay("both", Stream.concat(captures.stream(), archives.stream()).toList());

        // Then: only the minute at the end of the captures is over now and was not before
        assertThat(minutes("alone")).hasSizeGreaterThan(50);
        assertThat(minutes("both")).containsAllEntriesOf(minutes("alone"));
    }

    @Test
    void computesOnlyTheAssetsAskedFor() throws Exception {
        // When
        replay("out", archives, "--assets", "BTC");

        // Then
        assertThat(folder.resolve("out/values.ndjson")).isEmptyFile();
    }

    @Test
    void refusesWhatMakesNoSenseBeforeItWritesAnything() throws Exception {
        // Given
        Path broken = Klines.write(folder.resolve("broken"), START, Duration.ofHours(1), 3, 2000);
        String good = archives.getFirst();
        Path out = folder.resolve("out");

        // When
        Map<String, String> wrong = Map.of(
                "unknown venue 'mtgox'",
                "mtgox:ETH-USD:1d=" + broken,
                "not an instrument",
                "coinbase:ETH:1d=" + broken,
                "unknown instrument",
                "binance-usdm:ETH-USD-PERP:1d=" + broken,
                "unknown interval '1x'",
                "coinbase:ETH-USD:1x=" + broken,
                "no such file",
                "coinbase:ETH-USD:1d=" + folder.resolve("none"),
                broken + ", row 1: it ends at",
                "binance-spot:ETH-USDT:1d=" + broken);

        // Then
        wrong.forEach((complaint, argument) -> assertThatThrownBy(
                        () -> ReplayCommand.run(List.of("--out", out.toString(), good, argument), System.out))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.status()).isPositive())
                .hasMessageContaining(complaint));
        assertThat(out).doesNotExist();
    }

    private String replay(String out, List<String> files, String... more) throws IOException {
        List<String> arguments = Stream.concat(
                        Stream.of("--out", folder.resolve(out).toString()),
                        Stream.concat(Stream.of(more), files.stream()))
                .toList();
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        assertThat(ReplayCommand.run(arguments, new PrintStream(summary, true, StandardCharsets.UTF_8)))
                .isZero();
        return summary.toString(StandardCharsets.UTF_8);
    }

    private List<String> events(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("events.ndjson"));
    }

    private List<IndicatorValue> values(String out) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(out).resolve("values.ndjson"))) {
            return lines.map(ValueJson::read).toList();
        }
    }

    /** Series and minute to value. */
    private Map<String, Double> minutes(String out) throws IOException {
        Map<String, Double> minutes = new TreeMap<>();
        values(out).stream()
                .filter(value -> value.resolution() == Resolution.MINUTE)
                .filter(value -> value.value().isPresent())
                .forEach(value -> minutes.put(
                        value.series() + " " + value.time(), value.value().getAsDouble()));
        return minutes;
    }

    private static long receivedTime(String event) {
        int start = event.indexOf("\"received_time\":") + "\"received_time\":".length();
        return Long.parseLong(event.substring(start, event.indexOf(',', start)));
    }
}
