package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.json.JsonException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The times of v1, seconds with a fraction; v2 writes RFC 3339. */
final class KrakenTimes {
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,11})\\.(\\d{6})\\d*");
    private static final long MICROS = 1_000_000;

    private KrakenTimes() {}

    /** {@code 1616333924.737428}, as microseconds since the epoch. */
    static long seconds(String text) {
        Matcher parts = SECONDS.matcher(text);
        if (!parts.matches()) {
            throw new JsonException("not a time in seconds: '" + text + "'");
        }
        return Long.parseLong(parts.group(1)) * MICROS + Long.parseLong(parts.group(2));
    }
}
