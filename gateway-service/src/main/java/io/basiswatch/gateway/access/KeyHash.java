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

    private final SecretKeySpec pepper;

    KeyHash(String pepper) {
        this.pepper = new SecretKeySpec(pepper.getBytes(StandardCharsets.UTF_8), ALGORITHM);
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
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }
}
