package io.basiswatch.collector.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A venue's decoder at work in a test: what it was given, what came out, what became of the frames. */
public final class Decoding {
    /** Later than any frame of the fixtures: January 2027, microseconds since the epoch. */
    public static final long NOW = 1_800_000_000_000_000L;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SHARED = Path.of("..", "..", "shared", "data");

    private final Decoder decoder;
    private final String address;
    private final List<MarketEvent> events = new ArrayList<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final List<String> rejected = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private Outcome last;

    private Decoding(Decoder decoder, String address) {
        this.decoder = decoder;
        this.address = address;
    }

    /** Follows every asset; {@code address} is the socket's. */
    public static Decoding of(VenueFeed feed, String address) {
        return of(feed, address, asset -> true);
    }

    public static Decoding of(VenueFeed feed, String address, Predicate<String> assets) {
        return new Decoding(feed.decoder(assets), address);
    }

    /** Decodes a WebSocket message that was received at {@link #NOW}. */
    public Decoding push(String payload) {
        return push(payload, NOW);
    }

    public Decoding push(String payload, long receivedTime) {
        return take(frame(Frame.Source.WEBSOCKET, address, payload.getBytes(StandardCharsets.UTF_8), receivedTime));
    }

    public Decoding push(byte[] payload) {
        return take(frame(Frame.Source.WEBSOCKET, address, payload, NOW));
    }

    /** Decodes a message of another socket. */
    public Decoding pushFrom(String otherAddress, String payload) {
        return take(frame(Frame.Source.WEBSOCKET, otherAddress, payload.getBytes(StandardCharsets.UTF_8), NOW));
    }

    /** Decodes a REST answer. */
    public Decoding answer(String question, String payload) {
        return take(frame(Frame.Source.REST, question, payload.getBytes(StandardCharsets.UTF_8), NOW));
    }

    private static Frame frame(Frame.Source source, String address, byte[] payload, long receivedTime) {
        return new Frame(source, "test", address, payload, receivedTime, Origin.LIVE);
    }

    private Decoding take(Frame frame) {
        last = decoder.decode(frame, events::add);
        outcomes.merge(last, 1, Integer::sum);
        if (last == Outcome.UNKNOWN) {
            unknown.add(new String(frame.payload(), StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Decodes a whole capture; frames that cannot be read are kept in {@link #rejected}. */
    public Decoding capture(Path file) {
        return capture(file, (payload, news) -> {});
    }

    /** The same; {@code each} sees every frame's JSON with the events that came out of it. */
    public Decoding capture(Path file, BiConsumer<JsonNode, List<MarketEvent>> each) {
        try (CaptureReader lines = CaptureReader.open(file)) {
            while (lines.hasNext()) {
                if (lines.next() instanceof CapturedLine.Received received) {
                    int before = events.size();
                    try {
                        take(received.frame());
                        each.accept(JSON.readTree(received.frame().payload()), events.subList(before, events.size()));
                    } catch (FrameException e) {
                        rejected.add(e.getMessage() + ": "
                                + new String(received.frame().payload(), StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public List<MarketEvent> events() {
        return events;
    }

    public <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The one event of this kind. */
    public <T> T only(Class<T> kind) {
        List<T> found = events(kind);
        if (found.size() != 1) {
            throw new AssertionError("not one " + kind.getSimpleName() + " but " + found);
        }
        return found.getFirst();
    }

    public Outcome last() {
        return last;
    }

    public Map<Outcome, Integer> outcomes() {
        return outcomes;
    }

    public List<String> rejected() {
        return rejected;
    }

    public List<String> unknown() {
        return unknown;
    }

    /** How many events of each kind came out. */
    public Map<String, Long> kinds() {
        Map<String, Long> kinds = new TreeMap<>();
        events.forEach(event -> kinds.merge(event.getClass().getSimpleName(), 1L, Long::sum));
        return kinds;
    }

    /** The messages of one test of the fixture {@code crypto-msg-parser.ndjson}. */
    public static List<String> messages(String venue, String test) {
        return lines("captures/" + venue + "/crypto-msg-parser.ndjson").stream()
                .filter(line -> line.get("test").asText().equals(test))
                .map(line -> line.get("data").asText())
                .toList();
    }

    /** All messages of the fixture {@code crypto-msg-parser.ndjson}. */
    public static List<String> messages(String venue) {
        return lines("captures/" + venue + "/crypto-msg-parser.ndjson").stream()
                .map(line -> line.get("data").asText())
                .toList();
    }

    /** The text of one file of {@code jkorf-fixtures.ndjson}, from its first brace or bracket after {@code from} on. */
    public static String jkorf(String venue, String path, String from) {
        String text = lines("captures/" + venue + "/jkorf-fixtures.ndjson").stream()
                .filter(line -> line.get("path").asText().equals(path))
                .map(line -> line.get("text").asText())
                .findFirst()
                .orElseThrow();
        int start = text.indexOf(from) + from.length();
        while (text.charAt(start) != '{' && text.charAt(start) != '[') {
            start++;
        }
        return text.substring(start);
    }

    public static String resource(String name) {
        try (InputStream in = Decoding.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> lines(String resource) {
        return resource(resource).lines().map(Decoding::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frames of {@code live-frames-2026.ndjson}, which may be read but not copied; none where it is not there. */
    public static List<String> liveFrames(String venue) {
        return read(shared(venue, "live-frames-2026.ndjson"))
                .map(line -> parse(line).get("data").asText())
                .toList();
    }

    private static Stream<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A capture that may be read but not copied. Where the data do not lie beside the project the test is aborted. */
    public static Path shared(String venue, String file) {
        Path path = SHARED.resolve(venue).resolve(file);
        if (Files.isReadable(path)) {
            return path;
        }
        String reason = "NOT RUN, the data are not beside the project: " + path;
        System.out.println(reason);
        return Assumptions.abort(reason);
    }
}
