package io.basiswatch.gateway.indicators;

import com.fasterxml.jackson.core.JsonGenerator;
import io.basiswatch.model.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * One page of a history.
 *
 * @param asked what was asked
 * @param points of the page
 * @param asOf only what was known then is on the page and those after it, milliseconds; empty for all that is known
 * @param tellsAll whether its points tell all that is known of them
 * @param next the cursor of the page after it
 */
record HistoryPage(
        HistoryAsked asked, List<HistoryPoint> points, Optional<Long> asOf, boolean tellsAll, Optional<String> next) {

    byte[] body() {
        return switch (asked.format()) {
            case JSON -> json();
            case NDJSON -> PointText.lines(points);
            case CSV -> csv();
        };
    }

    private byte[] csv() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PointText.header(tellsAll));
        out.writeBytes(PointText.rows(points));
        return out.toByteArray();
    }

    private byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = PointText.json(out)) {
            json.writeStartObject();
            writeHead(json);
            json.writeArrayFieldStart("data");
            for (HistoryPoint point : points) {
                PointText.write(point, json);
            }
            json.writeEndArray();
            json.writeFieldName("next");
            if (next.isPresent()) {
                json.writeString(next.get());
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void writeHead(JsonGenerator json) throws IOException {
        Series series = asked.span().series();
        json.writeStringField("series", series.toString());
        json.writeStringField("indicator", series.indicator());
        json.writeStringField("asset", series.asset());
        json.writeStringField("dimension", series.dimension());
        json.writeStringField("unit", asked.unit());
        json.writeStringField("resolution", asked.query().resolution().code());
        json.writeNumberField("from", asked.span().from());
        json.writeNumberField("to", asked.span().to());
        if (asOf.isPresent()) {
            json.writeNumberField("as_of", asOf.get());
        }
    }
}
