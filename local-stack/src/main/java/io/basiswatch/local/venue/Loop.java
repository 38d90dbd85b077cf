package io.basiswatch.local.venue;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One pass over captures: how their times become times of today, and their numbers ones that were not used before.
 *
 * <p>Times are microseconds since the epoch. A time near the captures is moved along with the frame that holds it, so
 * that a frame sent now speaks of now at any speed. A time far from them, such as the next funding, keeps its distance.
 *
 * @param captureStart the first time of the captures
 * @param captureEnd the last one
 * @param wallStart what the first time becomes
 * @param speed how much faster than they were received frames are sent
 * @param number 0 for the first pass, then one more each time
 * @param termShift by how much the terms of instruments are moved: whole minutes, the same in every pass
 * @param idSpans by how much each kind of number must grow with every pass so that none is used twice
 */
record Loop(
        long captureStart,
        long captureEnd,
        long wallStart,
        double speed,
        int number,
        long termShift,
        Map<Numbers.IdKind, Long> idSpans)
        implements Numbers {
    /** How far from the captures a time may be and still be one of a frame. */
    private static final long NEAR = TimeUnit.HOURS.toMicros(1);

    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
    /** The years 2001 to 2286, roughly: what a time in milliseconds looks like. */
    private static final int MILLIS_DIGITS = 13;
    /** Binance lets perpetuals expire on Christmas 2100; that is no date to move. */
    private static final long NEVER_MILLIS = 4_100_000_000_000L;

    static Loop first(
            long captureStart, long captureEnd, long wallStart, double speed, Map<Numbers.IdKind, Long> idSpans) {
        long shift = wallStart - captureStart;
        return new Loop(captureStart, captureEnd, wallStart, speed, 0, shift - Math.floorMod(shift, MINUTE), idSpans);
    }

    /** The pass after this one. */
    Loop next() {
        long end = wall(captureEnd) + (long) (TimeUnit.MILLISECONDS.toMicros(100) / speed);
        return new Loop(captureStart, captureEnd, end, speed, number + 1, termShift, idSpans);
    }

    /** When a frame received at {@code captureTime} is to be sent. */
    long wall(long captureTime) {
        return wallStart + (long) ((captureTime - captureStart) / speed);
    }

    /** By how much times far from the captures are moved. */
    long shift() {
        return wallStart - captureStart;
    }

    private long time(long captureTime) {
        boolean near = captureTime > captureStart - NEAR && captureTime < captureEnd + NEAR;
        return near && speed != 1 ? wall(captureTime) : captureTime + shift();
    }

    @Override
    public String term(String text) {
        if (text.length() != MILLIS_DIGITS || Long.parseLong(text) > NEVER_MILLIS) {
            return text;
        }
        return Long.toString(Long.parseLong(text) + termShift / MICROS_PER_MILLI);
    }

    /** What is no time stays as it is. */
    @Override
    public String millis(String text) {
        return text.length() == MILLIS_DIGITS
                ? Long.toString(Math.floorDiv(time(Long.parseLong(text) * MICROS_PER_MILLI), MICROS_PER_MILLI))
                : text;
    }

    /** With as many digits of the second as it had; what is no time in UTC stays as it is. */
    @Override
    public String rfc3339(String text) {
        if (!text.endsWith("Z") || text.length() < "2021-04-17T16:43:30Z".length()) {
            return text;
        }
        try {
            Instant instant = Instant.parse(text);
            Instant moved = instant.plus(moved(instant));
            String whole = moved.toString().substring(0, "2021-04-17T16:43:30".length());
            int dot = text.indexOf('.');
            if (dot < 0) {
                return whole + 'Z';
            }
            return whole + '.' + String.format("%09d", moved.getNano()).substring(0, text.length() - dot - 2) + 'Z';
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private Duration moved(Instant instant) {
        long micros = TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / MICROS_PER_MILLI;
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(time(micros) - micros));
    }

    @Override
    public String id(IdKind kind, String text) {
        try {
            return Long.toString(Long.parseLong(text) + number * idSpans.getOrDefault(kind, 0L));
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
