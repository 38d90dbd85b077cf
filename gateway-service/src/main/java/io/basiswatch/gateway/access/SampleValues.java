package io.basiswatch.gateway.access;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Locale;
import java.util.Set;

/** Keeps secrets out that everybody knows, because they stand in an example, and those that can be guessed. */
public final class SampleValues {
    private static final Set<String> WORDS = Set.of("change", "sample", "example", "placeholder", "replace");

    private SampleValues() {}

    /**
     * The secret without blanks around it.
     *
     * @param name what it is configured with
     * @throws ConfigurationException with one clear line that does not hold the secret, which ends the process
     */
    public static String refuse(String name, String secret, int leastLength) {
        String text = secret.strip();
        if (text.isEmpty()) {
            throw new ConfigurationException(name + " is not set: set it to a random text of at least 32 characters");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (WORDS.stream().anyMatch(lower::contains)) {
            throw new ConfigurationException(name + " is still a sample value: set it to a random text");
        }
        if (text.length() < leastLength) {
            throw new ConfigurationException(name + " is shorter than " + leastLength + " characters");
        }
        return text;
    }
}
