package io.basiswatch.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The constituents of a value within its JSON.
 *
 * <pre>[{"series":"…","resolution":"1s","from":1723161240000,"to":1723161300000,"count":60,"hash":"…",
 * "points":[[0,-0.05],[1000,-0.051,3],…]}]</pre>
 *
 * Times are milliseconds since the epoch, those of points are counted from {@code from}; a third number of a point is its
 * weight where that is not 1.
 */
final class ConstituentsJson {
    private static final long MICROS_PER_MILLI = 1_000;

    private ConstituentsJson() {}

    static void write(List<Constituents> all, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("constituents");
        for (Constituents each : all) {
            json.writeStartObject();
            json.writeStringField("series", each.series().toString());
            json.writeStringField("resolution", each.resolution().code());
            json.writeNumberField("from", each.from() / MICROS_PER_MILLI);
            json.writeNumberField("to", each.to() / MICROS_PER_MILLI);
            json.writeNumberField("count", each.count());
            json.writeStringField("hash", each.hash());
            if (!each.points().isEmpty()) {
                writePoints(each, json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writePoints(Constituents of, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("points");
        for (Constituents.Point point : of.points()) {
            json.writeStartArray();
            json.writeNumber((point.time() - of.from()) / MICROS_PER_MILLI);
            json.writeNumber(point.value());
            if (point.weight() != 1) {
                json.writeNumber(point.weight());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** Reads the array that {@code json} stands at the beginning of. */
    static List<Constituents> read(JsonParser json) throws IOException {
        List<Constituents> all = new ArrayList<>();
        ValueJson.Reader.expect(json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ValueJson.Reader.expect(json.currentToken(), JsonToken.START_OBJECT);
            all.add(readOne(json));
        }
        return all;
    }

    private static Constituents readOne(JsonParser json) throws IOException {
        String series = "";
        Resolution resolution = Resolution.SECOND;
        long from = 0;
        long to = 0;
        int count = 0;
        String hash = "";
        List<double[]> points = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "series" -> series = json.getText();
                case "resolution" -> resolution = Resolution.parse(json.getText());
                case "from" -> from = json.getLongValue() * MICROS_PER_MILLI;
                case "to" -> to = json.getLongValue() * MICROS_PER_MILLI;
                case "count" -> count = json.getIntValue();
                case "hash" -> hash = json.getText();
                case "points" -> points = readPoints(json);
                default -> json.skipChildren();
            }
        }
        long start = from;
        return new Constituents(
                Series.parse(series),
                resolution,
                from,
                to,
                count,
                hash,
                points.stream().map(numbers -> point(start, numbers)).toList());
    }

    private static Constituents.Point point(long from, double[] numbers) {
        return new Constituents.Point(
                from + (long) numbers[0] * MICROS_PER_MILLI, numbers[1], numbers.length > 2 ? (long) numbers[2] : 1);
    }

    private static List<double[]> readPoints(JsonParser json) throws IOException {
        List<double[]> points = new ArrayList<>();
        ValueJson.Reader.expect(json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ValueJson.Reader.expect(json.currentToken(), JsonToken.START_ARRAY);
            List<Double> numbers = new ArrayList<>(3);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                numbers.add(json.getDoubleValue());
            }
            if (numbers.size() < 2 || numbers.size() > 3) {
                throw new WireException("a point has " + numbers.size() + " numbers");
            }
            points.add(numbers.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return points;
    }
}
