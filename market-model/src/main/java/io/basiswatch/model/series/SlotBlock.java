package io.basiswatch.model.series;

import io.basiswatch.model.Resolution;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalDouble;

/**
 * A stretch of a series as one string: eight bytes per slot, big-endian. Minutes are packed by UTC day, hours by month and
 * days by year, so that a string always holds some hundreds of slots.
 *
 * <p>A slot holds the bits of the value XORed with the canonical NaN. Redis pads with zero bytes, so a slot that was
 * never written reads as NaN, which is "no value", and never as 0.
 *
 * @param resolution how far apart its slots are
 * @param start its first day
 */
public record SlotBlock(Resolution resolution, LocalDate start) {
    /** Bytes of one slot. */
    public static final int SLOT_BYTES = Double.BYTES;

    private static final long NOTHING = Double.doubleToLongBits(Double.NaN);
    private static final long DAY_MILLIS = Resolution.DAY.millis();

    public SlotBlock {
        if (!start.equals(first(resolution, start))) {
            throw new IllegalArgumentException("no block of " + resolution + " begins on " + start);
        }
    }

    /** The block that holds {@code timeMillis}. */
    public static SlotBlock of(Resolution resolution, long timeMillis) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(timeMillis), ZoneOffset.UTC);
        return new SlotBlock(resolution, first(resolution, day));
    }

    private static LocalDate first(Resolution resolution, LocalDate day) {
        return switch (resolution) {
            case SECOND, MINUTE -> day;
            case HOUR -> day.withDayOfMonth(1);
            case DAY -> day.withDayOfYear(1);
        };
    }

    /** The block after this one. */
    public SlotBlock next() {
        return new SlotBlock(
                resolution,
                switch (resolution) {
                    case SECOND, MINUTE -> start.plusDays(1);
                    case HOUR -> start.plusMonths(1);
                    case DAY -> start.plusYears(1);
                });
    }

    /** Its first time, milliseconds since the epoch. */
    public long startMillis() {
        return start.toEpochDay() * DAY_MILLIS;
    }

    /** Its end, milliseconds since the epoch, exclusive. */
    public long endMillis() {
        return next().startMillis();
    }

    /** Where {@code timeMillis} stands in it, in bytes. */
    public int offset(long timeMillis) {
        return Math.toIntExact((timeMillis - startMillis()) / resolution.millis() * SLOT_BYTES);
    }

    /** The time of the slot at {@code offset} bytes. */
    public long time(int offset) {
        return startMillis() + offset / SLOT_BYTES * resolution.millis();
    }

    /** How it is called, behind the name of its series: {@code 20240808}, {@code 202408}, {@code 2024}. */
    String suffix() {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(start);
        return switch (resolution) {
            case SECOND, MINUTE -> day;
            case HOUR -> day.substring(0, 6);
            case DAY -> day.substring(0, 4);
        };
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
