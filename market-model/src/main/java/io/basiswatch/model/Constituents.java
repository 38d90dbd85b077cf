package io.basiswatch.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The values of one series that another value was made of: which they are, and a fingerprint that proves it.
 *
 * <p>What is stored elsewhere is referred to, and its points may be filled in when somebody wants to compute the value again;
 * the seconds of a minute are stored nowhere else and are always here.
 *
 * @param series whose values
 * @param resolution of these values
 * @param from where the first of them may begin, inclusive, microseconds since the epoch
 * @param to where the last of them ends, exclusive
 * @param count how many of them have a value
 * @param hash {@link #hash} of these
 * @param points these, in the order of time; empty where they are only referred to
 */
public record Constituents(
        Series series, Resolution resolution, long from, long to, int count, String hash, List<Point> points) {
    private static final int HASH_BYTES = 16;

    /**
     * One of the values.
     *
     * @param time its start, microseconds since the epoch
     * @param value its number
     * @param weight how often it counts, 1 for most; an hour within a day counts as often as it had minutes
     */
    public record Point(long time, double value, long weight) {
        public Point {
            Checks.finite("value", value);
            Checks.notNegative("weight", weight);
        }
    }

    public Constituents {
        Checks.notBlank("hash", hash);
        Checks.notNegative("count", count);
        if (to < from) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
        points = List.copyOf(points);
    }

    /** These points of {@code series}, carried along. */
    public static Constituents of(Series series, Resolution resolution, long from, long to, List<Point> points) {
        return new Constituents(series, resolution, from, to, points.size(), hash(points), points);
    }

    /** The same without the points. */
    public Constituents referred() {
        return new Constituents(series, resolution, from, to, count, hash, List.of());
    }

    /**
     * The same with its points.
     *
     * @throws IllegalArgumentException where these are not the points that the fingerprint is of
     */
    public Constituents with(List<Point> found) {
        if (found.size() != count || !hash(found).equals(hash)) {
            throw new IllegalArgumentException(found.size() + " points of " + series + "@" + resolution.code()
                    + " are not the " + count + " of " + hash);
        }
        return new Constituents(series, resolution, from, to, count, hash, found);
    }

    /** Whether the points are carried along. */
    public boolean isWhole() {
        return points.size() == count;
    }

    /**
     * The first 32 hexadecimal digits of the SHA-256 of the points, in their order: each as its time (microseconds), the bits
     * of its value and its weight, eight bytes each, high byte first.
     */
    public static String hash(List<Point> points) {
        ByteBuffer bytes = ByteBuffer.allocate(points.size() * 3 * Long.BYTES);
        for (Point point : points) {
            bytes.putLong(point.time).putDouble(point.value).putLong(point.weight);
        }
        return HexFormat.of().formatHex(sha256().digest(bytes.array()), 0, HASH_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
