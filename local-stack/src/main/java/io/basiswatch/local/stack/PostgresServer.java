package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** A real PostgreSQL with one database and one user, both called {@code basiswatch}. */
final class PostgresServer implements AutoCloseable {
    private static final String NAME = "basiswatch";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedPostgres server;
    private final Guard guard;
    private final long pid;

    private PostgresServer(EmbeddedPostgres server, Guard guard, long pid) {
        this.server = server;
        this.guard = guard;
        this.pid = pid;
    }

    static PostgresServer start(DataDirectory data, int port, Guard guard) {
        try {
            Path cluster = data.folder("postgres").resolve("cluster");
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(PATIENCE)
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("max_connections", "60")
                    .setOutputRedirector(Redirect.appendTo(data.log("postgres").toFile()))
                    .start();
            // The server is a daemon of its own: its id is in its own file, and it is nobody's child.
            long pid = Long.parseLong(
                    Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst());
            guard.add(pid);
            createDatabase(server);
            return new PostgresServer(server, guard, pid);
        } catch (IOException | SQLException | IllegalStateException e) {
            throw CommandFailure.failed(
                    "PostgreSQL did not start: " + e.getMessage() + " (see " + data.log("postgres") + ")", e);
        }
    }

    private static void createDatabase(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + NAME + "'");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** What a service needs to know to connect. */
    Map<String, String> environment() {
        String address = "localhost:" + server.getPort() + "/" + NAME;
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "postgresql://" + address,
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://" + address,
                "QUARKUS_DATASOURCE_USERNAME",
                NAME,
                "QUARKUS_DATASOURCE_PASSWORD",
                NAME);
    }

    @Override
    public void close() throws IOException {
        server.close();
        guard.gone(pid);
    }
}
