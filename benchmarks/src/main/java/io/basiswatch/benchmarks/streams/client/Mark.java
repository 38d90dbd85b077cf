package io.basiswatch.benchmarks.streams.client;

import java.nio.charset.StandardCharsets;

/**
 * What a published event carries so that its receiver can check it: a number and the time at which it was meant to be sent.
 * It ends the JSON of the event, as the two last attributes of a value, and its length never changes: it is found without
 * reading the JSON.
 */
public final class Mark {
    /** The first number: from here on all have as many digits. */
    public static final long FIRST = 1_000_000_000L;

    /** Name of the attribute with the number; sorted behind all others of the events that are sent. */
    public static final String NUMBER = "x_number";
    /** Name of the attribute with the time, in microseconds since the epoch. */
    public static final String SENT = "x_sent";

    private static final int NUMBER_DIGITS = 10;
    private static final int SENT_DIGITS = 16;
    private static final int CLOSING = 2;
    private static final byte[] BETWEEN = (",\"" + SENT + "\":").getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = NUMBER_DIGITS + BETWEEN.length + SENT_DIGITS + CLOSING;

    private Mark() {}

    /** Whether the text that ends before {@code end} ends in a mark. */
    static boolean isAt(byte[] text, int from, int end) {
        int between = end - CLOSING - SENT_DIGITS - BETWEEN.length;
        if (end - from < LENGTH || text[end - 1] != '}' || text[end - 2] != '}') {
            return false;
        }
        for (int i = 0; i < BETWEEN.length; i++) {
            if (text[between + i] != BETWEEN[i]) {
                return false;
            }
        }
        return true;
    }

    static long number(byte[] text, int end) {
        return digits(text, end - LENGTH, NUMBER_DIGITS);
    }

    static long sent(byte[] text, int end) {
        return digits(text, end - CLOSING - SENT_DIGITS, SENT_DIGITS);
    }

    private static long digits(byte[] text, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}
