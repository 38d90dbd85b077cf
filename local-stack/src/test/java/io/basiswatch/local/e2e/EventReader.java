package io.basiswatch.local.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A client of the stream that reconnects with the last id it has seen, as browsers do, and keeps all updates. */
final class EventReader implements AutoCloseable {
    private static final long PAUSE_NANOS = 200_000_000;

    /** One update. */
    record Update(String id, String data) {}

    private final RunningStack stack;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Update> updates = new ArrayList<>();
    private final List<String> resets = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private String lastId;
    private int connections;

    private EventReader(RunningStack stack, String lastId) {
        this.stack = stack;
        this.lastId = lastId;
        this.thread = Thread.ofPlatform().daemon().name("event-reader").unstarted(this::run);
    }

    /**
     * @param lastId where to go on from; empty for a first connection
     */
    static EventReader start(RunningStack stack, String lastId) {
        EventReader reader = new EventReader(stack, lastId);
        reader.thread.start();
        return reader;
    }

    private void run() {
        while (!closed) {
            try {
                read();
            } catch (IOException | UncheckedIOException e) {
                // The gateway is gone for now: again, from where it was.
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void read() throws IOException, InterruptedException {
        String url = "http://localhost:" + stack.port() + "/v1/stream?indicators=futures_spot_basis_pct&assets=ETH";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("X-API-Key", stack.key());
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            return;
        }
        synchronized (this) {
            connections++;
        }
        String id = "";
        String event = "";
        for (Iterator<String> lines = response.body().iterator(); !closed && lines.hasNext(); ) {
            String line = lines.next();
            if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                took(id, event, line.substring("data: ".length()));
            }
        }
    }

    private synchronized void took(String id, String event, String data) {
        switch (event) {
            case "update" -> {
                updates.add(new Update(id, data));
                lastId = id;
            }
            case "snapshot" -> lastId = id;
            case "reset" -> resets.add(data);
            default -> {}
        }
    }

    synchronized List<Update> updates() {
        return List.copyOf(updates);
    }

    synchronized List<String> resets() {
        return List.copyOf(resets);
    }

    synchronized int connections() {
        return connections;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        http.shutdownNow();
    }
}
