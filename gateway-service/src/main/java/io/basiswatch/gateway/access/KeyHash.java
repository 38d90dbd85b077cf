package io.basiswatch.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256(pepper, secret) in hex: the only form in which a key is stored.
 *
 * <p>No slow hash: a secret of 256 random bits cannot be guessed, and a slow hash would be a lever to overload us with.
 */
final class KeyHash {
    private static final String ALGORITHM = "HmacSHA256";

    /** Ready to be copied: to look the algorithm up and to prepare it with the pepper takes longer than to use it. */
    private final Mac ready;

    KeyHash(String pepper) {
        try {
            ready = Mac.getInstance(ALGORITHM);
            ready.init(new SecretKeySpec(pepper.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    String of(ApiKey key) {
        return HexFormat.of().formatHex(mac(key.secret()));
    }

    /** In a time that does not depend on where the two differ. */
    boolean matches(ApiKey key, String storedHash) {
        byte[] expected = storedHash.getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, of(key).getBytes(StandardCharsets.US_ASCII));
    }

    /** Signs what the gateway hands out and wants back unchanged, such as cursors. */
    byte[] mac(String text) {
        try {
            return ((Mac) ready.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM + " of this JVM cannot be copied", e);
        }
    }
}
