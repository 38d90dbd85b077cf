package io.basiswatch.gateway.testing;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads server-sent events; every wait has a deadline. */
public final class EventReader implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    /** Not events of the contract: comments, the time to wait before coming back, and the end. */
    private static final Set<String> NO_JSON = Set.of(":", "retry", "(end)");

    private static final Event END = new Event("", "(end)", "");

    /**
     * An event; a comment has the name {@code :}.
     *
     * @param id empty where the event has none
     * @param name of the event
     * @param data of the event, or the text of the comment
     */
    public record Event(String id, String name, String data) {
        public JsonObject json() {
            return new JsonObject(data);
        }
    }

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private boolean anyData;

    EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** For a test that puts data into the stream which is not as documented. */
    public EventReader withAnyData() {
        anyData = true;
        return this;
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String name = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!name.isEmpty()) {
                        events.add(new Event(id, name, data));
                    }
                    id = "";
                    name = "";
                    data = "";
                } else if (line.startsWith(":")) {
                    events.add(new Event("", ":", line.substring(1).strip()));
                } else if (line.startsWith("retry: ")) {
                    events.add(new Event("", "retry", line.substring(7)));
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = data.isEmpty() ? line.substring(6) : data + '\n' + line.substring(6);
                }
            }
        } catch (IOException e) {
            // The connection was cut: for the reader that is an end like any other.
        } finally {
            events.add(END);
        }
    }

    /** The next event or comment, held against the {@link Contract}; {@code (end)} where the stream has ended. */
    public Event next() {
        try {
            Event event = events.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("nothing came within " + DEADLINE);
            }
            if (!anyData && !NO_JSON.contains(event.name())) {
                Contract.written().requireEvent(event.name(), event.data());
            }
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event with this name; others before it are dropped. */
    public Event next(String name) {
        return until(event -> event.name().equals(name)).getLast();
    }

    /** All events up to the first that passes, that one included; comments are left out. */
    public List<Event> until(Predicate<Event> last) {
        List<Event> seen = new ArrayList<>();
        long giveUp = System.nanoTime() + 2 * DEADLINE.toNanos();
        while (true) {
            Event event = next();
            // Heartbeats keep coming, so each of them being in time is not enough.
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("what was waited for has not come, only " + seen);
            }
            if (!event.name().equals(":") || last.test(event)) {
                seen.add(event);
            }
            if (last.test(event)) {
                return seen;
            }
            if (event == END) {
                throw new AssertionError("the stream ended after " + seen);
            }
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
