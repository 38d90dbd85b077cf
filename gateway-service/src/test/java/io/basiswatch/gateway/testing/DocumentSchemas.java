package io.basiswatch.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.Keyword;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas inside of an OpenAPI document, by where they are in it, as JSON Schema 2020-12 with formats. */
final class DocumentSchemas {
    private static final String LOCATION = "https://contract.invalid/openapi.json";

    private final JsonSchemaFactory factory;
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

    DocumentSchemas(JsonNode document) {
        List<Keyword> notOfSchemas = new ArrayList<>();
        document.fieldNames().forEachRemaining(name -> notOfSchemas.add(new NonValidationKeyword(name)));
        JsonMetaSchema plain = JsonMetaSchema.getV202012();
        JsonMetaSchema dialect = JsonMetaSchema.builder(plain.getIri(), plain)
                .keywords(notOfSchemas)
                .build();
        this.factory = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
                .metaSchema(dialect)
                .schemaLoaders(loaders -> loaders.schemas(Map.of(LOCATION, document.toString())))
                .build();
    }

    /** What of the value does not fit the schema at this JSON pointer. */
    List<String> faults(String pointer, JsonNode value) {
        JsonSchema schema = known.computeIfAbsent(
                pointer,
                place -> factory.getSchema(
                        SchemaLocation.of(LOCATION + '#' + place),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        return schema.validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
