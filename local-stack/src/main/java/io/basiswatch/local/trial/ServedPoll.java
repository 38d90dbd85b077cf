package io.basiswatch.local.trial;

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
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
    private final List<Answer> answers = new ArrayList<>();

    /**
     * One question and its answer.
     *
     * @param asked when, microseconds since the epoch
     * @param newest the newest value's time, 0 where there was none
     * @param failure why there was no answer; empty where there was one
     */
    private record Answer(long asked, long newest, String failure) {}

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
                Answer answer = ask(turn++);
                synchronized (answers) {
                    answers.add(answer);
                }
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
                        ? new Answer(asked, newest(response.body()), "")
                        : new Answer(asked, 0, "status " + response.statusCode());
            } catch (ConnectException e) {
                failure = "no gateway takes connections";
            } catch (HttpTimeoutException e) {
                return new Answer(asked, 0, "no answer in " + PATIENCE.toSeconds() + " s");
            } catch (IOException e) {
                return new Answer(asked, 0, "broken off: " + e.getMessage());
            }
        }
        return new Answer(asked, 0, failure);
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

    /** When a value was served for the first time that is of {@code time} or later. */
    OptionalLong freshSince(long time) {
        synchronized (answers) {
            return answers.stream()
                    .filter(answer -> answer.newest() >= time)
                    .mapToLong(Answer::asked)
                    .findFirst();
        }
    }

    /** When a value was served for the first time that is newer than all that were served before {@code time}. */
    OptionalLong newerSince(long time) {
        synchronized (answers) {
            long newest = answers.stream()
                    .filter(answer -> answer.asked() < time)
                    .mapToLong(Answer::newest)
                    .max()
                    .orElse(0);
            return answers.stream()
                    .filter(answer -> answer.asked() >= time && answer.newest() > newest)
                    .mapToLong(Answer::asked)
                    .findFirst();
        }
    }

    /** The failures of a part of the run. */
    List<String> failures(long from, long to) {
        synchronized (answers) {
            return answers.stream()
                    .filter(answer -> answer.asked() >= from && answer.asked() < to)
                    .map(Answer::failure)
                    .filter(failure -> !failure.isEmpty())
                    .toList();
        }
    }

    /** The longest time in which nothing newer was served, in a part of the run, in microseconds. */
    long standstill(long from, long to) {
        synchronized (answers) {
            long longest = 0;
            long newest = 0;
            long since = from;
            for (Answer answer : answers) {
                if (answer.asked() < from || answer.asked() >= to || answer.newest() <= newest) {
                    continue;
                }
                newest = answer.newest();
                longest = Math.max(longest, answer.asked() - since);
                since = answer.asked();
            }
            return Math.max(longest, to - since);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        http.shutdownNow();
    }
}
