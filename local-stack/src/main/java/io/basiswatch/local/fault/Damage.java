package io.basiswatch.local.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Messages that are not what they were. */
public final class Damage {
    private static final int WAYS = 5;
    /** JSON has no character below it. */
    private static final int FIRST_SPACE = 9;

    private static final String[] NUMBERS = {"null", "-1", "1e400", "\"\"", "[]", "NaN"};

    private Damage() {}

    /** One of several ways to spoil a message; it may still be JSON, and even make sense. */
    public static byte[] of(byte[] payload, RandomGenerator random) {
        if (payload.length < 2) {
            return new byte[0];
        }
        return switch (random.nextInt(WAYS)) {
            case 0 -> flipped(payload, random);
            case 1 -> Arrays.copyOf(payload, 1 + random.nextInt(payload.length - 1));
            case 2 -> withNumber(payload, random);
            case 3 -> "<html><body>502 Bad Gateway</body></html>".getBytes(StandardCharsets.UTF_8);
            default -> twice(payload);
        };
    }

    /** Never one digit for another: what TCP lets pass as right, nobody could tell from it. */
    private static byte[] flipped(byte[] payload, RandomGenerator random) {
        byte[] copy = payload.clone();
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(1, FIRST_SPACE);
        return copy;
    }

    /** Puts something in the place of the value after some colon. */
    private static byte[] withNumber(byte[] payload, RandomGenerator random) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        int colon = text.indexOf(':', random.nextInt(text.length()));
        if (colon < 0) {
            return flipped(payload, random);
        }
        int end = colon + 1;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String spoilt = text.substring(0, colon + 1) + NUMBERS[random.nextInt(NUMBERS.length)] + text.substring(end);
        return spoilt.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] twice(byte[] payload) {
        byte[] copy = Arrays.copyOf(payload, 2 * payload.length);
        System.arraycopy(payload, 0, copy, payload.length, payload.length);
        return copy;
    }
}
