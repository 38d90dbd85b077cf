package io.basiswatch.benchmarks.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The frames of a file, for all contenders alike: a capture, or single frames {@code {"captured":"2026-09-06","data":"…"}}. */
final class FrameSource {
    private static final String SINGLE_FRAMES = "{\"captured\"";
    private static final long MICROS_PER_SECOND = 1_000_000;

    private FrameSource() {}

    static List<RawFrame> read(Path file) throws IOException {
        return isOfSingleFrames(file) ? readSingleFrames(file) : readCapture(file);
    }

    private static boolean isOfSingleFrames(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(SINGLE_FRAMES.length()), StandardCharsets.ISO_8859_1).equals(SINGLE_FRAMES);
        }
    }

    private static List<RawFrame> readCapture(Path file) throws IOException {
        List<RawFrame> frames = new ArrayList<>();
        try (CaptureReader lines = CaptureReader.open(file)) {
            while (lines.hasNext()) {
                if (lines.next() instanceof CapturedLine.Received(Frame frame)) {
                    frames.add(new RawFrame(
                            frame.source() == Frame.Source.REST,
                            frame.connection(),
                            frame.address(),
                            frame.receivedTime(),
                            frame.payload()));
                }
            }
        }
        return frames;
    }

    private static List<RawFrame> readSingleFrames(Path file) throws IOException {
        List<RawFrame> frames = new ArrayList<>();
        JsonFactory json = new JsonFactory();
        for (String line : Files.readAllLines(file)) {
            Map<String, String> fields = texts(json, line);
            boolean isRest = !fields.getOrDefault("kind", "").startsWith("ws");
            frames.add(new RawFrame(
                    isRest,
                    "single",
                    "",
                    dayAfter(fields.get("captured")),
                    fields.get("data").getBytes(StandardCharsets.UTF_8)));
        }
        return frames;
    }

    private static Map<String, String> texts(JsonFactory json, String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = json.createParser(line)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    fields.put(parser.currentName(), parser.getText());
                }
            }
        }
        return fields;
    }

    /** Some time after the last day that the text names: a decoder refuses frames from the future. */
    private static long dayAfter(String days) {
        LocalDate last = LocalDate.parse(days.substring(days.length() - "2026-09-06".length()));
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * MICROS_PER_SECOND;
    }
}
