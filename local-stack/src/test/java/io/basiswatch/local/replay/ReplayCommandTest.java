package io.basiswatch.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.local.Captures;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.Klines;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.local.capture.MergedCaptures;
import io.basiswatch.local.verify.VerifyCommand;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Venue;
import io.basiswatch.model.wire.ValueJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final String BASIS = "ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT";

    @TempDir
    private Path folder;

    @Test
    void givesTheSameBytesTwiceInWhateverOrderTheFilesAreNamed() throws Exception {
        // Given
        List<String> captures = shipped();
        replay("first", captures, "--events");
        // When
        replay("second", captures.reversed());
        // Then
        byte[] values = Files.readAllBytes(folder.resolve("first/values.ndjson"));
        assertThat(folder.resolve("second/values.ndjson")).hasBinaryContent(values);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(values));
        assertThat(folder.resolve("first/digest.txt")).hasContent(digest);
        assertThat(folder.resolve("second/digest.txt")).hasContent(digest);
        assertThat(folder.resolve("second/events.ndjson")).doesNotExist();
    }

    @Test
    void agreesWithTheBasisWorkedOutFromTheRawFrames() throws Exception {
        // Given
        Map<Long, Double> expected = BasisRecomputed.minutes();
        // When
        replay("out", shipped());
        // Then
        Map<Long, Double> computed = minutes("out", BASIS);
        assertThat(expected).hasSize(6);
        assertThat(computed.keySet()).isEqualTo(expected.keySet());
        expected.forEach((minute, mean) -> assertThat(computed.get(minute)).isCloseTo(mean, within(1e-12)));
    }

    @Test
    void everyReceiptOfAReplayHolds() throws Exception {
        // Given captures and candles
        List<String> files = new ArrayList<>(shipped());
        Path candles = Klines.write(
                folder.resolve("days.csv"), Instant.parse("2024-05-01T00:00:00Z"), Duration.ofDays(1), 60, 3_000);
        files.add("binance-usdm:ETH-USDT-PERP:1d=" + candles);
        files.add("binance-spot:ETH-USDT:1d=" + candles);
        // When
        replay("out", files, "--receipts");
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int status = VerifyCommand.run(
                List.of("--quiet", folder.resolve("out/receipts.ndjson").toString()),
                InputStream.nullInputStream(),
                new PrintStream(told, true, StandardCharsets.UTF_8));
        // Then
        assertThat(told.toString(StandardCharsets.UTF_8).lines().limit(10)).hasSize(1);
        assertThat(status).isZero();
        try (Stream<String> values = Files.lines(folder.resolve("out/values.ndjson"));
                Stream<String> receipts = Files.lines(folder.resolve("out/receipts.ndjson"))) {
            assertThat(receipts.count()).isEqualTo(values.count());
        }
    }

    @Test
    void writesEveryEventInTheOrderReceived() throws Exception {
        // Given
        List<String> captures = shipped();
        // When
        String summary = replay("out", captures, "--events");
        // Then: the quotes and trades that the captures are known to hold
        List<String> events = Files.readAllLines(folder.resolve("out/events.ndjson"));
        assertThat(events.stream().filter(event -> event.startsWith("{\"kind\":\"quote\"")))
                .hasSize(24_077 + 53_992 + 15_812);
        assertThat(events.stream().filter(event -> event.startsWith("{\"kind\":\"trade\"")))
                .hasSize(6_106 + 14_076 + 1_732);
        assertThat(events.stream().map(ReplayCommandTest::receivedTime).toList())
                .isSorted();
        assertThat(summary)
                .contains("binance-usdm   74,655 lines")
                .contains("14,076 trade")
                .contains("sha256");
    }

    @Test
    void computesOnlyTheAssetsAskedFor() throws Exception {
        // Given
        List<String> captures = shipped();
        // When
        replay("out", captures, "--assets", "BTC");
        // Then
        assertThat(folder.resolve("out/values.ndjson")).isEmptyFile();
    }

    @Test
    void countsAndShowsWhatCannotBeReadAndGoesOn() throws Exception {
        // Given: a frame that is no JSON, a line that holds none, and good ones around
        List<String> lines = new ArrayList<>(head("binance-spot", 100));
        lines.add(50, lines.get(50).substring(0, 60));
        lines.add(20, "no line of a capture");
        Path damaged = Files.write(folder.resolve("damaged"), lines);
        // When
        String summary = replay("out", List.of("binance-spot=" + damaged));
        // Then
        assertThat(summary)
                .contains("102 lines, 101 frames")
                .contains("1 rejected")
                .contains("rejected, received 17231612")
                .contains("1 lines that hold no frame")
                .contains("unreadable, line 21: ");
    }

    @Test
    void usesWhatCanBeReadOfAFileThatBreaksOff() throws Exception {
        // Given
        byte[] whole = Files.readAllBytes(Captures.shipped("binance-spot"));
        Path torn = Files.write(folder.resolve("torn.gz"), Arrays.copyOf(whole, whole.length / 2));
        // When
        String summary = replay("out", List.of("binance-spot=" + torn));
        // Then
        assertThat(summary).contains("the file breaks off");
        assertThat(folder.resolve("out/values.ndjson")).isNotEmptyFile();
    }

    @Test
    void countsTheFramesOfAVenueWithoutADecoder() throws Exception {
        // Given
        Path path = Files.write(folder.resolve("frames"), head("binance-spot", 10));
        List<CaptureFile> captures = List.of(new CaptureFile(Venue.of("okx"), path));
        Replay replay = new Replay(captures, asset -> true, venue -> Optional.empty());
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        // When
        try (MergedCaptures lines = MergedCaptures.open(captures)) {
            replay.run(lines, time -> {}, event -> {});
        }
        replay.tallies().forEach(tally -> tally.print(new PrintStream(summary, true, StandardCharsets.UTF_8)));
        // Then
        assertThat(summary.toString(StandardCharsets.UTF_8)).contains("no decoder yet for 10 frames");
    }

    @Test
    void refusesWhatMakesNoSenseBeforeItWritesAnything() throws Exception {
        // Given
        String spot = "binance-spot=" + Captures.shipped("binance-spot");
        Path file = Files.createFile(folder.resolve("file"));
        Path out = folder.resolve("out");
        // When
        Map<String, List<String>> wrong = Map.of(
                "unknown venue 'mtgox'", List.of("--out", out.toString(), spot, "mtgox=" + file),
                "no such file", List.of("--out", out.toString(), spot, "binance-usdm=" + folder.resolve("none")),
                "a folder, not a capture", List.of("--out", out.toString(), "binance-usdm=" + folder),
                "given as VENUE=FILE", List.of("--out", out.toString(), file.toString()),
                "needs --out", List.of(spot),
                "at least one", List.of("--out", out.toString()),
                "needs a value", List.of(spot, "--out"),
                "unknown option --fast", List.of("--out", out.toString(), "--fast", spot),
                "is no folder", List.of("--out", file.resolve("x").toString(), spot));
        // Then
        wrong.forEach((complaint, arguments) -> assertThatThrownBy(() -> ReplayCommand.run(arguments, System.out))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(2))
                .hasMessageContaining(complaint));
        assertThat(out).doesNotExist();
    }

    private String replay(String out, List<String> captures, String... more) throws IOException {
        List<String> arguments = Stream.concat(
                        Stream.of("--out", folder.resolve(out).toString()),
                        Stream.concat(Stream.of(more), captures.stream()))
                .toList();
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        int status = ReplayCommand.run(arguments, new PrintStream(summary, true, StandardCharsets.UTF_8));
        assertThat(status).isZero();
        return summary.toString(StandardCharsets.UTF_8);
    }

    private Map<Long, Double> minutes(String out, String series) throws IOException {
        Map<Long, Double> minutes = new TreeMap<>();
        try (Stream<String> lines = Files.lines(folder.resolve(out).resolve("values.ndjson"))) {
            for (IndicatorValue value : (Iterable<IndicatorValue>) lines.map(ValueJson::read)::iterator) {
                if (value.series().toString().equals(series) && value.resolution() == Resolution.MINUTE) {
                    minutes.put(value.time() / 1_000, value.value().orElseThrow());
                }
            }
        }
        return minutes;
    }

    private static long receivedTime(String event) {
        int start = event.indexOf("\"received_time\":") + "\"received_time\":".length();
        return Long.parseLong(event.substring(start, event.indexOf(',', start)));
    }

    private static List<String> shipped() {
        return Captures.shipped().stream()
                .map(file -> file.venue() + "=" + file.path())
                .toList();
    }

    private static List<String> head(String venue, int lines) {
        return Captures.lines(Captures.shipped(venue)).stream().limit(lines).toList();
    }
}
