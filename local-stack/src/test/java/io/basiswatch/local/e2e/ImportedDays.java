package io.basiswatch.local.e2e;

import io.basiswatch.local.Klines;
import io.basiswatch.local.importing.ImportCommand;
import io.basiswatch.model.Series;
import io.vertx.core.json.JsonObject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Days of history that are imported, and what the gateway tells of them then. */
final class ImportedDays {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration RANGE = Duration.ofDays(60);

    private ImportedDays() {}

    /** Imports candles of a perpetual and of spot, 1 % apart on the first day, into the installation in {@code data}. */
    static void run(Path data, Path folder, Instant first, int days) {
        Path perpetual = Klines.write(folder.resolve("perpetual.csv"), first, DAY, days, 2020);
        Path spot = Klines.write(folder.resolve("spot.csv"), first, DAY, days, 2000);
        ImportCommand.run(
                List.of(
                        "--data",
                        data.toString(),
                        "binance-usdm:ETH-USDT-PERP:1d=" + perpetual,
                        "binance-spot:ETH-USDT:1d=" + spot),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    /** The days of a series from {@code first} on; empty where the gateway does not answer. */
    static List<JsonObject> served(RunningStack stack, Series series, Instant first, String more) {
        String path = "/v1/indicators/" + series.indicator() + "/history?resolution=1d&asset=" + series.asset()
                + "&dimension=" + series.dimension() + "&from=" + first.toEpochMilli() + "&to="
                + first.plus(RANGE).toEpochMilli() + more;
        return stack.get(path).stream()
                .flatMap(body -> new JsonObject(body).getJsonArray("data").stream())
                .map(JsonObject.class::cast)
                .toList();
    }
}
