package io.basiswatch.gateway.access;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;

/** The secret that all hashes depend on. Without a good one nothing starts. */
@ApplicationScoped
class Pepper {
    private static final int LEAST_LENGTH = 16;
    private static final Set<String> SAMPLES = Set.of("change", "sample", "example", "placeholder", "replace");

    /** @throws ConfigurationException with one clear line, which ends the process */
    static String checked(AccessConfig config) {
        String pepper = config.keyPepper().map(String::strip).orElse("");
        if (pepper.isEmpty()) {
            throw refuse("GATEWAY_KEY_PEPPER is not set: set it to a random text of at least 32 characters");
        }
        String lower = pepper.toLowerCase(Locale.ROOT);
        if (SAMPLES.stream().anyMatch(lower::contains)) {
            throw refuse("GATEWAY_KEY_PEPPER is still a sample value: set it to a random text");
        }
        if (pepper.length() < LEAST_LENGTH) {
            throw refuse("GATEWAY_KEY_PEPPER is shorter than " + LEAST_LENGTH + " characters");
        }
        return pepper;
    }

    private static ConfigurationException refuse(String message) {
        return new ConfigurationException(message);
    }

    @Produces
    @Singleton
    KeyHash keyHash(AccessConfig config) {
        return new KeyHash(checked(config));
    }
}
