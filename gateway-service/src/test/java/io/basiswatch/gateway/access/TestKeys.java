package io.basiswatch.gateway.access;

import io.basiswatch.gateway.testing.Servers;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Keys for the tests of other packages, put straight into the database. */
public final class TestKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestKeys() {}

    /** A key that may do everything. */
    public static String create(String name, String owner) {
        ApiKey key = ApiKey.random(RANDOM);
        try (Connection connection = Servers.postgres().getPostgresDatabase().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO api_key (id, name, owner, key_hash, created_at) VALUES (?, ?, ?, ?, now())")) {
            insert.setString(1, key.id());
            insert.setString(2, name);
            insert.setString(3, owner);
            insert.setString(4, new KeyHash(Servers.PEPPER).of(key));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return key.text();
    }

    /** Well formed, but nobody's. */
    public static String unknown() {
        return ApiKey.random(RANDOM).text();
    }

    /** Well formed, with the id of a key that there is. */
    public static String withWrongSecret(String key) {
        return new ApiKey(
                        ApiKey.parse(key).orElseThrow().id(),
                        ApiKey.random(RANDOM).secret())
                .text();
    }
}
