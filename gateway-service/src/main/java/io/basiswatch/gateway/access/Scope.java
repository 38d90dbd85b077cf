package io.basiswatch.gateway.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. Nothing a client can do with a key changes anything: keys are made on the admin plane. */
public enum Scope {
    /** Ask the REST resources. */
    READ,
    /** Open streams. */
    STREAM;

    /** How the scope is written. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of that {@link #code()}. */
    public static Optional<Scope> parse(String code) {
        return Arrays.stream(values())
                .filter(scope -> scope.code().equals(code))
                .findFirst();
    }
}
