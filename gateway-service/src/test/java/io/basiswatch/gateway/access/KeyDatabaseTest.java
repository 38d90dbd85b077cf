package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.gateway.access.AuditLog.Action;
import io.basiswatch.gateway.access.AuditLog.Entry;
import io.basiswatch.gateway.testing.Database;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Sessions for callers from everywhere. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class KeyDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    KeyDatabase database;

    @Inject
    AuditLog audit;

    @Inject
    KeyStore store;

    @Inject
    KeyRegister register;

    private static Entry entry(String id) {
        return new Entry(Instant.now(), Action.REVOKE, Optional.of(id), "test", "");
    }

    private static List<String> entriesOf(String id) {
        return Database.rows("select actor from audit_log where key_id = '" + id + "'");
    }

    private static String someId() {
        return ApiKey.random(new SecureRandom()).id();
    }

    @Test
    void anEventLoopOfAnotherVertxGetsItsResultOnItsOwnContext() throws Exception {
        // Given
        Vertx other = Vertx.vertx();
        try {
            Context context = other.getOrCreateContext();
            CompletableFuture<Context> answeredOn = new CompletableFuture<>();
            String id = someId();
            // When
            context.runOnContext(go -> audit.note(entry(id))
                    .subscribe()
                    .with(done -> answeredOn.complete(Vertx.currentContext()), answeredOn::completeExceptionally));
            // Then
            assertThat(answeredOn.get(10, TimeUnit.SECONDS)).isSameAs(context);
            assertThat(entriesOf(id)).containsExactly("test");
        } finally {
            other.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void worksOfOneCallerAtTheSameTimeHaveASessionEachAndWorkInsideOfWorkShares() {
        // Given
        List<Uni<Mutiny.Session>> works = IntStream.range(0, 20)
                .mapToObj(work -> database.change(() -> Panache.getSession()
                        .flatMap(outer -> database.read(Panache::getSession)
                                .invoke(inner -> assertThat(inner).isSameAs(outer)))))
                .toList();
        // When
        List<Mutiny.Session> sessions =
                Uni.join().all(works).andFailFast().await().atMost(PATIENCE);
        // Then
        assertThat(sessions).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void nothingOfATransactionThatFailsIsLeft() {
        // Given
        String id = someId();
        IllegalStateException stop = new IllegalStateException("stop");
        // When, Then
        assertThatThrownBy(() -> database.change(() -> audit.note(entry(id))
                                .flatMap(noted -> Uni.createFrom().failure(stop)))
                        .await()
                        .atMost(PATIENCE))
                .isSameAs(stop);
        assertThat(entriesOf(id)).isEmpty();
    }

    @Test
    void whatPostgresqlRefusesIsNotTakenForItsAbsence() {
        // Given: a key that is there already
        KeyRecord told = register.create(KeyTerms.ofOperator("test"), "test")
                .await()
                .atMost(PATIENCE)
                .told();
        StoredKey same = new StoredKey(told, "0".repeat(64));
        // When, Then
        assertThatThrownBy(() -> store.create(same, entry(told.id())).await().atMost(PATIENCE))
                .satisfies(failure -> assertThat(KeyDatabase.isAnswer(failure)).isTrue())
                .hasMessageContaining("23505");
        assertThat(entriesOf(told.id())).hasSize(1);
        // When, Then
        Servers.postgresDoor().shut();
        try {
            assertThatThrownBy(() -> store.find(told.id()).await().atMost(PATIENCE))
                    .satisfies(
                            failure -> assertThat(KeyDatabase.isAnswer(failure)).isFalse());
        } finally {
            Servers.postgresDoor().reopen();
        }
    }
}
