package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.json.JsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two ways in which Kraken writes times, as microseconds since the epoch. */
final class KrakenTimes {
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,11})\\.(\\d{6})\\d*");
    private static final long MICROS = 1_000_000;

    private KrakenTimes() {}

    /** v2: {@code 2026-09-25T17:48:26.844359Z}. */
    static long instant(String text) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new JsonException("not a time: '" + text + "'");
        }
    }

    /** v1: {@code 1616333924.737428}. */
    static long seconds(String text) {
        Matcher parts = SECONDS.matcher(text);
        if (!parts.matches()) {
            throw new JsonException("not a time in seconds: '" + text + "'");
        }
        return Long.parseLong(parts.group(1)) * MICROS + Long.parseLong(parts.group(2));
    }
}
