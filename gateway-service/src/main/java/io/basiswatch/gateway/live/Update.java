package io.basiswatch.gateway.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.basiswatch.model.Series;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * One entry of the live log, encoded once for all who get it.
 *
 * @param id where it stands
 * @param series of which series
 * @param name the series as it is written
 * @param resolution code of its resolution
 * @param slot what a later update replaces: live values of one series replace one another, closed intervals only their
 *     own revisions
 * @param frame the event as it is sent; shared, never changed
 */
record Update(StreamId id, Series series, String name, String resolution, String slot, Buffer frame) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String LIVE = "1s";

    /** @throws IOException where {@code data} is not a value as it is published */
    static Update of(EventId id, String data) throws IOException {
        String series = "";
        String resolution = "";
        long time = 0;
        try (JsonParser json = JSON.createParser(data)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME
                    && (series.isEmpty() || resolution.isEmpty() || time == 0)) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "series" -> series = json.getText();
                    case "resolution" -> resolution = json.getText();
                    case "time" -> time = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
        }
        if (resolution.isEmpty()) {
            throw new IOException("no resolution");
        }
        String slot = resolution.equals(LIVE) ? series : series + '@' + resolution + '@' + time;
        return new Update(id.position(), parsed(series), series, resolution, slot, Frames.event("update", id, data));
    }

    private static Series parsed(String name) throws IOException {
        try {
            return Series.parse(name);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
