package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many who ask for one key at the same time, with a database that answers when the test says so. */
class SharedLookUpsTest {
    private static final int CLIENTS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MovableClock clock = new MovableClock();
    private final KeyCache cache = new KeyCache(100);
    private final KeyWatch watch = new KeyWatch(cache, clock, ended -> {});
    private final SlowStore store = new SlowStore();
    private final KeyCheck check = new KeyCheck(store, KeyParts.PEPPERS, new KeyParts.Settings(), clock, cache, watch);
    private final ApiKey key = ApiKey.random(new SecureRandom());

    /** Answers nobody by itself. */
    private static final class SlowStore extends KeyStore {
        final List<UniEmitter<? super Optional<StoredKey>>> asked = new CopyOnWriteArrayList<>();

        SlowStore() {
            super(null, null, null);
        }

        @Override
        Uni<Optional<StoredKey>> find(String id) {
            return Uni.createFrom().emitter(asked::add);
        }
    }

    private Optional<StoredKey> stored() {
        KeyRecord told = KeyRecord.fresh(key.id(), KeyTerms.ofOperator("test"), "1", clock.instant());
        return Optional.of(new StoredKey(told, KeyParts.PEPPERS.current().of(key)));
    }

    private List<UniAssertSubscriber<Verdict>> ask(int clients) {
        return IntStream.range(0, clients)
                .mapToObj(client -> check.verdict(key.text(), KeyParts.HERE)
                        .subscribe()
                        .withSubscriber(UniAssertSubscriber.<Verdict>create()))
                .toList();
    }

    private static List<Verdict> verdicts(List<UniAssertSubscriber<Verdict>> clients) {
        return clients.stream().map(each -> each.awaitItem(PATIENCE).getItem()).toList();
    }

    @Test
    void thousandsOfClientsOfOneKeyAskTheDatabaseOnce() {
        // When
        List<UniAssertSubscriber<Verdict>> clients = ask(CLIENTS);
        assertThat(store.asked).hasSize(1);
        store.asked.getFirst().complete(stored());
        // Then
        assertThat(verdicts(clients)).hasSize(CLIENTS).hasOnlyElementsOfType(Verdict.Admitted.class);
        System.out.printf("%,d clients of one key on a fresh gateway: %d look-up%n", CLIENTS, store.asked.size());
        assertThat(verdicts(ask(10))).hasOnlyElementsOfType(Verdict.Admitted.class);
        assertThat(store.asked).hasSize(1);
    }

    @Test
    void theFailureOfOneIsTheFailureOfAllWhoWaitAndOfNobodyLater() {
        // Given
        List<UniAssertSubscriber<Verdict>> clients = ask(50);
        // When
        store.asked.getFirst().fail(new IllegalStateException("away"));
        // Then
        assertThat(verdicts(clients)).hasOnlyElementsOfType(Verdict.Unavailable.class);
        // When
        List<UniAssertSubscriber<Verdict>> later = ask(2);
        assertThat(store.asked).hasSize(2);
        store.asked.getLast().complete(stored());
        // Then
        assertThat(verdicts(later)).hasOnlyElementsOfType(Verdict.Admitted.class);
    }

    @Test
    void whoAsksAfterAChangeDoesNotGetAnAnswerFromBeforeIt() {
        // Given
        List<UniAssertSubscriber<Verdict>> before = ask(1);
        // When
        watch.changed(key.id());
        List<UniAssertSubscriber<Verdict>> after = ask(1);
        assertThat(store.asked).hasSize(2);
        store.asked.getLast().complete(Optional.empty());
        store.asked.getFirst().complete(stored());
        // Then
        assertThat(verdicts(before)).hasOnlyElementsOfType(Verdict.Admitted.class);
        assertThat(verdicts(after)).hasOnlyElementsOfType(Verdict.Refused.class);
    }

    @Test
    void aClientThatLeavesTakesNobodyWithIt() {
        // Given
        List<UniAssertSubscriber<Verdict>> clients = ask(3);
        // When
        clients.getFirst().cancel();
        store.asked.getFirst().complete(stored());
        // Then
        assertThat(verdicts(clients.subList(1, 3))).hasOnlyElementsOfType(Verdict.Admitted.class);
        assertThat(store.asked).hasSize(1);
    }

    @Test
    void nothingIsKeptOnceThereIsAnAnswer() {
        // Given
        SharedLookUps lookUps = new SharedLookUps();
        List<UniEmitter<? super Optional<StoredKey>>> asked = new ArrayList<>();
        Uni<Optional<StoredKey>> answer = lookUps.join(
                new SharedLookUps.Question(key.id(), 0), () -> Uni.createFrom().emitter(asked::add), PATIENCE);
        assertThat(lookUps.size()).isZero();
        for (boolean works : List.of(true, false)) {
            UniAssertSubscriber<Optional<StoredKey>> client =
                    answer.subscribe().withSubscriber(UniAssertSubscriber.create());
            assertThat(lookUps.size()).isEqualTo(1);
            // When
            if (works) {
                asked.getLast().complete(stored());
                client.awaitItem(PATIENCE);
            } else {
                asked.getLast().fail(new IllegalStateException("away"));
                client.awaitFailure(PATIENCE);
            }
            // Then
            assertThat(lookUps.size()).isZero();
        }
    }

    @Test
    void everybodyIsAnsweredOnTheirOwnContext() throws Exception {
        // Given: a request of another event loop is joined
        Vertx vertx = Vertx.vertx();
        try {
            Context own = vertx.getOrCreateContext();
            CompletableFuture<Void> waiting = new CompletableFuture<>();
            CompletableFuture<Context> answeredOn = new CompletableFuture<>();
            List<UniAssertSubscriber<Verdict>> first = ask(1);
            own.runOnContext(go -> {
                check.verdict(key.text(), KeyParts.HERE)
                        .subscribe()
                        .with(verdict -> answeredOn.complete(Vertx.currentContext()));
                waiting.complete(null);
            });
            waiting.get(10, TimeUnit.SECONDS);
            // When
            store.asked.getFirst().complete(stored());
            // Then
            assertThat(answeredOn.get(10, TimeUnit.SECONDS)).isSameAs(own);
            assertThat(verdicts(first)).hasOnlyElementsOfType(Verdict.Admitted.class);
            assertThat(store.asked).hasSize(1);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
