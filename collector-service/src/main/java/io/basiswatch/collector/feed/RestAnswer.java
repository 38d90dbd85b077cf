package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What came back on a REST request.
 *
 * @param status of HTTP
 * @param headers all of them; a name is found however it is written
 * @param body as it came, decompressed
 */
public record RestAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final int OK = 200;

    public RestAnswer {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    boolean isOk() {
        return status == OK;
    }

    /** How long the venue asks us to stay away, if it does. */
    Optional<Duration> retryAfter() {
        return seconds(headers.get("Retry-After"));
    }

    /** The value of a header that is a time in seconds; empty where it is missing or anything else. */
    static Optional<Duration> seconds(String header) {
        return number(header).stream().mapToObj(Duration::ofSeconds).findFirst();
    }

    /** How much of the limit is used up, if the venue tells. */
    OptionalInt used(RestLimits limits) {
        if (limits.header().isEmpty()) {
            return OptionalInt.empty();
        }
        RestLimits.Header header = limits.header().get();
        OptionalInt told = number(headers.get(header.name()));
        return told.isPresent() && header.tellsRemaining()
                ? OptionalInt.of(Math.max(0, limits.capacity() - told.getAsInt()))
                : told;
    }

    private static OptionalInt number(String text) {
        return text != null && text.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
