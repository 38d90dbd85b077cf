package io.basiswatch.collector.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The frames of a file, whatever its form: captures, messages of other projects' tests, recorded REST answers. */
final class BinanceFrames {
    static final Path SHIPPED = Path.of("src", "test", "resources", "captures");
    static final String SOCKET = "test";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REST = "https://example.org";

    private BinanceFrames() {}

    static List<Frame> of(Path file) {
        String name = file.getFileName().toString();
        List<Frame> frames = new ArrayList<>();
        try {
            if (name.startsWith("gocryptotrader-rest")) {
                lines(file).forEach(line -> frames.add(answer(line)));
            } else if (name.startsWith("jkorf")) {
                lines(file).forEach(line -> example(line, frames));
            } else if (name.startsWith("crypto-msg-parser") || name.startsWith("live-frames")) {
                lines(file).forEach(line -> frames.add(message(line)));
            } else {
                capture(file, frames);
            }
            return frames;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void capture(Path file, List<Frame> frames) throws IOException {
        try (CaptureReader lines = CaptureReader.open(file)) {
            while (lines.hasNext()) {
                if (lines.next() instanceof CapturedLine.Received(Frame frame)) {
                    frames.add(frame);
                }
            }
        }
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    /** {@code {"method","path","query","data"}}. */
    private static Frame answer(JsonNode line) {
        String address =
                REST + line.get("path").asText() + '?' + line.get("query").asText();
        return rest(address, line.get("data").toString());
    }

    /** A message that was noted as it came; without a stream it is the answer to a question. */
    private static Frame message(JsonNode line) {
        String text = line.get("data").asText();
        boolean isAnswer = !text.contains("\"stream\"") && !text.contains("\"e\":") && !text.contains("\"result\"");
        return isAnswer ? rest("", text) : socket(text);
    }

    /** {@code GET}, path, whether signed, body; or lines that begin with {@code >} sent, {@code <} reply, {@code =} event. */
    private static void example(JsonNode line, List<Frame> frames) {
        String text = line.get("text").asText();
        if (text.startsWith("GET\n")) {
            String[] parts = text.split("\n", 4);
            frames.add(rest(REST + parts[1], parts[3]));
            return;
        }
        for (String part : text.split("\n(?=[<>=])")) {
            int start = part.indexOf('{');
            if (!part.startsWith(">") && start >= 0) {
                frames.add(socket(part.substring(start).replaceAll("\\|[^|]*\\|", "1")));
            }
        }
    }

    static Frame rest(String address, String text) {
        return new Frame(
                Frame.Source.REST, "rest", address, text.getBytes(StandardCharsets.UTF_8), Decoding.NOW, Origin.LIVE);
    }

    static Frame socket(String text) {
        return socket(text.getBytes(StandardCharsets.UTF_8), Decoding.NOW);
    }

    static Frame socket(byte[] payload, long receivedTime) {
        return new Frame(Frame.Source.WEBSOCKET, SOCKET, "", payload, receivedTime, Origin.LIVE);
    }
}
