package io.basiswatch.local.e2e;

import io.basiswatch.local.replay.ReplayCommand;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ValueJson;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Minute values, series by series: as the gateway tells them, and as a replay of a recording gives them. */
final class Recorded {
    private Recorded() {}

    /** Series to minute (milliseconds) to value, of a replay of all captures in {@code recording}. */
    static Map<Series, Map<Long, Double>> replayed(Path recording, Path out) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--out", out.toString()));
        try (Stream<Path> files = Files.list(recording)) {
            files.map(file -> file.getFileName().toString().replace(".ndjson", "") + "=" + file)
                    .sorted()
                    .forEach(arguments::add);
        }
        ReplayCommand.run(arguments, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Map<Series, Map<Long, Double>> values = new TreeMap<>();
        try (Stream<String> lines = Files.lines(out.resolve("values.ndjson"))) {
            lines.map(ValueJson::read)
                    .filter(value -> value.resolution() == Resolution.MINUTE)
                    .forEach(value -> put(value, values));
        }
        return values;
    }

    private static void put(IndicatorValue value, Map<Series, Map<Long, Double>> values) {
        Map<Long, Double> minutes = values.computeIfAbsent(value.series(), series -> new TreeMap<>());
        value.value()
                .ifPresentOrElse(
                        number -> minutes.put(value.time() / 1_000, number),
                        () -> minutes.remove(value.time() / 1_000));
    }

    /** Minute (milliseconds) to value, as the gateway's history tells; empty where it does not answer. */
    static Map<Long, Double> served(RunningStack stack, Series series) {
        Map<Long, Double> minutes = new TreeMap<>();
        stack.get("/v1/indicators/" + series.indicator() + "/history?asset=" + series.asset() + "&dimension="
                        + series.dimension())
                .ifPresent(body -> new JsonObject(body).getJsonArray("data").forEach(point -> {
                    JsonObject json = (JsonObject) point;
                    if (json.getValue("value") != null) {
                        minutes.put(json.getLong("time"), json.getDouble("value"));
                    }
                }));
        return minutes;
    }
}
