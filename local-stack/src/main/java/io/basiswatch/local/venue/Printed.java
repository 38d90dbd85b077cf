package io.basiswatch.local.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers and times in the forms that several venues share. */
final class Printed {
    private static final long MICROS_PER_MILLI = 1_000;

    private Printed() {}

    static long millis(long micros) {
        return Math.floorDiv(micros, MICROS_PER_MILLI);
    }

    /** With so many digits after the point, and no exponent. */
    static String decimal(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    /** A JSON array of texts that are JSON. */
    static String array(List<String> elements) {
        return elements.stream().collect(Collectors.joining(",", "[", "]"));
    }
}
