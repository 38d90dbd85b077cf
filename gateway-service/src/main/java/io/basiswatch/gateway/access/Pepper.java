package io.basiswatch.gateway.access;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The secrets that all hashes depend on. Without a good one nothing starts. */
@ApplicationScoped
class Pepper {
    private static final String CURRENT = "GATEWAY_KEY_PEPPER";
    private static final String FORMER = "GATEWAY_FORMER_KEY_PEPPERS";
    private static final int LEAST_LENGTH = 16;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,20}");

    /** @throws ConfigurationException with one clear line, which ends the process */
    static Peppers checked(AccessConfig config) {
        Map<String, KeyHash> all = new HashMap<>();
        for (String former : config.formerKeyPeppers().orElse(List.of())) {
            int colon = former.indexOf(':');
            if (colon < 0) {
                throw new ConfigurationException(FORMER + " holds something that is not ID:PEPPER");
            }
            String id = id(FORMER, former.substring(0, colon).strip());
            add(all, id, new KeyHash(pepper(FORMER, former.substring(colon + 1))));
        }
        String current = id("GATEWAY_KEY_PEPPER_ID", config.keyPepperId());
        add(all, current, new KeyHash(pepper(CURRENT, config.keyPepper().orElse(""))));
        return new Peppers(current, all);
    }

    private static void add(Map<String, KeyHash> all, String id, KeyHash hash) {
        if (all.put(id, hash) != null) {
            throw new ConfigurationException("two peppers have the id " + id + ": a new one needs a new id");
        }
    }

    private static String id(String variable, String id) {
        if (!ID.matcher(id).matches()) {
            throw new ConfigurationException(variable + ": the id of a pepper is 1 to 20 letters, digits or hyphens");
        }
        return id;
    }

    private static String pepper(String variable, String text) {
        return SampleValues.refuse(variable, text, LEAST_LENGTH);
    }

    @Produces
    @Singleton
    Peppers peppers(AccessConfig config) {
        return checked(config);
    }

    /** Of the current pepper. */
    @Produces
    @Singleton
    KeyHash keyHash(Peppers peppers) {
        return peppers.current();
    }
}
