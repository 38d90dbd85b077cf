package io.basiswatch.gateway.live;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which life of Redis the live log belongs to.
 *
 * @param text as Redis has it; empty where it has none
 * @param tag eight hexadecimal digits made of it, the same on every gateway: what ids of events begin with
 */
record Epoch(String text, String tag) {
    /** Of a log whose life has no name yet. */
    static final Epoch NONE = new Epoch("", "00000000");

    private static final int TAG_BYTES = 4;

    static Epoch of(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Epoch(text, HexFormat.of().formatHex(digest, 0, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean isKnown() {
        return !text.isEmpty();
    }
}
