package io.basiswatch.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A value with what is stated of how it was computed: enough to compute it again without asking anybody.
 *
 * @param value with its inputs, attributes and constituents
 * @param engine which arithmetic computed it; empty where that is not stated
 * @param inputHash {@link #inputHash(IndicatorValue)} as it was when the value was published; empty where it is not stated
 */
public record ValueReceipt(IndicatorValue value, String engine, String inputHash) {
    private static final int HASH_BYTES = 16;

    /** That of a value which has just been computed by {@code engine}. */
    public static ValueReceipt of(IndicatorValue value, String engine) {
        return new ValueReceipt(value, engine, inputHash(value));
    }

    /** The same statement of the same value with other detail, such as the points of its constituents. */
    public ValueReceipt with(IndicatorValue detailed) {
        return new ValueReceipt(detailed, engine, inputHash);
    }

    /**
     * The first 32 hexadecimal digits of the SHA-256 of what a value was computed from: its series, the version of its
     * definition, its resolution and time; of each input the source, kind, value, times, weight and why it was left out; of
     * each of its constituents the series, resolution, range, count and hash.
     *
     * <p>Texts are written as Java's modified UTF-8 behind their length in two bytes, numbers in four (version and counts) or
     * eight bytes, high byte first, numbers with a fraction as their bits, times in microseconds. The points of constituents
     * are in their own hash, so it makes no difference whether they are carried along. A revision has the hash that its inputs
     * give it, whatever its number is and whenever it became known.
     */
    public static String inputHash(IndicatorValue value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(value.series().toString());
            out.writeInt(value.version());
            out.writeUTF(value.resolution().code());
            out.writeLong(value.time());
            out.writeInt(value.inputs().size());
            for (Input input : value.inputs()) {
                write(input, out);
            }
            out.writeInt(value.constituents().size());
            for (Constituents constituents : value.constituents()) {
                write(constituents, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(sha256().digest(bytes.toByteArray()), 0, HASH_BYTES);
    }

    private static void write(Input input, DataOutputStream out) throws IOException {
        out.writeUTF(input.source());
        out.writeUTF(input.kind());
        out.writeDouble(input.value());
        out.writeLong(input.eventTime());
        out.writeLong(input.receivedTime());
        out.writeDouble(input.weight());
        out.writeUTF(input.excluded());
    }

    private static void write(Constituents constituents, DataOutputStream out) throws IOException {
        out.writeUTF(constituents.series().toString());
        out.writeUTF(constituents.resolution().code());
        out.writeLong(constituents.from());
        out.writeLong(constituents.to());
        out.writeInt(constituents.count());
        out.writeUTF(constituents.hash());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
