package io.basiswatch.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The one JSON form of an {@link IndicatorValue}: in Kafka, in Redis, in files, to clients. The same value always gives
 * the same characters.
 *
 * <pre>{"series":"ETH:…","indicator":"…","asset":"ETH","dimension":"…","time":1723161260000,"resolution":"1s",
 * "value":-0.05,"unit":"percent","quality":"ok","reasons":[],"version":1,"revision":0,"known_at":1723161260250,
 * "inputs":[{"source":"…","kind":"mid","value":2681.6,"event_time":…,"received_time":…,"weight":1.0}],
 * "attributes":{…},"constituents":[…]}</pre>
 *
 * {@code time} and {@code known_at} are milliseconds since the epoch; the times of inputs are microseconds. A value that
 * is absent is {@code null}. {@code constituents}, see {@link ConstituentsJson}, is there where there are any.
 */
public final class ValueJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MICROS_PER_MILLI = 1_000;

    private ValueJson() {}

    public static String write(IndicatorValue value) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(IndicatorValue value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("series", value.series().toString());
        json.writeStringField("indicator", value.series().indicator());
        json.writeStringField("asset", value.series().asset());
        json.writeStringField("dimension", value.series().dimension());
        json.writeNumberField("time", value.time() / MICROS_PER_MILLI);
        json.writeStringField("resolution", value.resolution().code());
        if (value.value().isPresent()) {
            json.writeNumberField("value", value.value().getAsDouble());
        } else {
            json.writeNullField("value");
        }
        json.writeStringField("unit", value.unit().code());
        json.writeStringField("quality", value.quality().code());
        json.writeArrayFieldStart("reasons");
        for (String reason : value.reasons()) {
            json.writeString(reason);
        }
        json.writeEndArray();
        json.writeNumberField("version", value.version());
        json.writeNumberField("revision", value.revision());
        json.writeNumberField("known_at", value.knownAt() / MICROS_PER_MILLI);
        json.writeArrayFieldStart("inputs");
        for (Input input : value.inputs()) {
            write(input, json);
        }
        json.writeEndArray();
        writeAttributes(value.attributes(), json);
        if (!value.constituents().isEmpty()) {
            ConstituentsJson.write(value.constituents(), json);
        }
        json.writeEndObject();
    }

    private static void write(Input input, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", input.source());
        json.writeStringField("kind", input.kind());
        json.writeNumberField("value", input.value());
        json.writeNumberField("event_time", input.eventTime());
        json.writeNumberField("received_time", input.receivedTime());
        json.writeNumberField("weight", input.weight());
        if (!input.excluded().isEmpty()) {
            json.writeStringField("excluded", input.excluded());
        }
        json.writeEndObject();
    }

    private static void writeAttributes(Map<String, Object> attributes, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            json.writeFieldName(attribute.getKey());
            switch (attribute.getValue()) {
                case Double number -> json.writeNumber(number);
                case Long number -> json.writeNumber(number);
                case Boolean truth -> json.writeBoolean(truth);
                case Object text -> json.writeString(text.toString());
            }
        }
        json.writeEndObject();
    }

    /**
     * The value that {@link #write} has written. Fields it does not know are passed over.
     *
     * @throws WireException where {@code text} is not such a value
     */
    public static IndicatorValue read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            return new Reader().read(json);
        } catch (IOException | IllegalArgumentException e) {
            throw new WireException("not an indicator value: " + e.getMessage(), e);
        }
    }

    /** The fields as far as they are read. */
    static final class Reader {
        private String series = "";
        private int version;
        private Resolution resolution = Resolution.SECOND;
        private long time;
        private OptionalDouble value = OptionalDouble.empty();
        private Unit unit = Unit.RATIO;
        private Quality quality = Quality.ABSENT;
        private final List<String> reasons = new ArrayList<>();
        private long knownAt;
        private int revision;
        private final List<Input> inputs = new ArrayList<>();
        private final Map<String, Object> attributes = new TreeMap<>();
        private final List<Constituents> constituents = new ArrayList<>();

        IndicatorValue read(JsonParser json) throws IOException {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                readField(name, json);
            }
            return new IndicatorValue(
                    Series.parse(series),
                    version,
                    resolution,
                    time,
                    value,
                    unit,
                    quality,
                    reasons,
                    knownAt,
                    revision,
                    inputs,
                    attributes,
                    constituents);
        }

        private void readField(String name, JsonParser json) throws IOException {
            switch (name) {
                case "series" -> series = json.getText();
                case "time" -> time = json.getLongValue() * MICROS_PER_MILLI;
                case "resolution" -> resolution = Resolution.parse(json.getText());
                case "value" ->
                    value = json.currentToken() == JsonToken.VALUE_NULL
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(json.getDoubleValue());
                case "unit" -> unit = Unit.parse(json.getText());
                case "quality" -> quality = Quality.parse(json.getText());
                case "reasons" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        reasons.add(json.getText());
                    }
                }
                case "version" -> version = json.getIntValue();
                case "revision" -> revision = json.getIntValue();
                case "known_at" -> knownAt = json.getLongValue() * MICROS_PER_MILLI;
                case "inputs" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        inputs.add(readInput(json));
                    }
                }
                case "attributes" -> readAttributes(json);
                case "constituents" -> constituents.addAll(ConstituentsJson.read(json));
                default -> json.skipChildren();
            }
        }

        private static Input readInput(JsonParser json) throws IOException {
            String source = "";
            String kind = "";
            double value = 0;
            long eventTime = 0;
            long receivedTime = 0;
            double weight = 0;
            String excluded = "";
            expect(json.currentToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "source" -> source = json.getText();
                    case "kind" -> kind = json.getText();
                    case "value" -> value = json.getDoubleValue();
                    case "event_time" -> eventTime = json.getLongValue();
                    case "received_time" -> receivedTime = json.getLongValue();
                    case "weight" -> weight = json.getDoubleValue();
                    case "excluded" -> excluded = json.getText();
                    default -> json.skipChildren();
                }
            }
            return new Input(source, kind, value, eventTime, receivedTime, weight, excluded);
        }

        private void readAttributes(JsonParser json) throws IOException {
            expect(json.currentToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                Object scalar = switch (json.nextToken()) {
                    case VALUE_STRING -> json.getText();
                    case VALUE_NUMBER_INT -> json.getLongValue();
                    case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    case JsonToken other -> throw new WireException(name + " holds a " + other);
                };
                attributes.put(name, scalar);
            }
        }

        static void expect(JsonToken found, JsonToken wanted) {
            if (found != wanted) {
                throw new WireException("found " + found + " where " + wanted + " belongs");
            }
        }
    }
}
