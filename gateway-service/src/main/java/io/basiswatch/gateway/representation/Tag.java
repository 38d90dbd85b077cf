package io.basiswatch.gateway.representation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The entity tag of an answer (RFC 9110, 8.8.3).
 *
 * @param text without quotes
 * @param isWeak whether answers with the same tag only mean the same, such as the same values of another age
 */
public record Tag(String text, boolean isWeak) {
    private static final int DIGEST_BYTES = 16;
    private static final String GZIP_SUFFIX = "-gzip";

    /** A strong tag of these bytes in this media type. */
    static Tag of(String mediaType, byte[] body) {
        MessageDigest digest = sha256();
        digest.update(mediaType.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return new Tag(hex(digest.digest(body)), false);
    }

    /** A strong tag of an answer that can only ever be one. */
    public static Tag ofQuestion(String question) {
        return new Tag(hex(sha256().digest(question.getBytes(StandardCharsets.UTF_8))), false);
    }

    /** A weak tag of what was said, whatever else stands beside it. */
    public static Tag ofContent(String content) {
        return new Tag(hex(sha256().digest(content.getBytes(StandardCharsets.UTF_8))), true);
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** Of the same answer, compressed: other bytes, another tag. */
    Tag compressed() {
        return new Tag(text + GZIP_SUFFIX, isWeak);
    }

    /** What tells it from the tag of the same answer without compression. */
    String variant() {
        return text.endsWith(GZIP_SUFFIX) ? GZIP_SUFFIX : "";
    }

    /** Whether {@code If-None-Match} names it. Weak and strong are not told apart, as RFC 9110 wants it there. */
    boolean isNamedIn(String header) {
        for (String each : header.split(",")) {
            String named = each.strip();
            if (named.equals("*")) {
                return true;
            }
            String opaque = named.startsWith("W/") ? named.substring(2) : named;
            if (opaque.equals('"' + text + '"')) {
                return true;
            }
        }
        return false;
    }

    /** As {@code ETag} has it. */
    @Override
    public String toString() {
        return (isWeak ? "W/\"" : "\"") + text + '"';
    }
}
