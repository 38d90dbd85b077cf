package io.basiswatch.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the database said of a key id, for a while.
 *
 * <p>Known and unknown ids are kept apart, so that a flood of invented ids cannot push out the keys that work. Each side
 * is bounded; the id that was asked for longest ago goes first.
 */
final class KeyCache {
    /**
     * An answer of the database.
     *
     * @param key the key; empty where there is none in force
     * @param since when it answered
     */
    record Answer(Optional<StoredKey> key, Instant since) {
        boolean isYounger(Duration age, Instant now) {
            return Duration.between(since, now).compareTo(age) < 0;
        }
    }

    private final Map<String, Answer> known;
    private final Map<String, Answer> unknown;

    KeyCache(int size) {
        this.known = bounded(size);
        this.unknown = bounded(size);
    }

    private static Map<String, Answer> bounded(int size) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
                return size() > size;
            }
        };
    }

    synchronized Optional<Answer> find(String id) {
        Answer answer = known.get(id);
        return Optional.ofNullable(answer != null ? answer : unknown.get(id));
    }

    synchronized void put(String id, Answer answer) {
        (answer.key().isPresent() ? unknown : known).remove(id);
        (answer.key().isPresent() ? known : unknown).put(id, answer);
    }
}
