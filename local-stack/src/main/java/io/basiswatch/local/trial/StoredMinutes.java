package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.trial.Recomputed.Figure;
import io.basiswatch.local.trial.Recomputed.Place;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The values of minutes that are stored, as the API answers them with all detail. */
final class StoredMinutes {
    private static final long MICROS_PER_MILLI = 1_000;

    private StoredMinutes() {}

    /**
     * Reads all of a time.
     *
     * @param gateway the port of the API
     * @param from microseconds since the epoch
     * @param to its end
     * @throws CommandFailure where an answer is refused
     */
    static Map<Place, Figure> read(int gateway, String key, Collection<Series> all, long from, long to)
            throws IOException, InterruptedException {
        Map<Place, Figure> stored = new HashMap<>();
        String range = "&resolution=1m&detail=full&limit=5000&from=" + from / MICROS_PER_MILLI + "&to="
                + to / MICROS_PER_MILLI;
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Series series : all) {
                String url = "http://127.0.0.1:" + gateway + "/v1/indicators/" + series.indicator() + "/history?asset="
                        + series.asset() + "&dimension=" + series.dimension() + range;
                HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                        .header("X-API-Key", key)
                        .build();
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    throw CommandFailure.failed(url + " answered " + response.statusCode() + ": " + response.body());
                }
                take(series, new JsonObject(response.body()), stored);
            }
        }
        return stored;
    }

    private static void take(Series series, JsonObject page, Map<Place, Figure> stored) {
        page.getJsonArray("data").stream().map(JsonObject.class::cast).forEach(point -> {
            Place place = new Place(series.toString(), Resolution.MINUTE.code(), point.getLong("time"));
            stored.put(place, Figure.of(point));
        });
    }
}
