package io.basiswatch.collector.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that the fixtures of a venue hold, given to a decoder as the venue would. */
public final class Fixtures {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A line that begins a frame: sent, received as an answer, received as data; numbered where several overlap. */
    private static final Pattern FRAME = Pattern.compile("(?m)^([<>=])\\d?\\s");

    private Fixtures() {}

    /**
     * The fixtures of {@code jkorf-fixtures.ndjson}: REST answers with their paths, and conversations over sockets.
     *
     * @param rest the host of REST addresses
     * @param socket the address of the socket that a file of conversations is about, given its path
     */
    public static void jkorf(DecoderRun run, String venue, String rest, UnaryOperator<String> socket) {
        Decoding.resource("captures/" + venue + "/jkorf-fixtures.ndjson")
                .lines()
                .map(Fixtures::parse)
                .forEach(file -> {
                    String path = file.get("path").asText();
                    String text = file.get("text").asText();
                    if (path.startsWith("Endpoints")) {
                        String[] parts = text.split("\\R", 4);
                        run.answer(rest + parts[1].strip(), parts[3]);
                    } else {
                        received(text).forEach(frame -> run.pushFrom(socket.apply(path), frame));
                    }
                });
    }

    private static List<String> received(String conversation) {
        List<String> frames = new ArrayList<>();
        Matcher start = FRAME.matcher(conversation);
        boolean more = start.find();
        while (more) {
            boolean sent = start.group(1).equals(">");
            int from = start.end();
            more = start.find();
            String frame = conversation.substring(from, more ? start.start() : conversation.length());
            if (!sent) {
                frames.add(frame.strip());
            }
        }
        return frames;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
