package io.basiswatch.gateway.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Signs texts that the gateway hands out and wants back unchanged; any gateway with the same pepper can check them. */
@ApplicationScoped
public class Seal {
    private static final int MAC_BYTES = 12;
    private static final String PURPOSE = "seal:";

    private final KeyHash hash;

    Seal(KeyHash hash) {
        this.hash = hash;
    }

    public String sealed(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(mac(text), MAC_BYTES + body.length);
        System.arraycopy(body, 0, whole, MAC_BYTES, body.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** The text; empty where it is not as it was sealed. */
    public Optional<String> opened(String sealed) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (whole.length <= MAC_BYTES) {
            return Optional.empty();
        }
        String text = new String(whole, MAC_BYTES, whole.length - MAC_BYTES, StandardCharsets.UTF_8);
        boolean genuine = MessageDigest.isEqual(Arrays.copyOf(whole, MAC_BYTES), mac(text));
        return genuine ? Optional.of(text) : Optional.empty();
    }

    private byte[] mac(String text) {
        return Arrays.copyOf(hash.mac(PURPOSE + text), MAC_BYTES);
    }
}
