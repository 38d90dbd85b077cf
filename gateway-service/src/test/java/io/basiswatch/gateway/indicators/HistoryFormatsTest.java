package io.basiswatch.gateway.indicators;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.StoredRows;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.Resolution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same history in every format. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class HistoryFormatsTest {
    /** Midnight of 9 August 2024. */
    private static final long TIME = 1_723_161_600_000L;

    private static final long MINUTE = Resolution.MINUTE.millis();
    /** Minutes in Redis, and rows of the table; 90 days where somebody wants to know. */
    private static final int MINUTES = Integer.getInteger("rest.minutes", 30_000);

    private static final int ROWS = Integer.getInteger("rest.rows", 6_000);

    private static final String HISTORY = "/v1/indicators/test_spread_pct/history?asset=ETH";

    @TestHTTPResource
    URL gateway;

    private RedisWire redis;
    private Values values;
    private Client client;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        values = new Values(redis);
        values.clear();
        StoredRows.clear();
        client = Client.admitted(gateway);
    }

    @AfterEach
    void disconnect() {
        Servers.postgresDoor().reopen();
        redis.close();
    }

    private static String range(int minutes) {
        return "&from=" + TIME + "&to=" + (TIME + minutes * MINUTE);
    }

    private List<JsonObject> pages(String query) {
        List<JsonObject> points = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonObject page = client.get(query + "&limit=5000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .json();
            page.getJsonArray("data").forEach(point -> points.add((JsonObject) point));
            cursor = page.getString("next");
        }
        return points;
    }

    private List<JsonObject> lines(String query) {
        Answer answer = client.with("Accept", "application/x-ndjson").get(query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.body()).endsWith("\n");
        return answer.body().lines().map(JsonObject::new).toList();
    }

    private List<JsonObject> rows(String query) {
        Answer answer = client.with("Accept", "text/csv").get(query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8;header=present");
        assertThat(answer.body()).endsWith("\r\n");
        List<List<String>> rows = Csv.parse(answer.body());
        return rows.stream().skip(1).map(row -> point(rows.getFirst(), row)).toList();
    }

    private static JsonObject point(List<String> names, List<String> row) {
        JsonObject point = new JsonObject();
        for (int i = 0; i < names.size(); i++) {
            String cell = row.get(i);
            switch (names.get(i)) {
                case "time", "known_at" ->
                    point.put(names.get(i), Instant.parse(cell).toEpochMilli());
                case "value" -> point.put("value", Double.valueOf(cell));
                case "revision" -> point.put("revision", Integer.valueOf(cell));
                case "staleness_ms" -> point.put("staleness_ms", cell.isEmpty() ? null : Integer.valueOf(cell));
                case "derived_from" -> point.put("derived_from", cell.isEmpty() ? null : cell);
                case "quality" -> point.put("quality", cell);
                default ->
                    point.put(names.get(i), new JsonArray(cell.isEmpty() ? List.of() : List.of(cell.split("\\|"))));
            }
        }
        return point;
    }

    @Test
    void minutesAreTheSameInEveryFormat() {
        // Given
        Random random = new Random(7);
        values.storeDays(SPREAD, TIME, MINUTES, minute -> random.nextGaussian() * Math.pow(10, minute % 12 - 6));
        String query = HISTORY + range(MINUTES);
        // When
        List<JsonObject> points = pages(query);
        // Then
        assertThat(points).hasSize(MINUTES);
        assertThat(lines(query).equals(points)).isTrue();
        assertThat(rows(query).equals(points)).isTrue();
    }

    @Test
    void storedPointsAreTheSameInEveryFormatWithAllThatIsKnownOfThem() {
        // Given
        StoredRows.insertMinutes(SPREAD, TIME, ROWS);
        values.store(SPREAD, TIME, 1);
        String query = HISTORY + range(ROWS) + "&detail=full";
        // When
        List<JsonObject> points = pages(query);
        // Then
        assertThat(points).hasSize(ROWS);
        assertThat(points.get(1).encode())
                .isEqualTo("{\"time\":1723161660000,\"value\":" + Math.sin(1)
                        + ",\"quality\":\"partial\",\"reasons\":[\"missing: gamma\",\"a \\\"quoted\\\", reason\"],"
                        + "\"known_at\":1723161720250,\"revision\":0,\"derived_from\":null,"
                        + "\"venues_used\":[\"alpha\",\"beta\"],\"venues_missing\":[\"gamma\"],\"staleness_ms\":740}");
        assertThat(lines(query).equals(points)).isTrue();
        assertThat(rows(query).equals(points)).isTrue();
    }

    @Test
    void anEmptyHistoryIsOneInEveryFormat() {
        values.store(SPREAD, TIME, 1);
        String query = HISTORY + "&from=0&to=60000";
        assertThat(client.get(query).json().getJsonArray("data")).isEmpty();
        assertThat(client.with("Accept", "application/x-ndjson").get(query).body())
                .isEmpty();
        assertThat(client.get(query + "&format=csv").body()).isEqualTo("time,value\r\n");
    }

    @Test
    void whichFormatIsWantedCanBeSaidInTheQuery() {
        values.store(SPREAD, TIME, 1.5);
        String query = HISTORY + range(1);
        Answer csv = client.with("Accept", "text/html").get(query + "&format=csv");
        assertThat(csv.body()).isEqualTo("time,value\r\n2024-08-09T00:00:00Z,1.5\r\n");
        assertThat(csv.header("Basiswatch-Series")).isEqualTo(SPREAD.toString());
        assertThat(csv.header("Basiswatch-Unit")).isEqualTo("percent");
        assertThat(client.get(query + "&format=xml").json().getString("param")).isEqualTo("format");
        Answer html = client.with("Accept", "text/html").get(query);
        assertThat(html.status()).isEqualTo(406);
        assertThat(html.json().getString("code")).isEqualTo("not_acceptable");
        assertThat(client.with("Accept", "text/html,*/*;q=0.1").get(query).header("Content-Type"))
                .startsWith("application/json");
    }

    @Test
    void everyFormatHasPagesWhereTheyAreWanted() {
        // Given
        for (int minute = 0; minute < 25; minute++) {
            values.store(SPREAD, TIME + minute * MINUTE, minute);
        }
        for (String format : List.of("json", "ndjson", "csv")) {
            // When
            String path = HISTORY + range(25) + "&limit=10&format=" + format;
            List<String> times = new ArrayList<>();
            int pages = 0;
            while (!path.isEmpty()) {
                Answer page = client.get(path);
                assertThat(page.status()).as(page.body()).isEqualTo(200);
                page.body().lines().forEach(times::add);
                String link = page.header("Link");
                path = link.isEmpty() ? "" : link.substring(1, link.indexOf(">; rel=\"next\""));
                pages++;
            }
            // Then
            assertThat(pages).isEqualTo(3);
            assertThat(times).hasSize(format.equals("json") ? 3 : format.equals("csv") ? 28 : 25);
        }
    }

    @Test
    void compressedItIsTheSameAndHasAnotherTag() throws IOException {
        // Given
        values.storeDays(SPREAD, TIME, 5_000, Math::sqrt);
        String query = HISTORY + range(5_000) + "&limit=5000&format=";
        List<String> tags = new ArrayList<>();
        for (String format : List.of("json", "ndjson", "csv")) {
            // When
            HttpResponse<byte[]> plain = client.bytes(query + format);
            HttpResponse<byte[]> gzip = client.with("Accept-Encoding", "gzip").bytes(query + format);
            // Then
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(Client.unzipped(gzip.body())).isEqualTo(plain.body());
            assertThat(gzip.headers().firstValue("Vary"))
                    .hasValueSatisfying(vary ->
                            assertThat(vary).contains("Accept,", "Accept-Encoding", "Authorization", "X-API-Key"));
            tags.add(plain.headers().firstValue("ETag").orElseThrow());
            tags.add(gzip.headers().firstValue("ETag").orElseThrow());
        }
        assertThat(tags).doesNotHaveDuplicates();
        // A stream that does not end on a page
        HttpResponse<byte[]> lines =
                client.with("Accept-Encoding", "gzip").bytes(HISTORY + range(5_000) + "&format=ndjson");
        assertThat(Client.unzipped(lines.body()))
                .isEqualTo(
                        client.bytes(HISTORY + range(5_000) + "&format=ndjson").body());
        // And what is small stays as it is
        assertThat(client.with("Accept-Encoding", "gzip")
                        .bytes(HISTORY + range(5) + "&format=csv")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    /** What a client does with CSV. */
    private static final class Csv {
        static List<List<String>> parse(String text) {
            List<List<String>> rows = new ArrayList<>();
            List<String> row = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && (c == ',' || c == '\n')) {
                    row.add(cell.toString());
                    cell.setLength(0);
                    if (c == '\n') {
                        rows.add(List.copyOf(row));
                        row.clear();
                    }
                } else if (quoted || c != '\r') {
                    cell.append(c);
                }
            }
            return rows;
        }
    }
}
