package io.basiswatch.local.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.basiswatch.model.Levels;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A normalised event as one line of JSON, for people and for other programs: the kind, then the record's own fields in
 * their order, names in snake case. Times are microseconds since the epoch, a duration is in seconds, unknown is null.
 *
 * <p>Made from the records themselves, so that a new kind of event needs nothing here.
 */
final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<Class<?>, RecordComponent[]> FIELDS = new ConcurrentHashMap<>();

    private EventJson() {}

    static String write(MarketEvent event) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", snake(event.getClass().getSimpleName()));
            fields(event, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** {@code MarkPrice} and {@code markPrice} as {@code mark_price}. */
    static String snake(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static void fields(Object thing, JsonGenerator json) throws IOException {
        for (RecordComponent field : FIELDS.computeIfAbsent(thing.getClass(), Class::getRecordComponents)) {
            Object value = value(field, thing);
            if (value instanceof Stamp stamp) {
                fields(stamp, json);
            } else {
                json.writeFieldName(snake(field.getName()));
                write(value, json);
            }
        }
    }

    private static Object value(RecordComponent field, Object thing) {
        try {
            return field.getAccessor().invoke(thing);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case Double number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Enum<?> constant -> json.writeString(constant.name().toLowerCase(Locale.ROOT));
            case Duration duration -> json.writeNumber(duration.toMillis() / 1_000.0);
            case OptionalDouble number when number.isPresent() -> json.writeNumber(number.getAsDouble());
            case OptionalDouble nothing -> json.writeNull();
            case Optional<?> something when something.isPresent() -> write(something.get(), json);
            case Optional<?> nothing -> json.writeNull();
            case Levels levels -> writeLevels(levels, json);
            case List<?> list -> writeList(list, json);
            default -> json.writeString(value.toString());
        }
    }

    private static void writeLevels(Levels levels, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < levels.size(); i++) {
            json.writeArray(new double[] {levels.prices()[i], levels.quantities()[i]}, 0, 2);
        }
        json.writeEndArray();
    }

    private static void writeList(List<?> list, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            json.writeStartObject();
            fields(element, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
