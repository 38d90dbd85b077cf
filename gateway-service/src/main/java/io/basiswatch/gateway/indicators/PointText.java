package io.basiswatch.gateway.indicators;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.basiswatch.gateway.stored.StoredPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Points as text: the same in every format, once it is parsed. */
final class PointText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String COLUMNS = "time,value";
    private static final String ALL_COLUMNS =
            COLUMNS + ",quality,reasons,known_at,revision,derived_from,venues_used,venues_missing,staleness_ms";
    private static final String LINE_END = "\r\n";
    private static final int BYTES_OF_POINT = 64;

    private PointText() {}

    /** A generator of JSON that is written to {@code out} as UTF-8. */
    static JsonGenerator json(ByteArrayOutputStream out) throws IOException {
        return JSON.createGenerator(out);
    }

    /** A JSON object per line. */
    static byte[] lines(List<HistoryPoint> points) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES_OF_POINT * points.size());
        try (JsonGenerator json = json(out)) {
            json.setRootValueSeparator(null);
            for (HistoryPoint point : points) {
                write(point, json);
                json.writeRaw('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static void write(HistoryPoint point, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("time", point.time());
        json.writeNumberField("value", point.value());
        if (point.told().isPresent()) {
            writeTold(point.told().get(), json);
        }
        json.writeEndObject();
    }

    private static void writeTold(StoredPoint told, JsonGenerator json) throws IOException {
        json.writeStringField("quality", told.quality());
        writeTexts("reasons", told.reasons(), json);
        json.writeNumberField("known_at", told.knownAt());
        json.writeNumberField("revision", told.revision());
        if (told.derivedFrom().isEmpty()) {
            json.writeNullField("derived_from");
        } else {
            json.writeStringField("derived_from", told.derivedFrom());
        }
        writeTexts("venues_used", told.venuesUsed(), json);
        writeTexts("venues_missing", told.venuesMissing(), json);
        if (told.oldestInput().isPresent()) {
            json.writeNumberField("staleness_ms", told.oldestInput().getAsLong());
        } else {
            json.writeNullField("staleness_ms");
        }
    }

    private static void writeTexts(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** The header row of RFC 4180. */
    static byte[] header(boolean tellsAll) {
        return ((tellsAll ? ALL_COLUMNS : COLUMNS) + LINE_END).getBytes(StandardCharsets.UTF_8);
    }

    /** A row per point; several names or reasons in one cell are separated by {@code |}. */
    static byte[] rows(List<HistoryPoint> points) {
        StringBuilder rows = new StringBuilder(BYTES_OF_POINT * points.size());
        for (HistoryPoint point : points) {
            rows.append(Instant.ofEpochMilli(point.time())).append(',').append(point.value());
            point.told().ifPresent(told -> append(told, rows));
            rows.append(LINE_END);
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StoredPoint told, StringBuilder row) {
        row.append(',').append(cell(told.quality()));
        row.append(',').append(cell(told.reasons()));
        row.append(',').append(Instant.ofEpochMilli(told.knownAt()));
        row.append(',').append(told.revision());
        row.append(',').append(cell(told.derivedFrom()));
        row.append(',').append(cell(told.venuesUsed()));
        row.append(',').append(cell(told.venuesMissing()));
        row.append(',');
        told.oldestInput().ifPresent(row::append);
    }

    private static String cell(List<String> texts) {
        return cell(String.join("|", texts));
    }

    private static String cell(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
