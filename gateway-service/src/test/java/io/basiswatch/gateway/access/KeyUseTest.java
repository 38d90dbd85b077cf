package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Database;
import io.basiswatch.gateway.testing.EventReader;
import io.basiswatch.gateway.testing.Log;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URL;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keys with terms may do over HTTP, and what is left behind where they are used. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class KeyUseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TestHTTPResource
    URL gateway;

    @TestHTTPResource(value = "/q/metrics", management = true)
    URI metrics;

    @Inject
    KeyRegister register;

    @Inject
    KeyUsage usage;

    @Inject
    Ended ended;

    /** Hears what the rest of the gateway hears. */
    @Singleton
    static class Ended {
        final ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();

        void hear(@Observes KeyEnded key) {
            ids.add(key.keyId());
        }
    }

    @BeforeEach
    void fill() {
        try (RedisWire redis = Servers.redis()) {
            new Values(redis).clear();
        }
    }

    private KeyRegister.Issued issue(KeyTerms terms) {
        return register.create(terms, "test").await().atMost(PATIENCE);
    }

    private KeyRegister.Issued issue(Set<Scope> scopes, String... networks) {
        return issue(KeyParts.terms(scopes, List.of(networks), Optional.empty()));
    }

    private Client with(KeyRegister.Issued key) {
        return new Client(gateway).with("X-API-Key", key.text());
    }

    private static void await(String what, BooleanSupplier holds) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void aScopeIsNeededForWhatItIsAbout() {
        // Given
        Client reader = with(issue(EnumSet.of(Scope.READ)));
        Client streamer = with(issue(EnumSet.of(Scope.STREAM)));
        // When, Then
        assertThat(reader.get("/v1/assets").status()).isEqualTo(200);
        for (String path : List.of("/v1/stream", "//v1/stream", "/v1/%73tream", "/v1/x/../stream", "/v1/stream/")) {
            assertThat(reader.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(reader.get("/v1/stream").json().getString("code")).isEqualTo("scope_missing");
        assertThat(reader.get("/v1/stream").json().getString("detail")).contains("'stream'");
        for (String path : List.of("/v1/assets", "/v1/indicators", "/webhook/indicators?indicator=x", "/nothing")) {
            assertThat(streamer.get(path).status()).as(path).isEqualTo(403);
        }
        try (EventReader stream = streamer.stream("/v1/stream")) {
            assertThat(stream.status()).isEqualTo(200);
        }
    }

    @Test
    void aKeyWorksFromItsNetworksOnlyAndAHeaderCannotChangeWhereItComesFrom() {
        // Given
        Client here = with(issue(EnumSet.allOf(Scope.class), "127.0.0.0/8", "::1/128"));
        Client elsewhere = with(issue(EnumSet.allOf(Scope.class), "192.0.2.0/24"));
        // When, Then
        assertThat(here.get("/v1/assets").status()).isEqualTo(200);
        Client.Answer refused = elsewhere.with("X-Forwarded-For", "192.0.2.1").get("/v1/assets");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("code")).isEqualTo("network_not_allowed");
    }

    @Test
    void unknownWrongRevokedAndMalformedKeysGetTheSameAnswerAndExpiredOnesAnother() {
        // Given
        KeyRegister.Issued revoked = issue(EnumSet.allOf(Scope.class));
        register.revoke(revoked.told().id(), Optional.empty(), "test").await().atMost(PATIENCE);
        KeyRegister.Issued expired =
                issue(KeyParts.terms(EnumSet.allOf(Scope.class), List.of(), Optional.of(Instant.now())));
        String wrong = new ApiKey(
                        expired.told().id(), ApiKey.random(new SecureRandom()).secret())
                .text();
        // When, Then
        for (String key :
                List.of(revoked.text(), wrong, ApiKey.random(new SecureRandom()).text(), "nonsense")) {
            Client.Answer answer = new Client(gateway)
                    .with("X-API-Key", key)
                    .with("X-Request-Id", "same")
                    .get("/v1/assets");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body())
                    .isEqualTo(new Client(gateway)
                            .with("X-API-Key", "x")
                            .with("X-Request-Id", "same")
                            .get("/v1/assets")
                            .body());
        }
        assertThat(with(expired).get("/v1/assets").json().getString("code")).isEqualTo("key_expired");
    }

    @Test
    void noRequestFailsWhileAKeyIsReplaced() throws Exception {
        // Given: eight clients that change to the new key when they hear of it
        KeyRegister.Issued old = issue(EnumSet.allOf(Scope.class));
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        List<KeyRegister.Issued> current = new CopyOnWriteArrayList<>(List.of(old));
        Instant deadline = Instant.now().plus(PATIENCE);
        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 8; client++) {
                boolean slow = client % 2 == 0;
                threads.submit(() -> {
                    while (sent.get() < 2_000 && Instant.now().isBefore(deadline)) {
                        KeyRegister.Issued key = slow ? old : current.getLast();
                        failed.addAndGet(with(key).get("/v1/assets").status() == 200 ? 0 : 1);
                        sent.incrementAndGet();
                    }
                });
            }
            await("first requests", () -> sent.get() > 500);
            KeyRegister.Rotation rotation = register.rotate(
                            old.told().id(), Optional.empty(), Duration.ofHours(1), "test")
                    .await()
                    .atMost(PATIENCE);
            current.add(((KeyRegister.Rotation.Done) rotation).issued());
        }
        // Then
        System.out.printf("rotation with overlap under load: %d of %d requests failed%n", failed.get(), sent.get());
        assertThat(sent.get()).isGreaterThanOrEqualTo(2_000);
        assertThat(failed.get()).isZero();
        await("the notice", () -> !with(old).get("/v1/assets").header("Sunset").isEmpty());
        assertThat(with(current.getLast()).get("/v1/assets").header("Sunset")).isEmpty();
    }

    @Test
    void theRestOfTheGatewayHearsOfTheEndOfAKey() {
        // Given
        KeyRegister.Issued revoked = issue(EnumSet.allOf(Scope.class));
        KeyRegister.Issued expiring = issue(KeyParts.terms(
                EnumSet.allOf(Scope.class), List.of(), Optional.of(Instant.now().plusMillis(1_500))));
        assertThat(with(expiring).get("/v1/assets").status()).isEqualTo(200);
        // When
        register.revoke(revoked.told().id(), Optional.empty(), "test").await().atMost(PATIENCE);
        // Then
        await(
                "the end of the revoked key",
                () -> ended.ids.contains(revoked.told().id()));
        await(
                "the end of the expiring key",
                () -> ended.ids.contains(expiring.told().id()));
    }

    @Test
    void aKeyInAUrlIsNotedOnceAndOnlyWhereItIsReal() {
        // Given
        KeyRegister.Issued key = issue(EnumSet.allOf(Scope.class));
        ApiKey invented = ApiKey.random(new SecureRandom());
        ApiKey guessed = new ApiKey(key.told().id(), invented.secret());
        String entries = "select detail from audit_log where action = 'exposed-in-url' and key_id = '";
        // When: the wrong ones first, so that the entry of the right one comes after theirs would have
        for (ApiKey wrong : List.of(invented, guessed)) {
            assertThat(new Client(gateway)
                            .get("/v1/assets?api_key=" + wrong.text())
                            .status())
                    .isEqualTo(400);
        }
        await("the entry", () -> {
            Client.Answer answer = new Client(gateway).get("/v1/assets?api_key=" + key.text());
            assertThat(answer.json().getString("code")).isEqualTo("key_in_url");
            return !Database.rows(entries + key.told().id() + "'").isEmpty();
        });
        for (int i = 0; i < 50; i++) {
            new Client(gateway).get("/v1/" + key.text());
        }
        // Then
        assertThat(Database.rows(entries + key.told().id() + "'")).containsExactly("/v1/assets");
        assertThat(Database.rows(entries + invented.id() + "'")).isEmpty();
        assertThat(register.find(key.told().id(), Optional.empty())
                        .await()
                        .atMost(PATIENCE)
                        .orElseThrow()
                        .exposedAt())
                .isPresent();
    }

    @Test
    void usesAreCountedAndThoseInTheQueryOfTheWebhookApart() {
        // Given
        KeyRegister.Issued key = issue(EnumSet.allOf(Scope.class));
        // When
        for (int i = 0; i < 3; i++) {
            with(key).get("/v1/assets");
        }
        new Client(gateway).get("/webhook/indicators?indicator=btc_x&api_key=" + key.text());
        assertThat(Database.rows("select last_used_at from api_key where id = '"
                        + key.told().id() + "'"))
                .containsExactly((String) null);
        usage.write().await().atMost(PATIENCE);
        with(key).get("/v1/assets");
        usage.write().await().atMost(PATIENCE);
        // Then
        List<KeyUsage.Day> days = usage.of(key.told().id()).await().atMost(PATIENCE);
        assertThat(days.stream().mapToLong(KeyUsage.Day::requests).sum()).isEqualTo(5);
        assertThat(days.stream().mapToLong(KeyUsage.Day::inQuery).sum()).isEqualTo(1);
        assertThat(register.find(key.told().id(), Optional.empty())
                        .await()
                        .atMost(PATIENCE)
                        .orElseThrow()
                        .lastUsedAt())
                .isPresent();
    }

    @Test
    void aSecretIsInNoLogLineAtDebugAndInNoMetric() throws Exception {
        // Given
        KeyRegister.Issued key = issue(EnumSet.allOf(Scope.class));
        String text = key.text();
        ApiKey wrong = ApiKey.random(new SecureRandom());
        try (Log log = Log.listen()) {
            // When
            for (String path :
                    List.of("/v1/assets", "/v1/indicators/none", "/v1/indicators/x/history", "/nothing", "/%20")) {
                with(key).get(path);
                new Client(gateway).with("Authorization", "Bearer " + text).get(path);
                new Client(gateway).with("X-API-Key", wrong.text()).get(path);
            }
            new Client(gateway).get("/webhook/indicators?indicator=btc_x&api_key=" + text);
            new Client(gateway).get("/webhook/indicators?indicator=" + text);
            new Client(gateway).get("/v1/assets?api_key=" + text);
            new Client(gateway).get("/v1/" + text);
            new Client(gateway).get("//v1%2f" + text.replaceFirst("bw_live_", "bw%5flive%5f"));
            Servers.postgresDoor().shut();
            with(key).get("/v1/assets");
            new Client(gateway).with("X-API-Key", wrong.text()).get("/v1/assets");
            Servers.postgresDoor().reopen();
            await("the database", () -> with(key).get("/v1/assets").status() == 200);
            String scrape = new Client(metrics.toURL()).get("/q/metrics").body();
            // Then
            String secret = text.substring(18, 61);
            assertThat(log.toString()).contains(key.told().id()).contains("/webhook/indicators");
            for (String part : List.of(
                    secret.substring(0, 12),
                    secret.substring(20, 32),
                    wrong.secret().substring(0, 12))) {
                assertThat(log.toString()).doesNotContain(part);
                assertThat(scrape).doesNotContain(part);
            }
            assertThat(scrape).contains("http_server").doesNotContain(key.told().id());
        } finally {
            Servers.postgresDoor().reopen();
        }
    }
}
