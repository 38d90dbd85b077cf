package io.basiswatch.collector.feed;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came back on a REST request.
 *
 * @param status of HTTP
 * @param headers all of them
 * @param body as it came, decompressed
 */
record RestAnswer(int status, MultiMap headers, byte[] body) {
    private static final int OK = 200;

    boolean isOk() {
        return status == OK;
    }

    /** How long the venue asks us to stay away, if it does. */
    Optional<Duration> retryAfter() {
        return number("Retry-After").stream().mapToObj(Duration::ofSeconds).findFirst();
    }

    /** How much of the limit is used up, if the venue tells. */
    OptionalInt used(RestLimits limits) {
        if (limits.header().isEmpty()) {
            return OptionalInt.empty();
        }
        RestLimits.Header header = limits.header().get();
        OptionalInt told = number(header.name());
        return told.isPresent() && header.tellsRemaining()
                ? OptionalInt.of(Math.max(0, limits.capacity() - told.getAsInt()))
                : told;
    }

    private OptionalInt number(String header) {
        String text = headers.get(header);
        return text != null && text.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
