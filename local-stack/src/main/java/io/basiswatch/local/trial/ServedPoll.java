package io.basiswatch.local.trial;

import io.basiswatch.local.trial.AnswerLog.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks for the newest value of one series again and again, as a client of the API does behind a balancer: a gateway that takes no
 * connection is passed over for the next one, and nothing else is forgiven.
 */
final class ServedPoll implements AutoCloseable {
    static final String INDICATOR = "futures_spot_basis_pct";
    private static final long BETWEEN_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long MICROS_PER_MILLI = 1_000;

    private final Supplier<List<Integer>> gateways;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("served-poll").unstarted(this::run);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AnswerLog answers = new AnswerLog();

    /**
     * @param gateways where they listen, running or not
     */
    ServedPoll(Supplier<List<Integer>> gateways, String key) {
        this.gateways = gateways;
        this.key = key;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            int turn = 0;
            while (!closed.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS)) {
                answers.add(ask(turn++));
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private Answer ask(int turn) throws InterruptedException {
        long asked = Scene.now();
        List<Integer> ports = gateways.get();
        String failure = "no gateway";
        for (int i = 0; i < ports.size(); i++) {
            int port = ports.get((turn + i) % ports.size());
            try {
                HttpResponse<String> response = http.send(request(port), BodyHandlers.ofString());
                return response.statusCode() == 200
                        ? Answer.of(asked, newest(response.body()))
                        : Answer.failed(asked, "status " + response.statusCode());
            } catch (ConnectException e) {
                failure = "no gateway takes connections";
            } catch (HttpTimeoutException e) {
                return Answer.failed(asked, "no answer in " + PATIENCE.toSeconds() + " s");
            } catch (IOException e) {
                return Answer.failed(asked, "broken off: " + e.getMessage());
            }
        }
        return Answer.failed(asked, failure);
    }

    private HttpRequest request(int port) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/indicators/" + INDICATOR + "?asset="
                        + OutageLedger.ASSET + "&resolution=1s"))
                .header("X-API-Key", key)
                .timeout(PATIENCE)
                .build();
    }

    /** Of values that are good: what is told of old inputs is no sign of health. */
    private static long newest(String body) {
        JsonArray data = new JsonObject(body).getJsonArray("data");
        return data.stream()
                .map(JsonObject.class::cast)
                .filter(value -> "ok".equals(value.getString("quality")))
                .mapToLong(value -> value.getLong("time") * MICROS_PER_MILLI)
                .max()
                .orElse(0);
    }

    AnswerLog answers() {
        return answers;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        http.shutdownNow();
    }
}
