package io.basiswatch.gateway.access;

import java.security.SecureRandom;

/** Digits, then upper case, then lower case: what keys are written in. */
final class Base62 {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RADIX = ALPHABET.length();
    /** The largest multiple of 62 that a byte can hold: bytes from here on would favour some characters. */
    private static final int FAIR_BYTES = 256 - 256 % RADIX;

    private Base62() {}

    /** Characters of equal probability, by rejection. */
    static String random(int length, SecureRandom random) {
        StringBuilder text = new StringBuilder(length);
        byte[] bytes = new byte[length];
        while (text.length() < length) {
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length && text.length() < length; i++) {
                int candidate = bytes[i] & 0xFF;
                if (candidate < FAIR_BYTES) {
                    text.append(ALPHABET.charAt(candidate % RADIX));
                }
            }
        }
        return text.toString();
    }

    /** {@code number} with leading zeros up to {@code length}. */
    static String encode(long number, int length) {
        char[] digits = new char[length];
        long rest = number;
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % RADIX));
            rest /= RADIX;
        }
        return new String(digits);
    }

    static boolean isWritten(String text) {
        return text.chars()
                .allMatch(character -> (character >= '0' && character <= '9')
                        || (character >= 'A' && character <= 'Z')
                        || (character >= 'a' && character <= 'z'));
    }
}
