package io.basiswatch.gateway.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the database said of a key id, for a while, and which ids it has told to be revoked.
 *
 * <p>Known, unknown and revoked ids are kept apart, so that a flood of invented ids cannot push out the keys that work.
 * Each part is bounded; the id that was asked for longest ago goes first. An id that was told to be revoked stays so
 * whatever an answer says that was under way at that time: nothing makes a revoked key work again.
 */
@ApplicationScoped
class KeyCache {
    /**
     * An answer of the database.
     *
     * @param key the key; empty where there is none in force
     * @param since when it was asked
     * @param doubted whether it may have changed since: it is to be asked again, and holds only while it cannot be asked
     */
    record Answer(Optional<StoredKey> key, Instant since, boolean doubted) {
        boolean isYounger(Duration age, Instant now) {
            return Duration.between(since, now).compareTo(age) < 0;
        }

        private Answer inDoubt() {
            return new Answer(key, since, true);
        }
    }

    private final Map<String, Answer> known;
    private final Map<String, Answer> unknown;
    private final Map<String, Boolean> revoked;
    private long changes;

    @Inject
    KeyCache(AccessConfig config) {
        this(config.keyCacheSize());
    }

    KeyCache(int size) {
        this.known = bounded(size);
        this.unknown = bounded(size);
        this.revoked = bounded(size);
    }

    private static <T> Map<String, T> bounded(int size) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > size;
            }
        };
    }

    /** Looks everywhere, so that the time that it takes does not tell where it was found. */
    synchronized Optional<Answer> find(String id) {
        Answer unknownAnswer = unknown.get(id);
        Answer knownAnswer = known.get(id);
        return Optional.ofNullable(knownAnswer != null ? knownAnswer : unknownAnswer);
    }

    synchronized boolean isRevoked(String id) {
        return revoked.containsKey(id);
    }

    /** How many changes were told so far: to be asked before the database is, and given back with its answer. */
    synchronized long changes() {
        return changes;
    }

    /** Keeps the answer, unless a change was told while it was under way: it may be older than the change. */
    synchronized void put(String id, Answer answer, long changesBefore) {
        if (changesBefore != changes) {
            return;
        }
        (answer.key().isPresent() ? unknown : known).remove(id);
        (answer.key().isPresent() ? known : unknown).put(id, answer);
    }

    /** The key is revoked, for ever. Whether that is new. */
    synchronized boolean revoke(String id) {
        changes++;
        known.remove(id);
        unknown.remove(id);
        return revoked.put(id, true) == null;
    }

    /** Something about the key has changed. */
    synchronized void doubt(String id) {
        changes++;
        unknown.remove(id);
        known.computeIfPresent(id, (same, answer) -> answer.inDoubt());
    }

    /** The key stops to work at {@code end}: counts at once, also while the database cannot be asked for the rest. */
    synchronized void end(String id, Instant end) {
        doubt(id);
        known.computeIfPresent(
                id,
                (same, answer) ->
                        new Answer(answer.key().map(key -> key.endingAt(end)), answer.since(), answer.doubted()));
    }

    /** Changes may have been missed. */
    synchronized void doubtAll() {
        changes++;
        unknown.clear();
        known.replaceAll((id, answer) -> answer.inDoubt());
    }
}
