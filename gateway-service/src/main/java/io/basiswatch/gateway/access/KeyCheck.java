package io.basiswatch.gateway.access;

import io.basiswatch.gateway.access.KeyCache.Answer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Decides on a key: first its form (no I/O, so a flood of rubbish costs nothing), then a look-up by its public id, then
 * the comparison of hashes in constant time.
 */
@ApplicationScoped
class KeyCheck {
    private static final Logger LOG = Logger.getLogger(KeyCheck.class);
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(2);
    /** Compared against where no key is stored, so that an unknown id takes as long as a wrong secret. */
    private static final String NO_HASH = "0".repeat(64);

    private final ApiKeyStore store;
    private final KeyHash hash;
    private final AccessConfig config;
    private final Clock clock;
    private final KeyCache cache;

    KeyCheck(ApiKeyStore store, KeyHash hash, AccessConfig config, Clock clock) {
        this.store = store;
        this.hash = hash;
        this.config = config;
        this.clock = clock;
        this.cache = new KeyCache(config.keyCacheSize());
    }

    Uni<Verdict> verdict(String text) {
        Optional<ApiKey> parsed = ApiKey.parse(text);
        if (parsed.isEmpty()) {
            return Uni.createFrom().item(new Verdict.Refused());
        }
        ApiKey key = parsed.get();
        return lookUp(key.id()).map(found -> compare(key, found)).onFailure().recoverWithItem(failure -> {
            LOG.warnf("key %s cannot be looked up: %s", key.id(), failure.getMessage());
            return new Verdict.Unavailable();
        });
    }

    /** Whether the key was found valid not long ago, as far as can be said without any look-up. */
    boolean isRemembered(String text) {
        return ApiKey.parse(text)
                .filter(key -> cache.find(key.id())
                        .flatMap(Answer::key)
                        .filter(known -> hash.matches(key, known.hash()))
                        .isPresent())
                .isPresent();
    }

    private Verdict compare(ApiKey key, Optional<StoredKey> found) {
        boolean same = hash.matches(key, found.map(StoredKey::hash).orElse(NO_HASH));
        return same && found.isPresent() ? new Verdict.Admitted(found.get().caller()) : new Verdict.Refused();
    }

    private Uni<Optional<StoredKey>> lookUp(String id) {
        Instant now = clock.instant();
        Optional<Answer> remembered = cache.find(id);
        if (remembered.isPresent() && isFresh(remembered.get(), now)) {
            return Uni.createFrom().item(remembered.get().key());
        }
        Uni<Optional<StoredKey>> asked = store.inForce(id)
                .ifNoItem()
                .after(DATABASE_PATIENCE)
                .fail()
                .invoke(found -> cache.put(id, new Answer(found, now)));
        if (remembered.isPresent() && mayServeWithoutDatabase(remembered.get(), now)) {
            return asked.onFailure().recoverWithItem(remembered.get().key());
        }
        return asked;
    }

    private boolean isFresh(Answer answer, Instant now) {
        return answer.isYounger(answer.key().isPresent() ? config.keyCache() : config.unknownKeyCache(), now);
    }

    private boolean mayServeWithoutDatabase(Answer answer, Instant now) {
        return answer.key().isPresent() && answer.isYounger(config.keyCacheWithoutDatabase(), now);
    }
}
