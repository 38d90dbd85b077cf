package io.basiswatch.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds answers against the written contract: the status is documented for the operation, so is the media type, the body has
 * its schema and no field that is not in it, and the headers that are said to be always there are there and look as they should.
 *
 * <p>What is no operation of the contract (another method, an unknown path) must end in a problem.
 */
public final class Contract {
    private static final String PROBLEM = "application/problem+json";
    private static final String PROBLEM_SCHEMA = "/components/schemas/Problem";
    private static final String STREAM_EVENTS =
            "/paths/~1v1~1stream/get/responses/200/content/text~1event-stream/x-events";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Contract WRITTEN = read();

    private final JsonNode document;
    private final List<PathTemplate> paths;
    private final DocumentSchemas schemas;

    /**
     * A path with placeholders.
     *
     * @param name as it is written in the contract
     * @param form what its requests look like
     */
    private record PathTemplate(String name, Pattern form) {
        static PathTemplate of(String name) {
            String form = Pattern.quote(name).replaceAll("\\{[^}]+}", "\\\\E[^/?]+\\\\Q");
            return new PathTemplate(name, Pattern.compile(form));
        }
    }

    /**
     * What was answered.
     *
     * @param method of the request
     * @param path of the request, without its query
     * @param status of the answer
     * @param headers of the answer, found whatever the case of their names
     * @param body of the answer; empty where it was not read or has none
     */
    public record Exchange(
            String method, String path, int status, Map<String, List<String>> headers, Optional<String> body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name))
                    .flatMap(values -> values.stream().findFirst());
        }

        String mediaType() {
            return header("Content-Type").orElse("").replaceFirst(";.*", "").strip();
        }

        @Override
        public String toString() {
            return method + ' ' + path + ' ' + status;
        }
    }

    Contract(JsonNode document) {
        this.document = document;
        List<PathTemplate> found = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(name -> found.add(PathTemplate.of(name)));
        this.paths = List.copyOf(found);
        this.schemas = new DocumentSchemas(ClosedSchemas.of(document));
    }

    private static Contract read() {
        try (InputStream file =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/openapi.yaml")) {
            return new Contract(new ObjectMapper(new YAMLFactory()).readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract that the gateway serves. */
    public static Contract written() {
        return WRITTEN;
    }

    /** @throws AssertionError where the answer is not what the contract says */
    public void require(Exchange exchange) {
        List<String> faults = faults(exchange);
        if (!faults.isEmpty()) {
            throw new AssertionError(exchange + " is not as documented: " + String.join("; ", faults) + ": "
                    + exchange.body().map(Contract::shortened).orElse("(not read)"));
        }
        ContractCoverage.note(operation(exchange).map(pointer -> pointer + ' ' + exchange.status()));
    }

    private static String shortened(String body) {
        return body.length() <= 600 ? body : body.substring(0, 600) + '…';
    }

    /** What is wrong with the answer; nothing where it keeps to the contract. */
    List<String> faults(Exchange exchange) {
        Optional<String> operation = operation(exchange);
        if (operation.isEmpty()) {
            return exchange.status() < 400 ? List.of() : problemFaults(exchange);
        }
        String response = operation.get() + "/responses/" + exchange.status();
        if (document.at(response).isMissingNode()) {
            return List.of("the status is not documented");
        }
        String place = resolved(response);
        List<String> faults = new ArrayList<>(headerFaults(place, exchange));
        faults.addAll(bodyFaults(place, exchange));
        return faults;
    }

    /** Where in the document the operation of the request is; HEAD is answered as GET is. */
    private Optional<String> operation(Exchange exchange) {
        String method =
                exchange.method().equals("HEAD") ? "get" : exchange.method().toLowerCase(Locale.ROOT);
        return paths.stream()
                .filter(path -> path.form().matcher(exchange.path()).matches())
                .map(path -> "/paths/" + path.name().replace("~", "~0").replace("/", "~1") + '/' + method)
                .filter(pointer -> !document.at(pointer).isMissingNode())
                .findFirst();
    }

    private List<String> problemFaults(Exchange exchange) {
        List<String> faults = new ArrayList<>();
        if (!exchange.mediaType().equals(PROBLEM)) {
            faults.add("a refusal is " + PROBLEM + ", not '" + exchange.mediaType() + "'");
        }
        if (exchange.header("X-Request-Id").isEmpty()) {
            faults.add("X-Request-Id is missing");
        }
        exchange.body().filter(body -> !body.isEmpty()).ifPresent(body -> faults.addAll(json(PROBLEM_SCHEMA, body)));
        return faults;
    }

    private List<String> headerFaults(String response, Exchange exchange) {
        List<String> faults = new ArrayList<>();
        document.at(response + "/headers").fieldNames().forEachRemaining(name -> {
            String header = resolved(response + "/headers/" + name);
            Optional<String> sent = exchange.header(name);
            if (sent.isEmpty() && document.at(header).path("required").asBoolean()) {
                faults.add(name + " is missing");
            }
            sent.ifPresent(value -> validate(header + "/schema", headerValue(header, value))
                    .forEach(message -> faults.add(name + ' ' + message)));
        });
        return faults;
    }

    private JsonNode headerValue(String header, String value) {
        boolean number =
                document.at(resolved(header + "/schema")).path("type").asText().equals("integer");
        return number && value.matches("\\d{1,9}") ? IntNode.valueOf(Integer.parseInt(value)) : TextNode.valueOf(value);
    }

    private List<String> bodyFaults(String response, Exchange exchange) {
        JsonNode content = document.at(response + "/content");
        boolean empty = exchange.body().filter(String::isEmpty).isPresent();
        if (content.isEmpty()) {
            return empty || exchange.body().isEmpty() ? List.of() : List.of("no body is documented");
        }
        if (empty && exchange.method().equals("HEAD")) {
            return List.of();
        }
        String type = exchange.mediaType();
        if (!content.has(type)) {
            return List.of("the media type '" + type + "' is not documented");
        }
        String schema = response + "/content/" + type.replace("/", "~1") + "/schema";
        return exchange.body()
                .map(body -> type.endsWith("json") && !type.endsWith("ndjson")
                        ? json(schema, body)
                        : validate(schema, TextNode.valueOf(body)))
                .orElse(List.of());
    }

    private List<String> json(String pointer, String body) {
        try {
            return validate(pointer, JSON.readTree(body));
        } catch (IOException e) {
            return List.of("the body is no JSON");
        }
    }

    private List<String> validate(String pointer, JsonNode value) {
        return schemas.faults(resolved(pointer), value);
    }

    /** @throws AssertionError where the stream's contract knows no such event, or one with other data */
    public void requireEvent(String name, String data) {
        String event = STREAM_EVENTS + '/' + name;
        List<String> faults =
                document.at(event).isMissingNode() ? List.of("the event is not documented") : json(event, data);
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "event " + name + " is not as documented: " + String.join("; ", faults) + ": " + shortened(data));
        }
    }

    /** Validates {@code json} as the component schema of this name. */
    public List<String> faults(String schema, String json) {
        return json("/components/schemas/" + schema, json);
    }

    private String resolved(String pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isTextual() ? resolved(reference.asText().substring(1)) : pointer;
    }
}
