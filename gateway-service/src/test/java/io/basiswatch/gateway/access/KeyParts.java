package io.basiswatch.gateway.access;

import io.basiswatch.gateway.edge.Network;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** All that one gateway has for keys, beside the gateway that runs: several of them can share a database. */
final class KeyParts implements AutoCloseable {
    static final InetAddress HERE = InetAddress.getLoopbackAddress();
    static final Peppers PEPPERS = new Peppers("1", Map.of("1", new KeyHash("q7Zk2mX9vB4tR8wL1nC6yH3sD5fG0jPa")));

    final CountingStore store;
    final KeyCache cache;
    final KeyWatch watch;
    final KeyCheck check;
    final KeyChannel channel;
    final KeyRegister register;
    final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();

    private KeyParts(Database database, Clock clock, Peppers peppers, AccessConfig config) {
        store = new CountingStore(database);
        cache = new KeyCache(config.keyCacheSize());
        watch = new KeyWatch(cache, clock, gone -> ended.add(gone.keyId()));
        check = new KeyCheck(store, peppers, config, clock, cache, watch);
        channel = new KeyChannel(database.pool, store, watch, database.vertx, clock);
        register = new KeyRegister(database.keys, store, database.audit, peppers, clock);
    }

    /** What they share: the way to the database of the gateway that runs in the test. */
    @Singleton
    static class Database {
        private final Pool pool;
        private final Vertx vertx;
        private final KeyDatabase keys;
        private final ApiKeys rows;
        private final AuditLog audit;

        Database(Pool pool, Vertx vertx, KeyDatabase keys, ApiKeys rows, AuditLog audit) {
            this.pool = pool;
            this.vertx = vertx;
            this.keys = keys;
            this.rows = rows;
            this.audit = audit;
        }

        KeyParts parts(Clock clock) {
            return parts(clock, PEPPERS, new Settings());
        }

        KeyParts parts(Clock clock, Peppers peppers, AccessConfig config) {
            return new KeyParts(this, clock, peppers, config);
        }
    }

    KeyRegister.Issued issue(KeyTerms terms) {
        return register.create(terms, "test").await().atMost(Duration.ofSeconds(5));
    }

    KeyRegister.Issued issue() {
        return issue(KeyTerms.ofOperator("test"));
    }

    KeyRegister.Rotation rotate(String id, Duration overlap) {
        return register.rotate(id, Optional.empty(), overlap, "test").await().atMost(Duration.ofSeconds(5));
    }

    void revoke(String id) {
        register.revoke(id, Optional.empty(), "test").await().atMost(Duration.ofSeconds(5));
    }

    Verdict verdict(String key) {
        return verdict(key, HERE);
    }

    Verdict verdict(String key, InetAddress from) {
        return check.verdict(key, from).await().atMost(Duration.ofSeconds(5));
    }

    boolean admits(String key) {
        return verdict(key) instanceof Verdict.Admitted;
    }

    @Override
    public void close() {
        channel.close();
    }

    /** Counts how often the database is asked for a key. */
    static final class CountingStore extends KeyStore {
        final AtomicLong calls = new AtomicLong();

        private CountingStore(Database database) {
            super(database.keys, database.rows, database.audit);
        }

        @Override
        Uni<Optional<StoredKey>> find(String id) {
            calls.incrementAndGet();
            return super.find(id);
        }
    }

    /** As in production. */
    static class Settings implements AccessConfig {
        @Override
        public Optional<String> keyPepper() {
            return Optional.empty();
        }

        @Override
        public String keyPepperId() {
            return "1";
        }

        @Override
        public Optional<List<String>> formerKeyPeppers() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> bootstrapKeyFile() {
            return Optional.empty();
        }

        @Override
        public Duration keyCache() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration unknownKeyCache() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration keyCacheWithoutDatabase() {
            return Duration.ofMinutes(5);
        }

        @Override
        public int keyCacheSize() {
            return 10_000;
        }

        @Override
        public Duration keyUsageEvery() {
            return Duration.ofMinutes(1);
        }

        @Override
        public boolean webhookQueryKeys() {
            return true;
        }
    }

    /** Terms that differ from the usual ones in one respect. */
    static KeyTerms terms(Set<Scope> scopes, List<String> networks, Optional<Instant> expiresAt) {
        return new KeyTerms(
                "test", "acme", scopes, networks.stream().map(Network::parse).toList(), "default", expiresAt);
    }
}
