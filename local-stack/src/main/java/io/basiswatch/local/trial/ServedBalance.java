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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the API answers and what the stream has brought, value by value against what the log comes to. */
final class ServedBalance {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final Recomputed recomputed;
    private final List<ServedStream.Update> updates;
    private final List<ServedStream.Update> repeated;
    private final Map<Place, Figure> stored = new HashMap<>();

    /**
     * What one part of a run has shown.
     *
     * @param minutes values of minutes that were compared
     * @param updates events of the stream that were compared
     * @param lost values of minutes that are not stored, or that the stream never brought
     * @param repeated what the stream brought twice
     * @param wrong stored or brought, and not what the log comes to
     */
    record Reading(long minutes, long updates, List<String> lost, List<String> repeated, List<String> wrong) {}

    ServedBalance(Recomputed recomputed, ServedStream stream) {
        this.recomputed = recomputed;
        this.updates = stream.updates();
        this.repeated = stream.repeated();
    }

    /**
     * Reads all that is stored of a time, of each series that there should be.
     *
     * @param gateway where the API is
     * @param from microseconds since the epoch
     * @param to its end
     */
    void read(int gateway, String key, long from, long to) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Series series : recomputed.series()) {
                String url = "http://127.0.0.1:" + gateway + "/v1/indicators/" + series.indicator() + "/history?asset="
                        + series.asset() + "&dimension=" + series.dimension()
                        + "&resolution=1m&detail=full&limit=5000&from="
                        + from / MICROS_PER_MILLI + "&to=" + to / MICROS_PER_MILLI;
                HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                        .header("X-API-Key", key)
                        .build();
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    throw CommandFailure.failed(url + " answered " + response.statusCode() + ": " + response.body());
                }
                take(series, new JsonObject(response.body()));
            }
        }
    }

    private void take(Series series, JsonObject page) {
        page.getJsonArray("data").stream().map(JsonObject.class::cast).forEach(point -> {
            Place place = new Place(series.toString(), Resolution.MINUTE.code(), point.getLong("time"));
            stored.put(place, ServedStream.figure(point));
        });
    }

    /** Strikes the balance of the whole minutes of a phase, and of all that the stream brought in it. */
    Reading reading(Phase phase) {
        long from = -Math.floorDiv(-phase.from() / MICROS_PER_MILLI, MINUTE_MILLIS) * MINUTE_MILLIS;
        long to = Math.floorDiv(phase.to() / MICROS_PER_MILLI, MINUTE_MILLIS) * MINUTE_MILLIS;
        List<String> lost = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<Place> minutes = recomputed.places(Resolution.MINUTE, from, to);
        Set<Place> brought = updates.stream().map(ServedStream.Update::place).collect(Collectors.toSet());
        for (Place place : minutes) {
            compare(place, brought, lost, wrong);
        }
        List<ServedStream.Update> came =
                updates.stream().filter(update -> phase.holds(update.at())).toList();
        came.forEach(update -> compare(update, wrong));
        List<String> twice = repeated.stream()
                .filter(update -> phase.holds(update.at()))
                .map(update -> "twice in the stream: " + update.place() + " " + update.figure())
                .toList();
        return new Reading(minutes.size(), came.size(), lost, twice, wrong);
    }

    private void compare(Place place, Set<Place> brought, List<String> lost, List<String> wrong) {
        Figure due = recomputed.at(place).getLast();
        if (!Double.isNaN(due.value())) {
            Figure found = stored.get(place);
            if (found == null) {
                lost.add("not stored: " + place + " " + due);
            } else if (!found.equals(due)) {
                wrong.add("stored: " + place + " " + found + " where the log comes to " + due);
            }
        }
        if (!brought.contains(place)) {
            lost.add("not in the stream: " + place + " " + due);
        }
    }

    private void compare(ServedStream.Update update, List<String> wrong) {
        List<Figure> due = recomputed.at(update.place());
        boolean isMinuteOrSecond = update.place().resolution().equals(Resolution.MINUTE.code())
                || update.place().resolution().equals(Resolution.SECOND.code());
        if (isMinuteOrSecond && !due.contains(update.figure())) {
            wrong.add("in the stream: " + update.place() + " " + update.figure() + " where the log comes to " + due);
        }
    }
}
