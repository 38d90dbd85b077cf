package io.basiswatch.gateway.access;

import java.util.Map;
import java.util.Optional;

/**
 * The peppers that keys may have been made with.
 *
 * @param currentId which one new keys are made with
 * @param all by id
 */
record Peppers(String currentId, Map<String, KeyHash> all) {
    Peppers {
        all = Map.copyOf(all);
    }

    KeyHash current() {
        return all.get(currentId);
    }

    /** The pepper of that id; empty where it is not configured any more. */
    Optional<KeyHash> of(String id) {
        return Optional.ofNullable(all.get(id));
    }
}
