import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the stream with Java's own client and prints the data of each value.
 *
 * <p>Usage: {@code BASISWATCH_KEY=bw_live_… java StreamClient.java URL}
 */
public final class StreamClient {
    private static final Duration SILENCE = Duration.ofSeconds(40);
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final Pattern AFTER = Pattern.compile("\"after_ms\":(\\d+)");
    private static final Pattern LAST_ID = Pattern.compile("\"last_id\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "silence");
        thread.setDaemon(true);
        return thread;
    });
    private final Random random = new Random();
    private final URI url;
    private final String key;
    private final BiConsumer<String, String> take;

    private String lastId = "";
    private int failures;
    private long pause = -1;

    /** {@code take} gets the name and the data of every event. */
    public StreamClient(URI url, String key, BiConsumer<String, String> take) {
        this.url = url;
        this.key = key;
        this.take = take;
    }

    /** Follows for ever; comes back by itself. Returns only where to come back would change nothing. */
    public void run() throws InterruptedException {
        while (connect()) {
            if (pause < 0) {
                long longest = Math.min(LONGEST_PAUSE_MILLIS, 1_000L << failures);
                pause = longest / 2 + random.nextLong(longest / 2);
                failures = Math.min(failures + 1, 5);
            }
            Thread.sleep(pause);
            pause = -1;
        }
    }

    /** One connection; whether it makes sense to come back. */
    private boolean connect() throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).header("X-API-Key", key).header("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return switch (answer.statusCode()) {
                case 200 -> readAll(answer.body());
                case 400, 401, 403 -> {
                    System.err.println(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
                    yield false;
                }
                default -> true;
            };
        } catch (IOException e) {
            return true;
        }
    }

    private boolean readAll(InputStream body) {
        ScheduledFuture<?> watch = watch(body);
        String id = "";
        String name = "";
        StringBuilder data = new StringBuilder();
        // A scanner ends quietly where the connection does.
        try (Scanner lines = new Scanner(body, StandardCharsets.UTF_8).useDelimiter("\r\n|\n")) {
            while (lines.hasNext()) {
                String line = lines.next();
                watch.cancel(false);
                watch = watch(body);
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(data.isEmpty() ? "" : "\n").append(line, 6, line.length());
                } else if (line.isEmpty()) {
                    if (!name.isEmpty() && !event(id, name, data.toString())) {
                        return false;
                    }
                    id = "";
                    name = "";
                    data.setLength(0);
                }
            }
        } finally {
            watch.cancel(false);
        }
        return true;
    }

    /** A stream that is silent for too long is closed under the reader. */
    private ScheduledFuture<?> watch(InputStream body) {
        return timer.schedule(
                () -> {
                    body.close();
                    return null;
                },
                SILENCE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private boolean event(String id, String name, String data) {
        take.accept(name, data);
        switch (name) {
            case "hello" -> failures = 0;
            case "reconnect" -> {
                Matcher after = AFTER.matcher(data);
                pause = after.find() ? Long.parseLong(after.group(1)) : -1;
            }
            case "lagged" -> {
                Matcher last = LAST_ID.matcher(data);
                lastId = last.find() ? last.group(1) : lastId;
            }
            default -> {}
        }
        // Only now: what was not taken is asked for again.
        lastId = id.isEmpty() ? lastId : id;
        return !name.equals("unauthorized");
    }

    public static void main(String[] arguments) throws InterruptedException {
        new StreamClient(URI.create(arguments[0]), System.getenv("BASISWATCH_KEY"), (name, data) -> {
                    if (name.equals("snapshot") || name.equals("update")) {
                        System.out.println(data);
                    } else if (name.equals("reset")) {
                        System.err.println("reset: " + data);
                    }
                })
                .run();
    }
}
