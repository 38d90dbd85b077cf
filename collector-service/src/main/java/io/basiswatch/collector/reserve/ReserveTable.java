package io.basiswatch.collector.reserve;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a source said: rows of {@code time,asset,venue,reserve}, as CSV with a header or as a JSON array of objects with these
 * fields. A row that is broken costs itself alone.
 *
 * @param rows those that are as they should be, in the source's order
 * @param complaints what is wrong with the others, each with its place
 */
record ReserveTable(List<ReserveRow> rows, List<String> complaints) {
    private static final List<String> COLUMNS = List.of("time", "asset", "venue", "reserve");

    ReserveTable {
        rows = List.copyOf(rows);
        complaints = List.copyOf(complaints);
    }

    /** Reads all of it; what begins like JSON is JSON. */
    static ReserveTable read(byte[] content) {
        String text = new String(content, UTF_8).strip();
        Reading reading = new Reading();
        if (text.startsWith("[") || text.startsWith("{")) {
            reading.json(text.getBytes(UTF_8));
        } else {
            reading.csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        }
        return new ReserveTable(reading.rows, reading.complaints);
    }

    /** A table in the making. */
    private static final class Reading {
        private final List<ReserveRow> rows = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();

        void csv(String text) {
            try (CloseableIterator<NamedCsvRecord> records = CsvReader.builder()
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofNamedCsvRecord(text)
                    .iterator()) {
                while (records.hasNext()) {
                    NamedCsvRecord cells = records.next();
                    take("line " + cells.getStartingLineNumber(), cells::findField);
                }
            } catch (CsvParseException e) {
                complaints.add("from here on it is no CSV: " + e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException("a text in memory cannot be read", e);
            }
        }

        void json(byte[] text) {
            JsonFields fields = JsonFields.of(COLUMNS.toArray(String[]::new));
            JsonCursor cursor = new JsonCursor();
            try {
                cursor.reset(text).beginArray();
                for (int number = 1; cursor.nextElement(); number++) {
                    fields.clear().read(cursor);
                    take("row " + number, column -> cell(fields, COLUMNS.indexOf(column)));
                }
                cursor.end();
            } catch (JsonException e) {
                complaints.add("from here on it is no array of objects: " + e.getMessage());
            }
        }

        private static Optional<String> cell(JsonFields fields, int field) {
            if (!fields.has(field) || fields.is(field, JsonKind.NULL)) {
                return Optional.empty();
            }
            return Optional.of(fields.is(field, JsonKind.STRING) ? fields.string(field) : fields.literal(field));
        }

        private void take(String place, Function<String, Optional<String>> cells) {
            List<String> found = new ArrayList<>();
            for (String column : COLUMNS) {
                Optional<String> cell = cells.apply(column).filter(text -> !text.isBlank());
                if (cell.isEmpty()) {
                    complaints.add(place + ": no " + column);
                    return;
                }
                found.add(cell.get());
            }
            try {
                rows.add(ReserveRow.of(found.get(0), found.get(1), found.get(2), found.get(3)));
            } catch (IllegalArgumentException e) {
                complaints.add(place + ": " + e.getMessage());
            }
        }
    }
}
