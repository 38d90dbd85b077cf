package io.basiswatch.gateway.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.basiswatch.model.Resolution;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a value comes from and how old it is.
 *
 * @param time the value's own, milliseconds since the epoch
 * @param resolution of its interval, at the end of which its inputs were as old as they were
 * @param oldestInput how old its oldest input was then, milliseconds; empty where that is not told
 * @param venuesUsed that took part
 * @param venuesMissing that should have
 */
record Provenance(
        long time,
        Resolution resolution,
        OptionalLong oldestInput,
        List<String> venuesUsed,
        List<String> venuesMissing) {
    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IllegalStateException where {@code json} is not a value as it is published */
    static Provenance of(String json) {
        Reader reader = new Reader();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                reader.read(name, parser);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("not a published value: " + e.getMessage(), e);
        }
        return reader.result();
    }

    private static final class Reader {
        private long time;
        private Resolution resolution = Resolution.SECOND;
        private OptionalLong oldestInput = OptionalLong.empty();
        private String used = "";
        private String missing = "";

        void read(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "time" -> time = parser.getLongValue();
                case "resolution" -> resolution = Resolution.parse(parser.getText());
                case "attributes" -> {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String attribute = parser.currentName();
                        parser.nextToken();
                        attribute(attribute, parser);
                    }
                }
                default -> parser.skipChildren();
            }
        }

        private void attribute(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "oldest_input_ms" -> oldestInput = OptionalLong.of(parser.getLongValue());
                case "venues_used" -> used = parser.getText();
                case "venues_missing" -> missing = parser.getText();
                default -> parser.skipChildren();
            }
        }

        Provenance result() {
            return new Provenance(time, resolution, oldestInput, names(used), names(missing));
        }
    }

    /** The venues of an attribute, which joins them by commas. */
    static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    void appendAsOf(long now, StringBuilder text) {
        text.append(",\"as_of\":").append(now);
        text.append(",\"age_ms\":").append(Math.max(0, now - time));
        text.append(",\"staleness_ms\":");
        if (oldestInput.isPresent()) {
            long end = resolution == Resolution.SECOND ? time : time + resolution.millis();
            text.append(Math.max(0, now - end + oldestInput.getAsLong()));
        } else {
            text.append("null");
        }
        appendArray(venuesUsed, text.append(",\"venues_used\":"));
        appendArray(venuesMissing, text.append(",\"venues_missing\":"));
    }

    /** Names of venues are small letters, digits and hyphens, which need no escapes. */
    private static void appendArray(List<String> names, StringBuilder text) {
        text.append('[');
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "\"" : ",\"").append(names.get(i)).append('"');
        }
        text.append(']');
    }
}
