package io.basiswatch.gateway.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * One entry of the live log, encoded once for all who get it.
 *
 * @param id where it stands
 * @param asset of which asset
 * @param indicator of which indicator
 * @param resolution code of its resolution
 * @param slot what a later update replaces: live values of one series replace one another, closed intervals only their
 *     own revisions
 * @param frame the event as it is sent; shared, never changed
 */
record Update(StreamId id, String asset, String indicator, String resolution, String slot, Buffer frame) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String LIVE = "1s";

    /** @throws IOException where {@code data} is not a value as it is published */
    static Update of(StreamId id, String asset, String indicator, String data) throws IOException {
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
        if (series.isEmpty() || resolution.isEmpty()) {
            throw new IOException("no series or no resolution");
        }
        String slot = resolution.equals(LIVE) ? series : series + '@' + resolution + '@' + time;
        return new Update(id, asset, indicator, resolution, slot, Frames.event("update", id, data));
    }
}
