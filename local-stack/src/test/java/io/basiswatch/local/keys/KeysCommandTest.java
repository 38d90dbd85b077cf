package io.basiswatch.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.basiswatch.local.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an admin plane that answers as the gateway's does and writes down what it was asked. */
class KeysCommandTest {
    private static final String KEY = """
        {"id":"aB3dE5gH7j","name":"dash","owner":"acme","state":"in_force","scopes":["read"],"quota_class":"gold",
         "expires_at":1801353600000,"revoked_at":1801353600000,"overlap_ends_at":1801353600000,"last_used_at":null,
         "exposed_at":null%s}\
        """;

    @TempDir
    private Path data;

    private final List<String> asked = new ArrayList<>();
    private HttpServer admin;

    @BeforeEach
    void start() throws IOException {
        admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        admin.createContext("/", this::answer);
        admin.start();
        Files.writeString(data.resolve("admin-token"), "secret-of-the-admin-plane\n");
        Files.writeString(
                data.resolve("admin-address"),
                "http://127.0.0.1:" + admin.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        admin.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add((request + " " + body).strip());
        assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
                .isEqualTo("Bearer secret-of-the-admin-plane");
        assertThat(exchange.getRequestHeaders().containsKey("Idempotency-Key")).isEqualTo(request.startsWith("POST"));
        if (request.contains("unknown")) {
            send(exchange, 404, "{\"detail\":\"There is no key of this id.\",\"code\":\"unknown_key\"}");
        } else if (request.contains("cursor=")) {
            send(
                    exchange,
                    200,
                    "{\"data\":[" + KEY.formatted("").replace("aB3dE5gH7j", "zzzzzzzzzz") + "],\"next\":null}");
        } else if (request.startsWith("GET")) {
            send(exchange, 200, "{\"data\":[" + KEY.formatted("") + "],\"next\":\"a b\"}");
        } else {
            send(exchange, 200, KEY.formatted(",\"key\":\"bw_live_x\",\"replaced\":" + KEY.formatted("")));
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        assertThat(KeysCommand.run(all, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void createAsksForTheTermsAndPrintsTheKeyAloneOnTheFirstLine() {
        // When
        String said = run(
                "create",
                "--name",
                "dash",
                "--owner",
                "acme",
                "--scopes",
                "read",
                "--networks",
                "10.0.0.0/8, ::1",
                "--quota-class",
                "gold",
                "--expires",
                "2027-01-31T00:00:00Z");
        // Then
        assertThat(asked)
                .containsExactly("POST /admin/v1/keys {\"name\":\"dash\",\"owner\":\"acme\",\"scopes\":[\"read\"],"
                        + "\"allowed_networks\":[\"10.0.0.0/8\",\"::1\"],\"quota_class\":\"gold\","
                        + "\"expires_at\":\"2027-01-31T00:00:00Z\"}");
        assertThat(said.lines().findFirst()).contains("bw_live_x");
        assertThat(said).contains("id aB3dE5gH7j, for acme, may read, expires 2027-01-31T00:00Z");
    }

    @Test
    void listGoesThroughAllPages() {
        // When
        String said = run("list", "--owner", "a&b");
        // Then
        assertThat(asked)
                .containsExactly(
                        "GET /admin/v1/keys?limit=500&owner=a%26b",
                        "GET /admin/v1/keys?limit=500&owner=a%26b&cursor=a+b");
        assertThat(said.lines()).hasSize(3);
        assertThat(said)
                .contains("aB3dE5gH7j  in_force  acme")
                .contains("zzzzzzzzzz")
                .doesNotContain("bw_live_");
    }

    @Test
    void rotateAndRevokeNameTheKey() {
        // When
        String rotated = run("rotate", "aB3dE5gH7j", "--overlap", "90m");
        String revoked = run("revoke", "aB3dE5gH7j");
        // Then
        assertThat(asked)
                .containsExactly(
                        "POST /admin/v1/keys/aB3dE5gH7j/rotate?overlap=90m", "POST /admin/v1/keys/aB3dE5gH7j/revoke");
        assertThat(rotated).startsWith("bw_live_x\n").contains("replaces aB3dE5gH7j, which works until 2027-01-31");
        assertThat(revoked).contains("aB3dE5gH7j is revoked since");
    }

    @Test
    void whatTheAdminPlaneRefusesIsToldInOneLine() {
        assertThatThrownBy(() -> run("revoke", "unknown"))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(1))
                .hasMessage("There is no key of this id. (unknown_key)");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (List<String> wrong : List.of(
                List.of(""),
                List.of("delete", "x"),
                List.of("create"),
                List.of("create", "--name", "x", "y"),
                List.of("create", "--name", "x", "--overlap", "1h"),
                List.of("list", "x"),
                List.of("rotate"),
                List.of("revoke", "x", "y"),
                List.of("list", "--admin", "http://127.0.0.1:1"),
                List.of("list", "--admin", "nonsense", "--token-file", "x"))) {
            assertThatThrownBy(() -> run(wrong.toArray(String[]::new)))
                    .as(wrong.toString())
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.status()).isEqualTo(2));
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void saysSoWhereNothingRuns() throws IOException {
        Files.delete(data.resolve("admin-address"));
        assertThatThrownBy(() -> run("list")).hasMessageContaining("nothing runs with");
    }
}
