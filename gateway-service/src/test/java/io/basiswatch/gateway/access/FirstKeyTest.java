package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class FirstKeyTest {
    @Inject
    FirstKey firstKey;

    @Inject
    KeyHash hash;

    @Test
    void theKeyFileIsReadableByItsOwnerOnly() throws Exception {
        // Given, When: the gateway has started
        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Servers.keyFile())))
                .isEqualTo("rw-------");
        assertThat(ApiKey.parse(Servers.key())).isPresent();
    }

    @Test
    void onlyTheHashIsStored() throws Exception {
        // Given
        ApiKey key = ApiKey.parse(Servers.key()).orElseThrow();
        // When
        String row = one("SELECT key_hash FROM api_key WHERE id = '" + key.id() + "'");
        // Then
        assertThat(row).isEqualTo(hash.of(key)).doesNotContain(key.secret());
        assertThat(one("SELECT action FROM audit_log WHERE key_id = '" + key.id() + "'"))
                .isEqualTo("create");
    }

    @Test
    void aFileWhoseKeyIsInForceIsKept() throws Throwable {
        // Given
        String before = Servers.key();
        // When
        VertxContextSupport.subscribeAndAwait(firstKey::provide);
        // Then
        assertThat(Servers.key()).isEqualTo(before);
    }

    @Test
    void aMissingFileGetsANewKeyThatWorksBesideTheOldOne() throws Throwable {
        // Given
        String before = Servers.key();
        Files.delete(Servers.keyFile());
        // When
        VertxContextSupport.subscribeAndAwait(firstKey::provide);
        // Then
        assertThat(Servers.key()).isNotEqualTo(before);
        String ids = "'" + ApiKey.parse(before).orElseThrow().id() + "','"
                + ApiKey.parse(Servers.key()).orElseThrow().id() + "'";
        assertThat(one("SELECT count(*) FROM api_key WHERE id IN (" + ids + ")"))
                .isEqualTo("2");
    }

    @Test
    void leavesNoHalfWrittenFileBehind() throws Exception {
        // Given, When: keys were made
        // Then
        try (var files = Files.list(Servers.keyFile().getParent())) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    private static String one(String query) throws Exception {
        try (Connection connection = Servers.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
