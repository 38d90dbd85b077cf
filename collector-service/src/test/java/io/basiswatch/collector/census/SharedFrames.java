package io.basiswatch.collector.census;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.model.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files of real exchange data beside the project, whatever their form, as lines of a capture. */
final class SharedFrames {
    static final Path FOLDER = Path.of("..", "..", "shared", "data");

    /** Later than any frame: January 2027, microseconds since the epoch. */
    private static final long NOW = 1_800_000_000_000_000L;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A frame of a test of JKorf's libraries begins with one of these; what we would send begins with {@code >}. */
    private static final Pattern RECEIVED = Pattern.compile("(?m)^[<=]\\d*(?=\\s)|^>[^\\n]*");

    /** What kind of thing a file is. */
    enum Kind {
        /** Everything that came over sockets and REST during some time. */
        CAPTURE,
        /** Single messages as they came. */
        MESSAGES,
        /** The shapes of a documentation, some with placeholders. */
        SHAPES
    }

    private SharedFrames() {}

    /** The data files of one venue. */
    static List<Path> files(String venue) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(venue))) {
            return files.filter(file -> !file.endsWith("SOURCE.md")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Kind kind(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith("cryptofeed-") || name.startsWith("hftbacktest-")) {
            return Kind.CAPTURE;
        }
        return name.startsWith("jkorf-") || name.startsWith("xchange-") ? Kind.SHAPES : Kind.MESSAGES;
    }

    /** Whether the licence of {@code file} lets a piece of it be shown, see the SOURCE.md beside it. */
    static boolean mayBeQuoted(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith("live-frames-") && !name.startsWith("cryptofeed-");
    }

    /** Gives every line of {@code file} to {@code to}. */
    static void read(Path file, Consumer<CapturedLine> to) {
        try {
            String name = file.getFileName().toString();
            if (kind(file) == Kind.CAPTURE) {
                readCapture(file, to);
            } else if (name.startsWith("xchange-")) {
                to.accept(socket(Files.readString(file)));
            } else {
                for (JsonNode line : lines(file)) {
                    readLine(name, line, to);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readCapture(Path file, Consumer<CapturedLine> to) throws IOException {
        try (CaptureReader lines = CaptureReader.open(file)) {
            while (lines.hasNext()) {
                to.accept(lines.next());
            }
        }
    }

    private static void readLine(String file, JsonNode line, Consumer<CapturedLine> to) {
        if (file.startsWith("gocryptotrader-")) {
            String question =
                    line.get("path").asText() + '?' + line.get("query").asText();
            to.accept(answer(question, line.get("data").toString()));
        } else if (file.startsWith("jkorf-")) {
            readShapes(line.get("text").asText(), to);
        } else if (line.path("kind").asText().startsWith("REST")) {
            to.accept(answer("", line.get("data").asText()));
        } else {
            to.accept(socket(line.get("data").asText()));
        }
    }

    /** Either {@code METHOD\nPATH\nSIGNED\nBODY}, or lines of a conversation. */
    private static void readShapes(String text, Consumer<CapturedLine> to) {
        if (!text.startsWith(">")) {
            String[] parts = text.split("\\R", 4);
            if (parts.length == 4) {
                to.accept(answer(parts[1], parts[3].strip()));
            }
            return;
        }
        for (String part : RECEIVED.split(text)) {
            String payload = part.strip().replaceAll("\\|\\d+\\|", "1");
            if (!payload.isEmpty()) {
                to.accept(socket(payload));
            }
        }
    }

    private static CapturedLine socket(String payload) {
        return line(Frame.Source.WEBSOCKET, "", payload);
    }

    private static CapturedLine answer(String question, String payload) {
        return line(Frame.Source.REST, question, payload);
    }

    private static CapturedLine line(Frame.Source source, String address, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new CapturedLine.Received(new Frame(source, "fixture", address, bytes, NOW, Origin.REPLAY));
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        boolean packed = file.toString().endsWith(".gz");
        try (var in = Files.newInputStream(file);
                var text = new BufferedReader(
                        new InputStreamReader(packed ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                if (!line.isBlank()) {
                    nodes.add(JSON.readTree(line));
                }
            }
        }
        return nodes;
    }
}
