package io.basiswatch.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Database;
import io.basiswatch.gateway.testing.Keys;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The admin plane over HTTP. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AdminTest {
    private static final String KEYS = "/admin/v1/keys";
    private static final JsonObject NAMED = new JsonObject().put("name", "test");

    @TestHTTPResource
    URL gateway;

    @Inject
    AdminServer server;

    private int port;
    private Keys operator;

    @BeforeEach
    void connect() {
        port = server.port().orElseThrow();
        operator = Keys.operator(port);
    }

    private int status(JsonObject created) {
        return new Client(gateway)
                .with("X-API-Key", created.getString("key"))
                .get("/v1/assets?x=1")
                .status();
    }

    /** Within two seconds, on every gateway. */
    private void awaitEnd(JsonObject key) {
        Instant deadline = Instant.now().plusSeconds(2);
        while (status(key) != 401) {
            assertThat(Instant.now()).as(key.getString("id")).isBefore(deadline);
        }
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).getString("code")).isEqualTo(code);
        assertThat(json(answer).getString("request_id")).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "io.basiswatch", "select ", "insert ");
    }

    @Test
    void aKeyIsShownOnceAndTellsItsTermsEverAfter() {
        // Given
        long expires = Instant.now().plus(Duration.ofDays(90)).toEpochMilli();
        JsonObject terms = new JsonObject()
                .put("name", "dashboard")
                .put("owner", "acme")
                .put("scopes", JsonArray.of("read"))
                .put("allowed_networks", JsonArray.of("127.0.0.0/8", "::1"))
                .put("quota_class", "gold")
                .put("expires_at", Instant.ofEpochMilli(expires).toString());
        // When
        HttpResponse<String> answer =
                operator.send("POST", KEYS, terms.encode(), UUID.randomUUID().toString());
        // Then
        JsonObject created = json(answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Location")).contains(KEYS + "/" + created.getString("id"));
        assertThat(created.getString("key")).startsWith("bw_live_" + created.getString("id"));
        // 400 for the parameter: the key itself has been taken
        assertThat(status(created)).isEqualTo(400);
        JsonObject told = json(operator.get(KEYS + "/" + created.getString("id")));
        assertThat(told.fieldNames()).doesNotContain("key", "hash", "key_hash", "secret");
        created.remove("key");
        told.put("last_used_at", null);
        assertThat(told).isEqualTo(created);
        assertThat(told.getString("owner")).isEqualTo("acme");
        assertThat(told.getLong("expires_at")).isEqualTo(expires);
        assertThat(told.getJsonArray("allowed_networks")).isEqualTo(JsonArray.of("127.0.0.0/8", "0:0:0:0:0:0:0:1/128"));
        assertThat(told.getString("state")).isEqualTo("in_force");
    }

    @Test
    void aRevokedKeyIsRefusedAndStaysListed() {
        // Given
        JsonObject created = operator.create(NAMED);
        assertThat(status(created)).isEqualTo(400);
        // When
        HttpResponse<String> revoked = operator.post(KEYS + "/" + created.getString("id") + "/revoke");
        HttpResponse<String> again = operator.post(KEYS + "/" + created.getString("id") + "/revoke");
        // Then
        assertThat(json(revoked).getString("state")).isEqualTo("revoked");
        assertThat(json(again)).isEqualTo(json(revoked));
        awaitEnd(created);
        assertThat(Database.rows(
                        "select action from audit_log where key_id = '" + created.getString("id") + "' order by id"))
                .containsExactly("create", "revoke");
        assertProblem(operator.post(KEYS + "/" + created.getString("id") + "/rotate"), 409, "key_not_in_force");
    }

    @Test
    void aRotatedKeyWorksOnWithTheNoticeOfItsEnd() {
        // Given
        JsonObject old = operator.create(NAMED.copy().put("owner", "acme").put("quota_class", "gold"));
        // When
        HttpResponse<String> answer = operator.post(KEYS + "/" + old.getString("id") + "/rotate?overlap=2h");
        // Then
        JsonObject young = json(answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(young.getString("rotated_from")).isEqualTo(old.getString("id"));
        assertThat(young.getString("quota_class")).isEqualTo("gold");
        assertThat(young.getJsonObject("replaced").getString("state")).isEqualTo("replaced");
        long end = young.getJsonObject("replaced").getLong("overlap_ends_at");
        assertThat(end).isEqualTo(young.getLong("created_at") + 7_200_000);
        Client.Answer withOld =
                new Client(gateway).with("X-API-Key", old.getString("key")).get("/v1/indicators/x?y=1");
        assertThat(withOld.status()).isEqualTo(400);
        assertThat(withOld.header("Deprecation")).isEqualTo("@" + young.getLong("created_at") / 1_000);
        assertThat(withOld.header("Sunset"))
                .matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        assertThat(status(young)).isEqualTo(400);
        // When: without an overlap
        JsonObject next = json(operator.post(KEYS + "/" + young.getString("id") + "/rotate?overlap=0s"));
        // Then
        awaitEnd(young);
        assertThat(status(next)).isEqualTo(400);
        assertProblem(operator.post(KEYS + "/" + young.getString("id") + "/rotate"), 409, "key_not_in_force");
        assertProblem(
                operator.post(KEYS + "/" + next.getString("id") + "/rotate?overlap=31d"), 400, "invalid_parameter");
    }

    @Test
    void fiftyRequestsWithOneIdempotencyKeyMakeOneKey() throws Exception {
        // Given
        String idempotencyKey = UUID.randomUUID().toString();
        String body = NAMED.copy().put("owner", idempotencyKey).encode();
        List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(() -> operator.send("POST", KEYS, body, idempotencyKey));
        }
        // When
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
        }
        // Then
        assertThat(Database.rows("select id from api_key where owner = '" + idempotencyKey + "'"))
                .hasSize(1);
        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.stream().filter(answer -> json(answer).containsKey("key")))
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.headers()
                                .firstValue("Idempotency-Replayed")
                                .isPresent()))
                .hasSize(49);
        assertThat(answers.stream().map(answer -> json(answer).getString("id")).distinct())
                .hasSize(1);
    }

    @Test
    void anIdempotencyKeyIsNeededAndBelongsToOneRequest() {
        // Given
        String idempotencyKey = UUID.randomUUID().toString();
        JsonObject created = json(operator.send("POST", KEYS, NAMED.encode(), idempotencyKey));
        String rotate = KEYS + "/" + created.getString("id") + "/rotate";
        // When, Then
        assertProblem(operator.send("POST", KEYS, NAMED.encode(), ""), 400, "idempotency_key_missing");
        assertProblem(operator.send("POST", KEYS, NAMED.encode(), "x".repeat(256)), 400, "idempotency_key_missing");
        assertProblem(operator.send("POST", rotate, "", ""), 400, "idempotency_key_missing");
        assertProblem(
                operator.send("POST", KEYS, "{\"name\":\"other\"}", idempotencyKey), 422, "idempotency_key_reused");
        assertProblem(operator.send("POST", rotate, "", idempotencyKey), 422, "idempotency_key_reused");
        JsonObject once = json(operator.send("POST", rotate, "", "rotate-" + idempotencyKey));
        JsonObject again = json(operator.send("POST", rotate, "", "rotate-" + idempotencyKey));
        assertThat(once.remove("key")).isNotNull();
        assertThat(again).isEqualTo(once);
        // What failed has left nothing behind: the same key can be used for the corrected request.
        assertProblem(operator.send("POST", KEYS, "{\"name\":\"\"}", "x" + idempotencyKey), 400, "invalid_parameter");
        assertThat(operator.send("POST", KEYS, NAMED.encode(), "x" + idempotencyKey)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void everyColumnAndEveryMisspeltFieldIsRefusedByName() {
        // Given
        Set<String> columns = new HashSet<>(
                Database.rows("select column_name from information_schema.columns where table_name = 'api_key'"));
        columns.removeAll(List.of("name", "owner", "scopes", "quota_class", "expires_at"));
        columns.addAll(
                List.of("key", "secret", "hash", "allowedNetworks", "allowed_cidrs", "Owner", "quota", "is_admin"));
        assertThat(columns).hasSizeGreaterThan(15);
        for (String column : columns) {
            // When
            HttpResponse<String> answer = operator.send(
                    "POST",
                    KEYS,
                    NAMED.copy().put(column, "aaaaaaaaaa").encode(),
                    UUID.randomUUID().toString());
            // Then
            assertProblem(answer, 400, "unknown_field");
            assertThat(json(answer).getString("param")).isEqualTo(column);
        }
    }

    @Test
    void termsThatMakeNoSenseAreRefusedByName() {
        for (var wrong : List.of(
                new JsonObject(),
                NAMED.copy().put("name", 5),
                NAMED.copy().put("name", " x"),
                NAMED.copy().put("name", "a\nb"),
                NAMED.copy().put("name", "x".repeat(101)),
                NAMED.copy().put("owner", ""),
                NAMED.copy().put("scopes", new JsonArray()),
                NAMED.copy().put("scopes", "read"),
                NAMED.copy().put("scopes", JsonArray.of("admin")),
                NAMED.copy().put("allowed_networks", JsonArray.of("10.0.0.1/8")),
                NAMED.copy().put("allowed_networks", JsonArray.of("example.org")),
                NAMED.copy().put("allowed_networks", JsonArray.of(5)),
                NAMED.copy().put("quota_class", "Gold Class"),
                NAMED.copy().put("expires_at", "tomorrow"),
                NAMED.copy().put("expires_at", 5),
                NAMED.copy().put("expires_at", 1e300),
                NAMED.copy().put("expires_at", true))) {
            // When
            HttpResponse<String> answer = operator.send(
                    "POST", KEYS, wrong.encode(), UUID.randomUUID().toString());
            // Then
            assertProblem(answer, 400, "invalid_parameter");
            assertThat(json(answer).getString("param"))
                    .as(wrong.encode())
                    .isIn("name", "owner", "scopes", "allowed_networks", "quota_class", "expires_at");
        }
        for (String unreadable : List.of("[]", "{", "null", "\"x\"", "{\"name\":\"x\"")) {
            assertThat(operator.send("POST", KEYS, unreadable, "x").statusCode())
                    .as(unreadable)
                    .isEqualTo(400);
        }
        assertProblem(
                operator.send("POST", KEYS, "{\"name\":\"" + "x".repeat(20_000) + "\"}", "x"), 413, "body_too_large");
    }

    @Test
    void withoutTheCredentialNothingIsAnsweredWhateverIsAskedFor() {
        // Given
        String id = operator.create(NAMED).getString("id");
        List<String> wrong = List.of(
                "",
                "x",
                Servers.key(),
                Servers.PEPPER,
                Keys.tokens().getFirst().substring(1),
                Keys.tokens().getFirst() + "x");
        for (String token : wrong) {
            Keys nobody = new Keys(port, token);
            for (String path : paths(id)) {
                for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD")) {
                    // When
                    HttpResponse<String> answer = nobody.send(method, path, "", "x");
                    // Then
                    assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(401);
                    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
                }
            }
        }
        // Then: hundreds of refusals, one or two entries
        assertThat(Database.rows("select detail from audit_log where action = 'admin-refused'"))
                .hasSizeBetween(1, 3)
                .allMatch(detail -> detail.contains("without a right credential"));
    }

    private static List<String> paths(String id) {
        return List.of(
                KEYS,
                KEYS + "/" + id,
                KEYS + "/" + id + "/rotate",
                KEYS + "/" + id + "/revoke",
                KEYS + "/" + id + "/usage",
                "/admin/v1/audit",
                "/admin",
                "/",
                "/nothing",
                "/v1/assets");
    }

    @Test
    void theAdminPlaneIsNotThereOnThePortOfClients() {
        for (String path : paths("aaaaaaaaaa").subList(0, 7)) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                assertThat(new Client(gateway)
                                .with("Authorization", "Bearer " + Keys.tokens().getFirst())
                                .send(method, path, "")
                                .status())
                        .isEqualTo(401);
                assertThat(Client.admitted(gateway).send(method, path, "").status())
                        .as(method + " " + path)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void noFieldOfATermCanMakeTheGatewayCallAnAddress() {
        for (String field : List.of("url", "webhook", "callback", "endpoint", "webhook_url", "notify")) {
            assertProblem(
                    operator.send(
                            "POST",
                            KEYS,
                            NAMED.copy().put(field, "http://127.0.0.1:1/").encode(),
                            UUID.randomUUID().toString()),
                    400,
                    "unknown_field");
            assertThat(Client.admitted(gateway)
                            .get("/v1/assets?" + field + "=http://127.0.0.1:1/")
                            .json()
                            .getString("code"))
                    .isEqualTo("unknown_parameter");
        }
    }

    @Test
    void keysOfAnotherOwnerAreNotThere() {
        // Given
        Keys acme = new Keys(port, Keys.tokens().get(1));
        Keys globex = new Keys(port, Keys.tokens().get(2));
        String ofAcme = acme.create(NAMED).getString("id");
        String ofGlobex = globex.create(NAMED).getString("id");
        // When, Then: the same answer as for a key that nobody has
        for (String id : List.of(ofGlobex, "aaaaaaaaaa", "no-key-at-all")) {
            assertProblem(acme.get(KEYS + "/" + id), 404, "unknown_key");
            assertProblem(acme.get(KEYS + "/" + id + "/usage"), 404, "unknown_key");
            assertProblem(acme.post(KEYS + "/" + id + "/rotate"), 404, "unknown_key");
            assertProblem(acme.post(KEYS + "/" + id + "/revoke"), 404, "unknown_key");
        }
        assertThat(json(globex.get(KEYS + "/" + ofGlobex)).getString("state")).isEqualTo("in_force");
        assertThat(owners(acme, KEYS)).containsOnly("acme");
        assertThat(owners(acme, KEYS + "?owner=globex")).isEmpty();
        assertThat(owners(operator, KEYS + "?owner=globex")).containsOnly("globex");
        assertThat(acme.get("/admin/v1/audit").body()).contains(ofAcme).doesNotContain(ofGlobex);
        assertThat(acme.get("/admin/v1/audit?key=" + ofGlobex).body()).doesNotContain(ofGlobex);
        assertProblem(
                acme.send("POST", KEYS, NAMED.copy().put("owner", "globex").encode(), "other"),
                400,
                "invalid_parameter");
    }

    private static Stream<String> owners(Keys by, String path) {
        return json(by.get(path)).getJsonArray("data").stream().map(key -> ((JsonObject) key).getString("owner"));
    }

    @Test
    void listsArePagedByCursorsThatCannotBeInvented() {
        // Given
        String owner = "pages-" + UUID.randomUUID();
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            made.add(operator.create(NAMED.copy().put("owner", owner)).getString("id"));
        }
        // When
        Set<String> listed = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonObject page = json(operator.get(KEYS + "?limit=3&owner=" + owner + cursor));
            page.getJsonArray("data").forEach(key -> listed.add(((JsonObject) key).getString("id")));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
            pages++;
        } while (!cursor.isEmpty());
        // Then
        assertThat(listed).isEqualTo(made);
        assertThat(pages).isEqualTo(3);
        JsonObject audit = json(operator.get("/admin/v1/audit?limit=2"));
        assertThat(audit.getJsonArray("data")).hasSize(2);
        assertThat(json(operator.get("/admin/v1/audit?limit=2&cursor=" + audit.getString("next")))
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getLong("number"))
                .isLessThan(audit.getJsonArray("data").getJsonObject(1).getLong("number"));
        assertProblem(operator.get(KEYS + "?cursor=" + audit.getString("next")), 400, "invalid_parameter");
        assertProblem(operator.get(KEYS + "?cursor=YWJj"), 400, "invalid_parameter");
        assertProblem(operator.get(KEYS + "?limit=0"), 400, "invalid_parameter");
        assertProblem(operator.get(KEYS + "?own=x"), 400, "unknown_parameter");
    }

    @Test
    void everythingElseIsAProblem() {
        assertProblem(operator.get("/nothing"), 404, "not_found");
        assertProblem(operator.get("/admin/v1/keys/aaaaaaaaaa/x"), 404, "not_found");
        HttpResponse<String> wrongMethod = operator.send("DELETE", KEYS, "", "");
        assertProblem(wrongMethod, 405, "method_not_allowed");
        assertThat(wrongMethod.headers().firstValue("Allow").orElse(""))
                .contains("GET")
                .contains("POST");
        assertProblem(operator.send("POST", KEYS, "", "x"), 415, "unsupported_media_type");
    }

    @Test
    void noAnswerHoldsASecretOrAHashAndNoTableASecret() {
        // Given
        JsonObject created = operator.create(NAMED);
        String id = created.getString("id");
        String secret = created.getString("key").substring(18, 61);
        List<String> hashes = Database.rows("select key_hash from api_key");
        // When
        StringBuilder answers = new StringBuilder();
        for (String path :
                List.of(KEYS + "?limit=500", KEYS + "/" + id, KEYS + "/" + id + "/usage", "/admin/v1/audit")) {
            answers.append(operator.get(path).body());
        }
        answers.append(operator.post(KEYS + "/" + id + "/revoke").body());
        // Then
        assertThat(answers.toString()).doesNotContain(secret);
        hashes.forEach(hash -> assertThat(answers.toString()).doesNotContain(hash));
        String dump = Database.dump();
        assertThat(dump).contains(id).contains("audit_log").contains("admin_request");
        assertThat(dump).doesNotContain("bw_live_").doesNotContain(secret);
        assertThat(dump)
                .doesNotContain(Servers.key().substring(18, 61))
                .doesNotContain(Keys.tokens().getFirst());
    }
}
