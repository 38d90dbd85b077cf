package io.basiswatch.collector.capture;

/**
 * Times as decimal seconds in text, such as {@code 1626916403.8469708}: exactly, without a double in between, which would
 * be off by a microsecond here and there.
 */
final class DecimalSeconds {
    private static final int DIGITS = 6;
    private static final long MICROS = 1_000_000;

    private DecimalSeconds() {}

    /**
     * Microseconds since the epoch; digits beyond the sixth are dropped.
     *
     * @throws NumberFormatException where {@code text} is not such a time
     */
    static long parse(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String fraction = point < 0 ? "" : text.substring(point + 1);
        if (whole.isEmpty() || whole.length() > 12 || !isDigits(whole) || !isDigits(fraction)) {
            throw new NumberFormatException("not a time in seconds: '" + text + "'");
        }
        long micros = 0;
        for (int i = 0; i < DIGITS; i++) {
            micros = micros * 10 + (i < fraction.length() ? fraction.charAt(i) - '0' : 0);
        }
        return Long.parseLong(whole) * MICROS + micros;
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static String format(long micros) {
        String fraction = Long.toString(micros % MICROS + MICROS).substring(1);
        return micros / MICROS + "." + fraction;
    }
}
