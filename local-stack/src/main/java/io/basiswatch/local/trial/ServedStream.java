package io.basiswatch.local.trial;

import io.basiswatch.local.trial.Recomputed.Figure;
import io.basiswatch.local.trial.Recomputed.Place;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A client of the stream that comes back at once with the last id that it has seen, to any gateway that takes it. */
final class ServedStream implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Supplier<List<Integer>> gateways;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("served-stream").unstarted(this::run);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Update> updates = new ArrayList<>();
    private final List<Update> repeated = new ArrayList<>();
    private final Set<Revision> seen = new HashSet<>();
    private String lastId = "";
    private int connections;
    private int resets;

    /** A value that came, and when, in microseconds since the epoch. */
    record Update(long at, Place place, Figure figure) {}

    private record Revision(Place place, int number) {}

    ServedStream(Supplier<List<Integer>> gateways, String key) {
        this.gateways = gateways;
        this.key = key;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            int turn = 0;
            do {
                List<Integer> ports = gateways.get();
                try {
                    read(ports.get(turn++ % ports.size()));
                } catch (IOException | UncheckedIOException e) {
                    // That gateway is gone: the next one, from where we were.
                }
            } while (!closed.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void read(int port) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + port + "/v1/stream?topics=*&assets=" + OutageLedger.ASSET;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("X-API-Key", key);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
        try (Stream<String> body = response.body()) {
            if (response.statusCode() != 200) {
                return;
            }
            connected();
            String id = "";
            String event = "";
            for (Iterator<String> lines = body.iterator(); lines.hasNext(); ) {
                String line = lines.next();
                if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    take(id, event, line.substring("data: ".length()));
                }
            }
        }
    }

    private synchronized void connected() {
        connections++;
    }

    private synchronized void take(String id, String event, String data) {
        switch (event) {
            case "update" -> {
                lastId = id;
                update(new JsonObject(data));
            }
            case "snapshot" -> lastId = id;
            case "reset" -> {
                resets++;
                // What we had is void, so that nothing of it can come twice.
                seen.clear();
            }
            default -> {}
        }
    }

    private void update(JsonObject json) {
        Place place = new Place(json.getString("series"), json.getString("resolution"), json.getLong("time"));
        Update update = new Update(Scene.now(), place, Figure.of(json));
        updates.add(update);
        if (!seen.add(new Revision(place, update.figure().revision()))) {
            repeated.add(update);
        }
    }

    synchronized List<Update> updates() {
        return List.copyOf(updates);
    }

    /** Values that came once more although nothing was reset. */
    synchronized List<Update> repeated() {
        return List.copyOf(repeated);
    }

    synchronized int connections() {
        return connections;
    }

    synchronized int resets() {
        return resets;
    }

    /** The longest time without any value in a part of the run, in microseconds. */
    synchronized long silence(long from, long to) {
        long longest = 0;
        long since = from;
        for (Update update : updates) {
            if (update.at() >= from && update.at() < to) {
                longest = Math.max(longest, update.at() - since);
                since = update.at();
            }
        }
        return Math.max(longest, to - since);
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        http.shutdownNow();
    }
}
