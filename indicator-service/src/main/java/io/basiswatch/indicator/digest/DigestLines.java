package io.basiswatch.indicator.digest;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.wire.ValueJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 over lines of values, each {@code <series> <resolution> <time> <revision> <fingerprint>} and a line feed: time in
 * milliseconds since the epoch, the fingerprint the SHA-256 of the value as {@link ValueJson} writes it, in hexadecimal
 * digits. Lines stand in the order of their characters; that is why time is written with all of its digits.
 *
 * <p>The fingerprint covers everything that is said of a value: the bits of its number, quality, reasons, inputs, attributes,
 * and when it was known.
 */
public final class DigestLines {
    /** What this is, for those who want to compute it again. */
    public static final String ALGORITHM = "sha256-lines-1";

    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest sha = sha256();
    private int count;

    /** Takes the next line. */
    public void add(String line) {
        sha.update(line.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
        count++;
    }

    /** How many lines there were. */
    public int count() {
        return count;
    }

    /** The digest of all lines, in hexadecimal digits; nothing can be added afterwards. */
    public String finish() {
        return HEX.formatHex(sha.digest());
    }

    public static String line(IndicatorValue value) {
        return line(
                value.series().toString(),
                value.resolution().code(),
                value.time() / 1_000,
                value.revision(),
                bytes(value));
    }

    /** The fingerprint of a value, in hexadecimal digits. */
    public static String fingerprint(IndicatorValue value) {
        return HEX.formatHex(bytes(value));
    }

    private static byte[] bytes(IndicatorValue value) {
        return sha256().digest(ValueJson.write(value).getBytes(StandardCharsets.UTF_8));
    }

    /** The same from what is stored of it. */
    public static String line(String series, String resolution, long timeMillis, int revision, byte[] fingerprint) {
        return series
                + ' '
                + resolution
                + ' '
                + "%013d".formatted(timeMillis)
                + ' '
                + "%04d".formatted(revision)
                + ' '
                + HEX.formatHex(fingerprint);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
