package io.basiswatch.benchmarks.streams.real;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamEvent;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code okhttp-eventsource}: follows the stream {@code STREAM_URL} with the key {@code STREAM_KEY}, and prints a line per
 * event: name, id and number, separated by tabs.
 */
public final class OkHttpClient {
    private static final Pattern NUMBER = Pattern.compile("\"x_number\":(\\d+)");

    private OkHttpClient() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        ConnectStrategy connect = ConnectStrategy.http(URI.create(System.getenv("STREAM_URL")))
                .header("X-API-Key", System.getenv("STREAM_KEY"))
                // Two and a half heartbeats.
                .readTimeout(40, TimeUnit.SECONDS);
        // Where a connection fails it comes back after the time that the server has told.
        EventSource.Builder builder = new EventSource.Builder(connect).errorStrategy(ErrorStrategy.alwaysContinue());
        try (EventSource source = builder.build()) {
            source.start();
            for (StreamEvent event : source.anyEvents()) {
                if (event instanceof MessageEvent message) {
                    print(message);
                }
            }
        }
    }

    private static void print(MessageEvent message) {
        Matcher number = NUMBER.matcher(message.getData());
        String id = message.getLastEventId() == null ? "-" : message.getLastEventId();
        System.out.println(message.getEventName() + '\t' + id + '\t' + (number.find() ? number.group(1) : "-"));
    }
}
