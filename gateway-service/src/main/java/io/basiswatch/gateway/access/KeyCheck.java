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

    private static final Verdict REFUSED = new Verdict.Refused();
    private static final Verdict EXPIRED = new Verdict.Expired();
    private static final Verdict ELSEWHERE = new Verdict.Elsewhere();

    private final KeyStore store;
    private final Peppers peppers;
    private final AccessConfig config;
    private final Clock clock;
    private final KeyCache cache;
    private final KeyWatch watch;
    private final SharedLookUps lookUps = new SharedLookUps();
    /** Compared with where there is no key, so that an unknown id takes as long as a wrong secret. */
    private final StoredKey nobody;

    private volatile Instant awayUntil = Instant.EPOCH;

    KeyCheck(KeyStore store, Peppers peppers, AccessConfig config, Clock clock, KeyCache cache, KeyWatch watch) {
        this.store = store;
        this.peppers = peppers;
        this.config = config;
        this.clock = clock;
        this.cache = cache;
        this.watch = watch;
        this.nobody = new StoredKey(
                KeyRecord.fresh("", KeyTerms.ofOperator("nobody"), peppers.currentId(), Instant.EPOCH), "0".repeat(64));
    }

    /** {@code address} is where the key was sent from. */
    Uni<Verdict> verdict(String text, InetAddress address) {
        Optional<ApiKey> parsed = ApiKey.parse(text);
        if (parsed.isEmpty()) {
            return Uni.createFrom().item(REFUSED);
        }
        ApiKey key = parsed.get();
        return lookUp(key.id())
                .map(found -> compare(key, found, address))
                .onFailure()
                .recoverWithItem(new Verdict.Unavailable());
    }

    /** The same of a key that was looked up not long ago, without looking it up; empty where it has to be. */
    Optional<Verdict> remembered(String text, InetAddress address) {
        return ApiKey.parse(text)
                .flatMap(key -> cache.find(key.id())
                        .filter(known -> isFresh(known, clock.instant()) && !cache.isRevoked(key.id()))
                        .map(known -> compare(key, known.key(), address)));
    }

    /**
     * On the key with this id, for what was made with it and stands in its place: a stream ticket. Where the key may be sent
     * from does not count, since whoever holds the ticket is elsewhere.
     */
    Uni<Verdict> verdictOf(String keyId) {
        return lookUp(keyId)
                .map(found -> found.filter(stored -> clock.instant().isBefore(stored.end()))
                        .<Verdict>map(StoredKey::admitted)
                        .orElse(REFUSED))
                .onFailure()
                .recoverWithItem(new Verdict.Unavailable());
    }

    /** The id of the key that the text is, where its secret is right; whether it may be used does not count. */
    Uni<Optional<String>> genuine(String text) {
        Optional<ApiKey> parsed = ApiKey.parse(text);
        if (parsed.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        ApiKey key = parsed.get();
        return lookUp(key.id())
                .map(found -> found.filter(stored -> isGenuine(key, stored)).map(stored -> key.id()));
    }

    /** Whether the key was found valid not long ago, as far as can be said without any look-up. */
    boolean isRemembered(String text) {
        return ApiKey.parse(text)
                .filter(key -> cache.find(key.id())
                        .flatMap(Answer::key)
                        .filter(known -> isGenuine(key, known))
                        .isPresent())
                .isPresent();
    }

    /** Works all of it out before it decides, so that the time that it takes does not tell what was wrong. */
    private Verdict compare(ApiKey key, Optional<StoredKey> found, InetAddress address) {
        StoredKey stored = found.orElse(nobody);
        boolean genuine = isGenuine(key, stored) & found.isPresent();
        boolean inTime = clock.instant().isBefore(stored.end());
        boolean inside = stored.told().terms().isAllowedFrom(address);
        if (!genuine) {
            return REFUSED;
        }
        if (!inTime) {
            return EXPIRED;
        }
        return inside ? stored.admitted() : ELSEWHERE;
    }

    /** Takes the same time whether the secret is wrong or its pepper is not configured any more. */
    private boolean isGenuine(ApiKey key, StoredKey stored) {
        Optional<KeyHash> pepper = peppers.of(stored.told().pepperId());
        boolean same = pepper.orElse(peppers.current()).matches(key, stored.hash());
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
        SharedLookUps.Question question = new SharedLookUps.Question(id, cache.changes());
        return lookUps.join(question, () -> read(question, now, remembered), patience);
    }

    private Uni<Optional<StoredKey>> read(SharedLookUps.Question question, Instant now, Optional<Answer> remembered) {
        String id = question.id();
        return store.find(id)
                .ifNoItem()
                .after(DATABASE_PATIENCE)
                .fail()
                .invoke(found -> {
                    cache.put(id, new Answer(found, now, false), question.changes());
                    found.flatMap(key -> key.told().endsAt())
                            .filter(now::isBefore)
                            .ifPresent(end -> watch.ends(id, end));
                    if (found.isEmpty() && remembered.flatMap(Answer::key).isPresent()) {
                        watch.revoked(id);
                    }
                })
                .onFailure()
                // Once for all who wait.
                .invoke(failure -> LOG.warnf("key %s cannot be looked up: %s", id, failure.getMessage()));
    }

    private boolean isFresh(Answer answer, Instant now) {
        Duration age = answer.key().isPresent() ? config.keyCache() : config.unknownKeyCache();
        return !answer.doubted() && answer.isYounger(age, now);
    }

    private boolean mayServeWithoutDatabase(Answer answer, Instant now) {
        return answer.key().isPresent() && answer.isYounger(config.keyCacheWithoutDatabase(), now);
    }
}
