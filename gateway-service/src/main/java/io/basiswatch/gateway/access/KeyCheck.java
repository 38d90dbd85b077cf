package io.basiswatch.gateway.access;

import io.basiswatch.gateway.access.KeyCache.Answer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Decides on a key: first its form (no I/O, so a flood of rubbish costs nothing), then a look-up by its public id, then
 * the comparison of hashes in constant time, and only then whether its time and its networks fit.
 */
@ApplicationScoped
class KeyCheck {
    private static final Logger LOG = Logger.getLogger(KeyCheck.class);
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(2);
    /** For the database, where the answer that is remembered would do. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(250);
    /** How long a database that did not answer is left alone by keys that are remembered. */
    private static final Duration REST = Duration.ofSeconds(2);
    /** Compared against where no key is stored, so that an unknown id takes as long as a wrong secret. */
    private static final String NO_HASH = "0".repeat(64);

    private final KeyStore store;
    private final Peppers peppers;
    private final AccessConfig config;
    private final Clock clock;
    private final KeyCache cache;
    private final KeyWatch watch;
    private volatile Instant awayUntil = Instant.EPOCH;

    KeyCheck(KeyStore store, Peppers peppers, AccessConfig config, Clock clock, KeyCache cache, KeyWatch watch) {
        this.store = store;
        this.peppers = peppers;
        this.config = config;
        this.clock = clock;
        this.cache = cache;
        this.watch = watch;
    }

    /** {@code address} is where the key was sent from. */
    Uni<Verdict> verdict(String text, InetAddress address) {
        Optional<ApiKey> parsed = ApiKey.parse(text);
        if (parsed.isEmpty()) {
            return Uni.createFrom().item(new Verdict.Refused());
        }
        ApiKey key = parsed.get();
        return lookUp(key.id())
                .map(found -> compare(key, found, address))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("key %s cannot be looked up: %s", key.id(), failure.getMessage());
                    return new Verdict.Unavailable();
                });
    }

    /** Whether the key was found valid not long ago, as far as can be said without any look-up. */
    boolean isRemembered(String text) {
        return ApiKey.parse(text)
                .filter(key -> isGenuine(key, cache.find(key.id()).flatMap(Answer::key)))
                .isPresent();
    }

    /** The id of the key that the text is, where its secret is right; whether it may be used does not count. */
    Uni<Optional<String>> genuine(String text) {
        Optional<ApiKey> parsed = ApiKey.parse(text);
        if (parsed.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        ApiKey key = parsed.get();
        return lookUp(key.id()).map(found -> isGenuine(key, found) ? Optional.of(key.id()) : Optional.empty());
    }

    private Verdict compare(ApiKey key, Optional<StoredKey> found, InetAddress address) {
        if (!isGenuine(key, found)) {
            return new Verdict.Refused();
        }
        KeyRecord told = found.orElseThrow().told();
        if (!told.isInForce(clock.instant())) {
            return new Verdict.Expired();
        }
        return told.terms().isAllowedFrom(address)
                ? new Verdict.Admitted(told.caller(), told.succession())
                : new Verdict.Elsewhere();
    }

    /** Takes the same time whether the key is not there, its pepper is not, or its secret is wrong. */
    private boolean isGenuine(ApiKey key, Optional<StoredKey> found) {
        Optional<KeyHash> pepper =
                found.flatMap(stored -> peppers.of(stored.told().pepperId()));
        String expected = found.map(StoredKey::hash).orElse(NO_HASH);
        boolean same = pepper.orElse(peppers.current()).matches(key, expected);
        return same & pepper.isPresent();
    }

    private Uni<Optional<StoredKey>> lookUp(String id) {
        if (cache.isRevoked(id)) {
            return Uni.createFrom().item(Optional.empty());
        }
        Instant now = clock.instant();
        Optional<Answer> remembered = cache.find(id);
        if (remembered.isPresent() && isFresh(remembered.get(), now)) {
            return Uni.createFrom().item(remembered.get().key());
        }
        boolean optional = remembered.isPresent() && mayServeWithoutDatabase(remembered.get(), now);
        if (!optional) {
            return ask(id, now, remembered, DATABASE_PATIENCE);
        }
        if (now.isBefore(awayUntil)) {
            return Uni.createFrom().item(remembered.get().key());
        }
        return ask(id, now, remembered, LITTLE_PATIENCE)
                .onFailure()
                .invoke(failure -> restDatabase(now, failure))
                .onFailure()
                .recoverWithItem(() -> cache.isRevoked(id)
                        ? Optional.empty()
                        : remembered.get().key());
    }

    private void restDatabase(Instant now, Throwable failure) {
        if (!now.isBefore(awayUntil)) {
            LOG.warnf("remembered keys go on without the database: %s", failure.getMessage());
        }
        awayUntil = now.plus(REST);
    }

    private Uni<Optional<StoredKey>> ask(String id, Instant now, Optional<Answer> remembered, Duration patience) {
        long changes = cache.changes();
        return store.find(id).ifNoItem().after(patience).fail().invoke(found -> {
            cache.put(id, new Answer(found, now, false), changes);
            found.flatMap(key -> key.told().endsAt())
                    .filter(end -> end.isAfter(now))
                    .ifPresent(end -> watch.ends(id, end));
            if (found.isEmpty() && remembered.flatMap(Answer::key).isPresent()) {
                watch.revoked(id);
            }
        });
    }

    private boolean isFresh(Answer answer, Instant now) {
        Duration age = answer.key().isPresent() ? config.keyCache() : config.unknownKeyCache();
        return !answer.doubted() && answer.isYounger(age, now);
    }

    private boolean mayServeWithoutDatabase(Answer answer, Instant now) {
        return answer.key().isPresent() && answer.isYounger(config.keyCacheWithoutDatabase(), now);
    }
}
