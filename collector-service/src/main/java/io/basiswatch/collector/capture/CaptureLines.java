package io.basiswatch.collector.capture;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Frame.Source;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one line of a capture says, in either of the two formats. */
final class CaptureLines {
    /** The name of the only connection of a capture that names none. */
    private static final String ONLY_CONNECTION = "capture";

    private static final int T = 0;
    private static final int TS = 1;
    private static final int CONN = 2;
    private static final int URL = 3;
    private static final int ADDR = 4;
    private static final int DATA = 5;
    private static final int DATA64 = 6;
    private static final int REASON = 7;
    private static final int FIRST = 8;
    private static final int INSTRUMENT = 9;
    private static final int KIND = 10;
    private static final int HELD = 11;
    private static final int FROM = 12;
    private static final int TO = 13;
    private static final int FILLED = 14;
    private static final int THROUGH = 15;

    private final Origin origin;
    private final Map<String, String> addresses = new HashMap<>();
    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields fields = JsonFields.of(
            "t",
            "ts",
            "conn",
            "url",
            "addr",
            "data",
            "data64",
            "reason",
            "first",
            "instrument",
            "kind",
            "held",
            "from",
            "to",
            "filled",
            "through");

    CaptureLines(Origin origin) {
        this.origin = origin;
    }

    /** Empty for a blank line and for the header. */
    Optional<CapturedLine> parse(byte[] line, long lineNumber) {
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        if (length == 0) {
            return Optional.empty();
        }
        try {
            return line[0] == '{' ? parseObject(line, length) : Optional.of(parseStamped(line, length));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.of(new CapturedLine.Unreadable(lineNumber, e.getMessage()));
        }
    }

    /** {@code 1723161254024619568 {"stream":…}}; without a stream it is the REST snapshot that the recorder injected. */
    private CapturedLine parseStamped(byte[] line, int length) {
        int space = 0;
        while (space < length && line[space] >= '0' && line[space] <= '9') {
            space++;
        }
        if (space < 4 || space > 19 || space == length || line[space] != ' ') {
            throw new IllegalArgumentException("neither '<epoch ns> <frame>' nor a JSON object");
        }
        long micros = Long.parseLong(new String(line, 0, space - 3, StandardCharsets.ISO_8859_1));
        byte[] payload = Arrays.copyOfRange(line, space + 1, length);
        Source source = startsWithStream(payload) ? Source.WEBSOCKET : Source.REST;
        return new CapturedLine.Received(new Frame(source, ONLY_CONNECTION, "", payload, micros, origin));
    }

    private static boolean startsWithStream(byte[] payload) {
        byte[] start = "{\"stream\"".getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.equals(payload, 0, Math.min(payload.length, start.length), start, 0, start.length);
    }

    private Optional<CapturedLine> parseObject(byte[] line, int length) {
        cursor.reset(line, 0, length);
        fields.clear().read(cursor);
        cursor.end();
        String type = fields.code(T);
        return switch (type) {
            case "header" -> Optional.empty();
            case "recv" -> Optional.of(received(Source.WEBSOCKET, ADDR));
            case "http" -> Optional.of(received(Source.REST, URL));
            case "connect" -> Optional.of(connected());
            case "send" ->
                Optional.of(new CapturedLine.Sent(
                        connection(), optional(ADDR), time(), new String(payload(), StandardCharsets.UTF_8)));
            case "close" -> Optional.of(new CapturedLine.Closed(connection(), time(), fields.string(REASON)));
            case "lost" ->
                Optional.of(new CapturedLine.Lost(
                        connection(),
                        instrument(),
                        StreamKind.valueOf(fields.string(KIND)),
                        time(),
                        fields.string(REASON)));
            case "succeed" -> Optional.of(succeeded());
            case "resume" -> Optional.of(new CapturedLine.Resumed(fields.whole(THROUGH), time()));
            case "doubt" -> Optional.of(new CapturedLine.Doubted(instrument(), time()));
            case "settle" ->
                Optional.of(new CapturedLine.Settled(
                        instrument(), fields.whole(FROM), fields.whole(TO), fields.bool(FILLED), time()));
            default -> throw new IllegalArgumentException("a line of unknown type '" + type + "'");
        };
    }

    private CapturedLine connected() {
        String address = fields.string(ADDR);
        addresses.put(connection(), address);
        return new CapturedLine.Connected(connection(), address, time(), fields.has(FIRST) && fields.bool(FIRST));
    }

    private CapturedLine succeeded() {
        String address = fields.string(ADDR);
        addresses.put(connection(), address);
        return new CapturedLine.Succeeded(connection(), address, time(), Math.toIntExact(fields.whole(HELD)));
    }

    private Instrument instrument() {
        return Instrument.parse(fields.string(INSTRUMENT));
    }

    /** A frame's address is written once, when its connection is opened. */
    private CapturedLine received(Source source, int addressField) {
        String address =
                fields.has(addressField) ? fields.string(addressField) : addresses.getOrDefault(connection(), "");
        Origin of = connection().equals(Frame.PAST) ? Origin.BACKFILL : origin;
        return new CapturedLine.Received(new Frame(source, connection(), address, payload(), time(), of));
    }

    private byte[] payload() {
        if (fields.has(DATA64)) {
            return Base64.getDecoder().decode(fields.string(DATA64));
        }
        return fields.string(DATA).getBytes(StandardCharsets.UTF_8);
    }

    private String connection() {
        return fields.has(CONN) ? fields.string(CONN) : ONLY_CONNECTION;
    }

    private String optional(int field) {
        return fields.has(field) ? fields.string(field) : "";
    }

    private long time() {
        if (!fields.is(TS, JsonKind.NUMBER)) {
            throw new IllegalArgumentException("no time 'ts' in seconds");
        }
        return DecimalSeconds.parse(fields.literal(TS));
    }
}
