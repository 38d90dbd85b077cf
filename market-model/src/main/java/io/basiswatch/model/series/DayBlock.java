package io.basiswatch.model.series;

import io.basiswatch.model.Resolution;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalDouble;

/**
 * A UTC day of a series as one string: eight bytes per slot, big-endian.
 *
 * <p>A slot holds the bits of the value XORed with the canonical NaN. Redis pads with zero bytes, so a slot that was
 * never written reads as NaN, which is "no value", and never as 0.
 */
public final class DayBlock {
    /** Bytes of one slot. */
    public static final int SLOT_BYTES = Double.BYTES;

    private static final long NOTHING = Double.doubleToLongBits(Double.NaN);
    private static final long DAY_MILLIS = Resolution.DAY.millis();

    private DayBlock() {}

    /** The day whose block holds {@code timeMillis}. */
    public static LocalDate day(long timeMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(timeMillis), ZoneOffset.UTC);
    }

    /** Where in its day's block {@code timeMillis} stands, in bytes. */
    public static int offset(long timeMillis, Resolution resolution) {
        return Math.toIntExact(Math.floorMod(timeMillis, DAY_MILLIS) / resolution.millis() * SLOT_BYTES);
    }

    /** The time of the slot at {@code offset} bytes of the block of {@code day}. */
    public static long time(LocalDate day, int offset, Resolution resolution) {
        return day.toEpochDay() * DAY_MILLIS + offset / SLOT_BYTES * resolution.millis();
    }

    public static byte[] encode(OptionalDouble value) {
        long bits = Double.doubleToLongBits(value.orElse(Double.NaN));
        return ByteBuffer.allocate(SLOT_BYTES).putLong(bits ^ NOTHING).array();
    }

    /** The value at {@code offset}; empty where nothing was written, past the end too. */
    public static OptionalDouble decode(byte[] block, int offset) {
        if (offset + SLOT_BYTES > block.length) {
            return OptionalDouble.empty();
        }
        double value = Double.longBitsToDouble(ByteBuffer.wrap(block).getLong(offset) ^ NOTHING);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
