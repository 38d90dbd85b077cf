package io.basiswatch.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * An API key in the clear: {@code bw_live_<10 id><43 secret><6 checksum>}, all base62.
 *
 * <p>The prefix lets scanners find leaked keys, the checksum lets a typing error be refused without any look-up, and the
 * id is public: logs may name it. 43 characters of base62 are 256 bits.
 *
 * @param id which key it is
 * @param secret what proves it; never stored, never logged
 */
record ApiKey(String id, String secret) {
    static final String PREFIX = "bw_live_";

    private static final int ID_LENGTH = 10;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECK_LENGTH = 6;
    private static final int LENGTH = PREFIX.length() + ID_LENGTH + SECRET_LENGTH + CHECK_LENGTH;

    static ApiKey random(SecureRandom random) {
        return new ApiKey(Base62.random(ID_LENGTH, random), Base62.random(SECRET_LENGTH, random));
    }

    /** The key that {@link #text} has written; empty where it is no key, which costs no I/O to find out. */
    static Optional<ApiKey> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX) || !Base62.isWritten(text.substring(PREFIX.length()))) {
            return Optional.empty();
        }
        int secret = PREFIX.length() + ID_LENGTH;
        int check = secret + SECRET_LENGTH;
        if (!checksum(text.substring(0, check)).equals(text.substring(check))) {
            return Optional.empty();
        }
        return Optional.of(new ApiKey(text.substring(PREFIX.length(), secret), text.substring(secret, check)));
    }

    /** The key as its owner sends it. */
    String text() {
        String body = PREFIX + id + secret;
        return body + checksum(body);
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return Base62.encode(crc.getValue(), CHECK_LENGTH);
    }

    /** Without the secret, so that no log line can hold it. */
    @Override
    public String toString() {
        return PREFIX + id + "…";
    }
}
