package io.basiswatch.collector.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes of a venue's documentation, from the fixture {@code jkorf-fixtures.ndjson}: answers over REST as {@code METHOD,
 * path, whether signed, body}, and conversations whose lines begin with {@code >} for what is sent, {@code <} and {@code =}
 * for what comes.
 */
public final class DocumentedFrames {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A frame.
     *
     * @param question the path of what was asked; empty for a message of a socket
     */
    public record Shape(String question, String payload) {
        public boolean isAnswer() {
            return !question.isEmpty();
        }
    }

    private DocumentedFrames() {}

    /** All of them, in the fixture's order. */
    public static List<Shape> of(String venue) {
        List<Shape> shapes = new ArrayList<>();
        Decoding.resource("captures/" + venue + "/jkorf-fixtures.ndjson")
                .lines()
                .forEach(line -> read(text(line), shapes));
        return shapes;
    }

    private static String text(String line) {
        try {
            JsonNode file = JSON.readTree(line);
            return file.get("text").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String text, List<Shape> shapes) {
        if (!text.startsWith(">")) {
            String[] parts = text.split("\\R", 4);
            shapes.add(new Shape(parts[1], parts[3].strip()));
            return;
        }
        for (String part : text.split("(?m)^>[^\\n]*|^[<=]\\d*(?=\\s)")) {
            String payload = part.strip().replaceAll("\\|[^|]*\\|", "1");
            if (!payload.isEmpty()) {
                shapes.add(new Shape("", payload));
            }
        }
    }

    /** Gives all of them to a decoder. */
    public static DecoderRun run(String venue, DecoderRun run) {
        of(venue).forEach(shape -> {
            if (shape.isAnswer()) {
                run.answer(shape.question(), shape.payload());
            } else {
                run.push(shape.payload());
            }
        });
        return run;
    }
}
