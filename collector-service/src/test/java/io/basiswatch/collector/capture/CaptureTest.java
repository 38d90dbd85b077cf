package io.basiswatch.collector.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    private static final Venue VENUE = Venue.of("binance-spot");
    private static final long TIME = 1_786_309_548_026_294L;

    @TempDir
    private Path directory;

    private static List<CapturedLine> read(Path file) throws IOException {
        List<CapturedLine> lines = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            reader.forEachRemaining(lines::add);
        }
        return lines;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("capture"), text);
    }

    private static Frame frame(Frame.Source source, String address, byte[] payload, long time) {
        return new Frame(source, "c", address, payload, time, Origin.REPLAY);
    }

    private static Frame frameOf(CapturedLine line) {
        return ((CapturedLine.Received) line).frame();
    }

    @Test
    void stampedLinesAreFramesAndAnInjectedSnapshotIsARestAnswer() throws IOException {
        // Given
        Path file = file(
                "1723161256172210766 {\"stream\":\"x\",\"data\":{}}\n1723161256172210999 {\"lastUpdateId\":1}\r\n");

        // When
        List<CapturedLine> lines = read(file);

        // Then
        assertThat(frameOf(lines.get(0)).receivedTime()).isEqualTo(1723161256172210L);
        assertThat(frameOf(lines.get(0)).source()).isEqualTo(Frame.Source.WEBSOCKET);
        assertThat(frameOf(lines.get(1)).source()).isEqualTo(Frame.Source.REST);
        assertThat(frameOf(lines.get(1)).payload()).asString().isEqualTo("{\"lastUpdateId\":1}");
    }

    @Test
    void timesOfJsonLinesAreExactToTheMicrosecond() throws IOException {
        // Given: 1626916403.8469708 as a double would be read as …8469708, and 1786309548.1743748 as …174374
        Path file = file("""
                {"t": "header", "exchange": "X"}
                {"t": "connect", "conn": "a", "ts": 1626916402, "addr": "wss://host/x"}
                {"t": "recv", "conn": "a", "ts": 1626916403.8469708, "data": "{\\"e\\":1}"}
                {"t": "http", "conn": "h", "ts": 1626916404.5, "url": "https://host/y", "data": "[]"}
                {"t": "close", "conn": "a", "ts": 1626916405.000001, "reason": "gone"}
                """);

        // When
        List<CapturedLine> lines = read(file);

        // Then
        assertThat(lines.get(0)).isEqualTo(new CapturedLine.Connected("a", "wss://host/x", 1626916402_000000L, false));
        assertThat(frameOf(lines.get(1)).receivedTime()).isEqualTo(1626916403_846970L);
        assertThat(frameOf(lines.get(1)).address()).isEqualTo("wss://host/x");
        assertThat(frameOf(lines.get(2)).receivedTime()).isEqualTo(1626916404_500000L);
        assertThat(frameOf(lines.get(2)).address()).isEqualTo("https://host/y");
        assertThat(lines.get(3)).isEqualTo(new CapturedLine.Closed("a", 1626916405_000001L, "gone"));
    }

    @Test
    void compressionIsToldByContent() throws IOException {
        // Given
        Path file = directory.resolve("plain-looking.txt");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("1723161256172210766 {\"stream\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        }

        // When, Then
        assertThat(read(file)).hasSize(1).first().isInstanceOf(CapturedLine.Received.class);
    }

    @Test
    void unreadableLinesAreNamedByNumberAndStopNothing() throws IOException {
        // Given
        Path file = file("""
                nonsense

                {"t":"recv","conn":"a","data":"{}"}
                {"t":"what","ts":1}
                {"t":"recv","conn":"a","ts":1,"data"
                12 {}
                1723161256172210766 {"stream":"x"}
                """);

        // When
        List<CapturedLine> lines = read(file);

        // Then
        assertThat(lines.subList(0, 5)).allMatch(CapturedLine.Unreadable.class::isInstance);
        assertThat(lines.subList(0, 5))
                .extracting(line -> ((CapturedLine.Unreadable) line).lineNumber())
                .containsExactly(1L, 3L, 4L, 5L, 6L);
        assertThat(lines.get(5)).isInstanceOf(CapturedLine.Received.class);
    }

    @Test
    void aCompressedFileThatBreaksOffEndsWithAnUnreadableLine() throws IOException {
        // Given
        Path whole = Path.of("src/test/resources/captures/binance-spot/hftbacktest-ethusdt-20240808-first2000.gz");
        byte[] bytes = Files.readAllBytes(whole);
        Path file = Files.write(directory.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length / 2));

        // When
        List<CapturedLine> lines = read(file);

        // Then
        assertThat(lines).hasSizeGreaterThan(500);
        assertThat(lines.getLast()).isInstanceOf(CapturedLine.Unreadable.class);
    }

    @Test
    void whatIsWrittenIsReadBackToTheByte() throws IOException {
        // Given
        byte[] odd = "{\"a\":\"\\u0007 \\\" é 😀 \t\"}".getBytes(StandardCharsets.UTF_8);
        byte[] noText = {(byte) 0xff, 0, '\n', (byte) 0xc3};
        List<CapturedLine> lines = List.of(
                new CapturedLine.Received(frame(Frame.Source.REST, "https://host/x?y=\"z\"", odd, TIME)),
                new CapturedLine.Connected("c", "wss://host", TIME + 1, true),
                new CapturedLine.Sent("c", "wss://host", TIME + 2, "{\"type\":\"subscribe\"}"),
                new CapturedLine.Received(frame(Frame.Source.WEBSOCKET, "wss://host", odd, TIME + 3)),
                new CapturedLine.Received(frame(Frame.Source.WEBSOCKET, "wss://host", noText, TIME + 4)),
                new CapturedLine.Closed("c", TIME + 5, "connection lost: \"1006\""));

        // When
        try (CaptureWriter writer = CaptureWriter.open(directory, VENUE, TIME)) {
            for (CapturedLine line : lines) {
                writer.write(line);
            }
        }

        // Then
        List<CapturedLine> back = read(CaptureWriter.file(directory, VENUE));
        assertThat(back).usingRecursiveFieldByFieldElementComparator().containsExactlyElementsOf(lines);
    }

    @Test
    void aLineThatAKillLeftUnfinishedCostsNoMoreThanItself() throws IOException {
        // Given
        Path file = CaptureWriter.file(directory, VENUE);
        Files.writeString(file, "{\"t\":\"recv\",\"conn\":\"c\",\"ts\":1.0,\"da", StandardOpenOption.CREATE);

        // When
        try (CaptureWriter writer = CaptureWriter.open(directory, VENUE, TIME)) {
            writer.write(new CapturedLine.Closed("c", TIME, "x"));
        }

        // Then
        assertThat(read(file)).hasSize(2).last().isEqualTo(new CapturedLine.Closed("c", TIME, "x"));
    }

    @Test
    void theRecorderWritesEverythingInOrderBeforeItCloses() throws IOException {
        // When
        try (Recorder recorder = new Recorder(directory, Clock.systemUTC())) {
            for (int i = 0; i < 10_000; i++) {
                recorder.record(VENUE, new CapturedLine.Closed("c", TIME + i, "x"));
            }
        }

        // Then
        List<CapturedLine> back = read(CaptureWriter.file(directory, VENUE));
        assertThat(back).hasSize(10_000).last().isEqualTo(new CapturedLine.Closed("c", TIME + 9_999, "x"));
    }

    @Test
    void whatTheCollectorFoundOutIsReadAsItWasWritten() throws IOException {
        // Given
        Instrument market = Instrument.parse("okx:BTC-USDT-PERP");
        List<CapturedLine> turns = List.of(
                new CapturedLine.Resumed(1_700_000_000_000_001L, 1_700_000_009_000_002L),
                new CapturedLine.Connected("a", "wss://host", 1_700_000_009_000_003L, true),
                new CapturedLine.Lost("a", market, StreamKind.TRADES, 1_700_000_010_000_000L, "silent"),
                new CapturedLine.Succeeded("a", "wss://other", 1_700_000_011_000_000L, 3),
                new CapturedLine.Doubted(market, 1_700_000_012_000_000L),
                new CapturedLine.Settled(
                        market, 1_700_000_000_000_001L, 1_700_000_009_000_000L, true, 1_700_000_013_000_000L));

        // When
        Venue venue = market.venue();
        try (CaptureWriter writer = CaptureWriter.open(directory, venue, 1_700_000_000_000_000L)) {
            for (CapturedLine turn : turns) {
                writer.write(turn);
            }
        }

        // Then
        assertThat(read(CaptureWriter.file(directory, venue))).isEqualTo(turns);
    }
}
