package io.basiswatch.gateway.access;

import io.basiswatch.gateway.edge.Network;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
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
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** All that one gateway has for keys, without the gateway: several of them can share a database. */
final class KeyParts implements AutoCloseable {
    static final InetAddress HERE = InetAddress.getLoopbackAddress();
    static final Peppers PEPPERS = new Peppers("1", Map.of("1", new KeyHash("q7Zk2mX9vB4tR8wL1nC6yH3sD5fG0jPa")));

    final Pool pool;
    final CountingStore store;
    final KeyCache cache;
    final KeyWatch watch;
    final KeyCheck check;
    final KeyChannel channel;
    final KeyRegister register;
    final AuditLog audit;
    final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    private final Vertx vertx = Vertx.vertx();

    KeyParts(int port, Clock clock, Peppers peppers, AccessConfig config) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("localhost")
                .setPort(port)
                .setDatabase("postgres")
                .setUser("postgres")
                .setPassword("postgres");
        pool = new Pool(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(options)
                .using(vertx)
                .build());
        audit = new AuditLog(pool);
        store = new CountingStore(pool, audit);
        cache = new KeyCache(config.keyCacheSize());
        watch = new KeyWatch(cache, clock, gone -> ended.add(gone.keyId()));
        check = new KeyCheck(store, peppers, config, clock, cache, watch);
        channel = new KeyChannel(pool, store, watch, vertx, clock);
        register = new KeyRegister(pool, store, audit, peppers, clock);
    }

    static KeyParts of(int port, Clock clock) {
        return new KeyParts(port, clock, PEPPERS, new Settings());
    }

    /** Makes the tables. */
    static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + Path.of("src/main/resources/db/gateway"))
                .load()
                .migrate();
    }

    KeyRegister.Issued issue(KeyTerms terms) {
        return pool.withTransaction(transaction -> register.create(transaction, terms, "test"))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    KeyRegister.Issued issue() {
        return issue(KeyTerms.ofOperator("test"));
    }

    KeyRegister.Rotation rotate(String id, Duration overlap) {
        return pool.withTransaction(transaction -> register.rotate(transaction, id, Optional.empty(), overlap, "test"))
                .await()
                .atMost(Duration.ofSeconds(5));
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
        pool.close().await().atMost(Duration.ofSeconds(5));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Counts how often the database is asked for a key. */
    static final class CountingStore extends KeyStore {
        final AtomicLong calls = new AtomicLong();

        CountingStore(Pool pool, AuditLog audit) {
            super(pool, audit);
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
