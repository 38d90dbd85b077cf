package io.basiswatch.gateway.access;

import io.basiswatch.gateway.access.AuditLog.Action;
import io.basiswatch.gateway.access.AuditLog.Entry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sees to it that somebody can call: makes the first key and writes it to the key file.
 *
 * <p>A key file whose key is in force is kept. Where it is missing, or its key is not in the database, a new key is made
 * and the file replaced. A file that holds anything but a key is never touched.
 */
@ApplicationScoped
class FirstKey {
    private static final Logger LOG = Logger.getLogger(FirstKey.class);
    private static final String NAME = "first key";

    private final KeyStore store;
    private final Peppers peppers;
    private final AccessConfig config;
    private final Clock clock;

    FirstKey(KeyStore store, Peppers peppers, AccessConfig config, Clock clock) {
        this.store = store;
        this.peppers = peppers;
        this.config = config;
        this.clock = clock;
    }

    void onStart(@Observes @Priority(10) StartupEvent start) {
        Pepper.checked(config);
        try {
            VertxContextSupport.subscribeAndAwait(this::provide);
        } catch (ConfigurationException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the first API key could not be provided: " + e.getMessage(), e);
        }
    }

    Uni<Void> provide() {
        if (config.bootstrapKeyFile().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        KeyFile file = new KeyFile(config.bootstrapKeyFile().get());
        Optional<ApiKey> present = read(file);
        return present.map(this::isInForce)
                .orElseGet(() -> Uni.createFrom().item(false))
                .flatMap(works -> works ? Uni.createFrom().voidItem() : make(file));
    }

    private static Optional<ApiKey> read(KeyFile file) {
        try {
            return file.read();
        } catch (IOException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    private Uni<Boolean> isInForce(ApiKey key) {
        return store.find(key.id())
                .map(found -> found.filter(stored -> isRight(key, stored)).isPresent());
    }

    private boolean isRight(ApiKey key, StoredKey stored) {
        return stored.told().isInForce(clock.instant())
                && peppers.of(stored.told().pepperId())
                        .filter(pepper -> pepper.matches(key, stored.hash()))
                        .isPresent();
    }

    /** The file is prepared before the row is committed and put in place after: it never names a key that is not there. */
    private Uni<Void> make(KeyFile file) {
        ApiKey key = ApiKey.random(new SecureRandom());
        Path prepared = prepare(file, key);
        Instant now = clock.instant();
        KeyRecord told = KeyRecord.fresh(key.id(), KeyTerms.ofOperator(NAME), peppers.currentId(), now);
        StoredKey stored = new StoredKey(told, peppers.current().of(key));
        Entry entry = Entry.ofGateway(now, Action.CREATE, key.id(), "written to the key file at start");
        return store.alone(() -> store.create(stored, entry))
                .invoke(() -> {
                    file.put(prepared);
                    LOG.infof("key %s made and written to %s", key.id(), file);
                })
                .onFailure()
                .invoke(() -> file.discard(prepared));
    }

    private static Path prepare(KeyFile file, ApiKey key) {
        try {
            return file.prepare(key);
        } catch (IOException e) {
            throw new ConfigurationException("the key file cannot be written: " + e);
        }
    }
}
