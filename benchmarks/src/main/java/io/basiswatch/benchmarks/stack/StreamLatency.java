package io.basiswatch.benchmarks.stack;

import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.Report.Figure;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.wire.ValueJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How late a live value reaches a client of the stream.
 *
 * <p>Two figures. <em>From the frame</em>: since the collector received the newest frame that the value was computed
 * from, where that came in the second before the instant (what is older was served by an earlier value already). Most of
 * it is waiting by design: values are taken on a grid of whole seconds, so a frame waits up to a second for
 * its instant, and an instant is evaluated 250 ms after it, when an event or a tick shows that this time has passed.
 * <em>Beyond the grid</em>: since instant + 250 ms, which is what the machinery itself adds.
 */
final class StreamLatency {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final long GRACE_MICROS = 250_000;

    private final Stack stack;
    private final Clock clock = Clock.systemUTC();
    private final List<Double> fromFrame = new ArrayList<>();
    private final List<Double> beyondGrid = new ArrayList<>();

    StreamLatency(Stack stack) {
        this.stack = stack;
    }

    void measure(Duration duration, Report report) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url() + "/v1/stream?resolutions=1s"))
                .header("X-API-Key", stack.key())
                .header("Accept", "text/event-stream")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IOException("the stream answers " + response.statusCode());
            }
            listen(response.body(), clock.instant().plus(WARM_UP), duration);
            client.shutdownNow();
        }
        add("frame_to_client", fromFrame, report);
        add("beyond_grid_to_client", beyondGrid, report);
    }

    private void listen(InputStream body, Instant from, Duration duration) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            boolean update = false;
            String line = lines.readLine();
            while (line != null && clock.instant().isBefore(from.plus(duration))) {
                Instant now = clock.instant();
                if (line.startsWith("event:")) {
                    update = line.endsWith("update");
                } else if (update && line.startsWith("data:") && now.isAfter(from)) {
                    take(ValueJson.read(line.substring("data:".length()).strip()), micros(now));
                }
                line = lines.readLine();
            }
        }
    }

    private void take(IndicatorValue value, long now) {
        value.inputs().stream()
                .filter(input -> input.weight() > 0)
                .mapToLong(Input::receivedTime)
                .max()
                .ifPresent(received -> {
                    if (received > value.time() - Resolution.SECOND.micros()) {
                        fromFrame.add((now - received) / 1_000.0);
                    }
                });
        beyondGrid.add((now - value.time() - GRACE_MICROS) / 1_000.0);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static void add(String name, List<Double> times, Report report) {
        Percentiles spread = Percentiles.of(times);
        for (int percent : new int[] {50, 99}) {
            report.add(new Figure(
                    name,
                    Map.of("percentile", String.valueOf(percent), "values", String.valueOf(spread.count())),
                    spread.at(percent),
                    Double.NaN,
                    "ms"));
        }
    }
}
