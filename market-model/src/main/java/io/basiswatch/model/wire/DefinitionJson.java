package io.basiswatch.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.View;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The one JSON form of a {@link Definition}: an entry of the catalogue. Written here, passed on by everyone else. */
public final class DefinitionJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DefinitionJson() {}

    public static String write(Definition definition) {
        StringWriter text = new StringWriter(1_024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", definition.id());
            json.writeNumberField("version", definition.version());
            json.writeStringField("name", definition.name());
            json.writeStringField("description", definition.description());
            json.writeStringField("unit", definition.unit().code());
            json.writeStringField("formula", definition.formula());
            writeStrings("inputs", definition.inputs(), json);
            json.writeStringField("window", definition.window());
            writeStrings("dimensions", definition.dimensions(), json);
            writeBands(definition.bands(), json);
            json.writeObjectFieldStart("attributes");
            for (Definition.Attribute attribute : definition.attributes()) {
                json.writeStringField(attribute.name(), attribute.text());
            }
            json.writeEndObject();
            json.writeStringField("source", definition.source());
            writeStrings("views", definition.views().stream().map(View::code).toList(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeStrings(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeBands(List<Band> bands, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("bands");
        for (Band band : bands) {
            json.writeStartObject();
            if (band.from().isPresent()) {
                json.writeNumberField("from", band.from().getAsDouble());
            } else {
                json.writeNullField("from");
            }
            json.writeStringField("code", band.code());
            json.writeStringField("text", band.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
