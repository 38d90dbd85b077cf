package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.gateway.access.KeyRegister.Issued;
import io.basiswatch.gateway.access.KeyRegister.Rotation;
import io.basiswatch.gateway.testing.MovableClock;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys from their making to their end, on two gateways that share a database. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class KeyLifeTest {
    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    @Inject
    KeyParts.Database database;

    private final MovableClock clock = new MovableClock();
    private KeyParts one;
    private KeyParts other;

    @BeforeEach
    void start() {
        one = database.parts(clock);
        other = database.parts(clock);
        one.channel.open();
        other.channel.open();
        await("both listen", () -> one.channel.isListening() && other.channel.isListening());
    }

    @AfterEach
    void stop() {
        Servers.postgresDoor().reopen();
        one.close();
        other.close();
    }

    private static void await(String what, BooleanSupplier holds) {
        Instant deadline = Instant.now().plusSeconds(15);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    private static void execute(String sql) {
        try (Connection connection = Servers.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRevokedKeyEndsOnEveryGatewayWithinTwoSeconds() {
        // Given: 100 keys that both remember
        long[] nanos = new long[100];
        for (int i = 0; i < nanos.length; i++) {
            Issued key = one.issue();
            assertThat(one.admits(key.text()) && other.admits(key.text())).isTrue();
            // When
            long start = System.nanoTime();
            one.revoke(key.told().id());
            await("the end on both", () -> !one.admits(key.text()) && !other.admits(key.text()));
            nanos[i] = System.nanoTime() - start;
            // Then: what was opened with it is told too
            await(
                    "the word",
                    () -> one.ended.contains(key.told().id())
                            && other.ended.contains(key.told().id()));
        }
        Arrays.sort(nanos);
        System.out.printf(
                "revoke to 401 on two gateways: p50 %.1f ms, p99 %.1f ms%n", nanos[49] / 1e6, nanos[98] / 1e6);
        assertThat(Duration.ofNanos(nanos[98])).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aRevocationByHandCountsTheSame() {
        // Given
        Issued byUpdate = one.issue();
        Issued byDelete = one.issue();
        assertThat(other.admits(byUpdate.text()) && other.admits(byDelete.text()))
                .isTrue();
        // When
        execute("update api_key set revoked_at = now() where id = '"
                + byUpdate.told().id() + "'");
        execute("delete from api_key where id = '" + byDelete.told().id() + "'");
        // Then
        await("their end", () -> !other.admits(byUpdate.text()) && !other.admits(byDelete.text()));
    }

    @Test
    void aRevocationThatWasMissedIsFoundWhenTheDatabaseIsBack() {
        // Given
        Issued key = one.issue();
        assertThat(other.admits(key.text())).isTrue();
        Servers.postgresDoor().shut();
        await("the loss", () -> !other.channel.isListening());
        // When
        execute("update api_key set revoked_at = '" + clock.instant() + "' where id = '"
                + key.told().id() + "'");
        // Then: nobody can have told it
        assertThat(other.admits(key.text())).isTrue();
        // When
        Servers.postgresDoor().reopen();
        // Then
        await("its end", () -> !other.admits(key.text()));
        await("the word", () -> other.ended.contains(key.told().id()));
    }

    @Test
    void aRevocationThatWasToldStaysInForceWithoutTheDatabase() {
        // Given
        Issued key = one.issue();
        assertThat(other.admits(key.text())).isTrue();
        one.revoke(key.told().id());
        await("its end", () -> !other.admits(key.text()));
        // When
        Servers.postgresDoor().shut();
        // Then
        assertThat(other.verdict(key.text())).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void anEndThatWasToldCountsWithoutTheDatabase() {
        // Given
        Issued key = one.issue();
        assertThat(other.admits(key.text())).isTrue();
        one.rotate(key.told().id(), Duration.ofMinutes(1));
        await(
                "the notice",
                () -> other.verdict(key.text()) instanceof Verdict.Admitted admitted
                        && admitted.succession().isPresent());
        // When
        Servers.postgresDoor().shut();
        clock.forward(Duration.ofSeconds(59));
        assertThat(other.admits(key.text())).isTrue();
        clock.forward(Duration.ofSeconds(2));
        // Then
        assertThat(other.verdict(key.text())).isInstanceOf(Verdict.Expired.class);
    }

    @Test
    void rememberedKeysGoOnForFiveMinutesWithoutTheDatabaseAndOthersCannotBeChecked() {
        // Given
        Issued known = one.issue();
        Issued unseen = one.issue();
        assertThat(other.admits(known.text())).isTrue();
        // When
        Servers.postgresDoor().shut();
        // Then: a request every third second of the first five minutes
        for (int second = 0; second < 294; second += 3) {
            clock.forward(Duration.ofSeconds(3));
            assertThat(other.admits(known.text())).as("second " + second).isTrue();
        }
        assertThat(other.verdict(unseen.text())).isInstanceOf(Verdict.Unavailable.class);
        assertThat(other.verdict("bw_live_nonsense")).isInstanceOf(Verdict.Refused.class);
        clock.forward(Duration.ofSeconds(10));
        assertThat(other.verdict(known.text())).isInstanceOf(Verdict.Unavailable.class);
        // When
        Servers.postgresDoor().reopen();
        // Then
        await("both keys", () -> other.admits(known.text()) && other.admits(unseen.text()));
    }

    @Test
    void anOutageOfTenMinutesHarmsNoRememberedKeyWhereThatIsConfigured() {
        // Given
        KeyParts.Settings patient = new KeyParts.Settings() {
            @Override
            public Duration keyCacheWithoutDatabase() {
                return Duration.ofMinutes(15);
            }
        };
        Issued key = one.issue();
        try (KeyParts third = database.parts(clock, KeyParts.PEPPERS, patient)) {
            assertThat(third.admits(key.text())).isTrue();
            // When
            Servers.postgresDoor().shut();
            // Then
            for (int second = 0; second < 600; second += 3) {
                clock.forward(Duration.ofSeconds(3));
                assertThat(third.admits(key.text())).as("second " + second).isTrue();
            }
        }
    }

    @Test
    void bothKeysOfARotationWorkUntilTheOverlapEnds() {
        // Given
        Issued old = one.issue();
        assertThat(other.admits(old.text())).isTrue();
        // When
        Rotation.Done done = (Rotation.Done) one.rotate(old.told().id(), Duration.ofHours(24));
        // Then
        assertThat(one.admits(old.text()) && other.admits(old.text())).isTrue();
        assertThat(one.admits(done.issued().text())
                        && other.admits(done.issued().text()))
                .isTrue();
        await(
                "the notice on the other",
                () -> other.verdict(old.text()) instanceof Verdict.Admitted admitted
                        && admitted.succession().isPresent());
        // When
        clock.forward(Duration.ofHours(25));
        // Then
        assertThat(other.verdict(old.text())).isInstanceOf(Verdict.Expired.class);
        await("the word", () -> other.ended.contains(old.told().id()));
        assertThat(other.admits(done.issued().text())).isTrue();
        assertThat(one.rotate(old.told().id(), Duration.ZERO)).isInstanceOf(Rotation.Refused.class);
    }

    @Test
    void onlyWhoHasTheSecretIsToldThatAKeyHasExpired() {
        // Given
        Issued key = one.issue(
                KeyParts.terms(ALL, List.of(), Optional.of(clock.instant().plusSeconds(3_600))));
        assertThat(one.admits(key.text())).isTrue();
        // When
        clock.forward(Duration.ofHours(1));
        // Then
        assertThat(one.verdict(key.text())).isInstanceOf(Verdict.Expired.class);
        assertThat(one.verdict(withWrongSecret(key))).isInstanceOf(Verdict.Refused.class);
        await("the word", () -> one.ended.contains(key.told().id()));
    }

    private static String withWrongSecret(Issued key) {
        return new ApiKey(key.told().id(), ApiKey.random(new SecureRandom()).secret()).text();
    }

    @Test
    void unknownWrongRevokedAndMalformedAreNotToldApart() {
        // Given
        Issued revoked = one.issue();
        one.revoke(revoked.told().id());
        // When, Then
        for (String key : List.of(
                ApiKey.random(new SecureRandom()).text(),
                withWrongSecret(one.issue()),
                revoked.text(),
                withWrongSecret(revoked),
                "bw_live_",
                "")) {
            assertThat(one.verdict(key)).isEqualTo(new Verdict.Refused());
        }
    }

    @Test
    void aKeyWorksFromItsNetworksOnly() {
        // Given
        Issued key = one.issue(KeyParts.terms(ALL, List.of("192.0.2.0/24", "2001:db8::/32"), Optional.empty()));
        // When, Then
        for (String inside : List.of("192.0.2.77", "2001:db8:1::2", "::ffff:192.0.2.1")) {
            assertThat(other.verdict(key.text(), InetAddress.ofLiteral(inside))).isInstanceOf(Verdict.Admitted.class);
        }
        for (String outside : List.of("192.0.3.1", "2001:db9::1", "127.0.0.1", "::1")) {
            assertThat(other.verdict(key.text(), InetAddress.ofLiteral(outside)))
                    .isInstanceOf(Verdict.Elsewhere.class);
            assertThat(other.verdict(withWrongSecret(key), InetAddress.ofLiteral(outside)))
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void keysOfAFormerPepperWorkAsLongAsItIsConfigured() {
        // Given
        Issued old = one.issue();
        KeyHash fresh = new KeyHash("a new pepper, as good as the last one");
        Peppers both = new Peppers("2", Map.of("1", KeyParts.PEPPERS.current(), "2", fresh));
        Peppers onlyNew = new Peppers("2", Map.of("2", fresh));
        try (KeyParts during = database.parts(clock, both, new KeyParts.Settings());
                KeyParts after = database.parts(clock, onlyNew, new KeyParts.Settings())) {
            // When
            Issued young = during.issue();
            // Then
            assertThat(during.admits(old.text()) && during.admits(young.text())).isTrue();
            assertThat(young.told().pepperId()).isEqualTo("2");
            assertThat(after.admits(young.text())).isTrue();
            assertThat(after.verdict(old.text())).isInstanceOf(Verdict.Refused.class);
            assertThat(one.verdict(young.text())).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void oldRowsStayValidWithAllScopes() {
        // Given: a row as it was written before there were terms
        ApiKey key = ApiKey.random(new SecureRandom());
        execute("insert into api_key (id, name, key_hash, created_at) values ('" + key.id() + "', 'old', '"
                + KeyParts.PEPPERS.current().of(key) + "', now())");
        // When
        Verdict verdict = one.verdict(key.text());
        // Then
        assertThat(verdict).isEqualTo(new Verdict.Admitted(new Caller(key.id(), "operator", ALL, "default")));
    }

    @Test
    void rawMaterialCannotRestInTheTable() {
        String insert =
                "insert into api_key (id, name, key_hash, created_at, allowed_cidrs, scopes, quota_class) values ";
        for (String wrong : List.of(
                "('aaaaaaaaa1', 'x', '"
                        + ApiKey.random(new SecureRandom()).text().substring(0, 64)
                        + "', now(), '{}', '{read}', 'default')",
                "('aaaaaaaaa2', 'x', repeat('a', 64), now(), '{10.0.0.1/8}', '{read}', 'default')",
                "('aaaaaaaaa3', 'x', repeat('a', 64), now(), '{}', '{admin}', 'default')",
                "('aaaaaaaaa4', 'x', repeat('a', 64), now(), '{}', '{}', 'default')",
                "('aaaaaaaaa5', 'x', repeat('a', 64), now(), '{}', '{read}', 'No Class')")) {
            assertThatThrownBy(() -> execute(insert + wrong)).as(wrong).hasRootCauseInstanceOf(SQLException.class);
        }
        for (String change :
                List.of("update audit_log set detail = ''", "delete from audit_log", "truncate audit_log")) {
            one.issue();
            assertThatThrownBy(() -> execute(change)).as(change).hasMessageContaining("append only");
        }
    }
}
