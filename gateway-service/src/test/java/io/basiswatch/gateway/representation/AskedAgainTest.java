package io.basiswatch.gateway.representation;

import static io.basiswatch.gateway.testing.Values.OTHER_SPREAD;
import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.live;
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
import java.net.URL;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client need not be sent again, and for how long it need not ask. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AskedAgainTest {
    /** Midnight of 9 August 2024. */
    private static final long TIME = 1_723_161_600_000L;

    private static final long MINUTE = Resolution.MINUTE.millis();
    private static final long DAY = Resolution.DAY.millis();
    private static final String LATEST = "/v1/indicators/test_spread_pct?asset=ETH";
    private static final String HISTORY = "/v1/indicators/test_spread_pct/history?asset=ETH";
    private static final String CLOSED = HISTORY + "&from=" + TIME + "&to=" + (TIME + 100 * MINUTE);

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
        values.publish(live(SPREAD, TIME, 1));
        for (int minute = 0; minute < 100; minute++) {
            values.store(SPREAD, TIME + minute * MINUTE, minute);
        }
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    @Test
    void whateverIsAskedAgainUnchangedIsAnsweredWithoutABody() {
        for (String path : List.of(
                "/v1/indicators",
                "/v1/assets",
                "/v1/indicators/test_spread_pct",
                LATEST,
                CLOSED,
                CLOSED + "&limit=10",
                CLOSED + "&format=ndjson",
                CLOSED + "&format=csv")) {
            // Given
            Answer first = client.get(path);
            Client again = client.with("If-None-Match", "\"other\", " + first.header("ETag"));
            // When
            int hits = 0;
            for (int i = 0; i < 100; i++) {
                Answer answer = again.get(path);
                hits += answer.status() == 304 && answer.body().isEmpty() ? 1 : 0;
                assertThat(answer.header("ETag")).isEqualTo(first.header("ETag"));
                assertThat(answer.header("Cache-Control")).isEqualTo(first.header("Cache-Control"));
                assertThat(answer.header("Vary")).contains("Accept-Encoding");
            }
            // Then
            assertThat(hits).as(path).isEqualTo(100);
            assertThat(first.header("ETag")).as(path).matches(path.equals(LATEST) ? "W/\".{32}\"" : "\".{32}\"");
            Client since = client.with("If-Modified-Since", lastModified(path));
            assertThat(since.get(path).status()).as(path).isEqualTo(304);
            assertThat(client.with("If-Modified-Since", httpDate(TIME))
                            .get(path)
                            .status())
                    .as(path)
                    .isEqualTo(200);
            // The tag decides where both were sent
            assertThat(since.with("If-None-Match", "\"other\"").get(path).status())
                    .as(path)
                    .isEqualTo(200);
            assertThat(client.with("If-None-Match", "*").send("HEAD", path, "").status())
                    .as(path)
                    .isEqualTo(304);
            Answer head = client.send("HEAD", path, "");
            assertThat(head.header("ETag")).as(path).isEqualTo(first.header("ETag"));
        }
    }

    /** An answer that has changed within this second, in another test, has a time only from the next one on. */
    private String lastModified(String path) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < deadline) {
            String time = client.get(path).header("Last-Modified");
            if (!time.isEmpty()) {
                return time;
            }
        }
        throw new AssertionError(path + " has no Last-Modified");
    }

    private static String httpDate(long millis) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    @Test
    void whatHasChangedIsSentOnce() {
        // Given a client that asks for the newest value with the tag that it has
        String tag = client.get(LATEST).header("ETag");
        int sent = 0;
        for (int i = 1; i <= 50; i++) {
            // When every tenth time there is a new one
            if (i % 10 == 0) {
                values.publish(live(SPREAD, TIME + i * 1_000L, i));
            }
            Answer answer = client.with("If-None-Match", tag).get(LATEST);
            tag = answer.header("ETag");
            sent += answer.status() == 200 ? 1 : 0;
        }
        // Then it was sent five times
        assertThat(sent).isEqualTo(5);
    }

    @Test
    void aClosedRangeIsTheSameToTheLastByteAfterMoreHasCome() {
        // Given
        List<String> paths = List.of(
                CLOSED,
                CLOSED + "&limit=30",
                CLOSED + "&format=ndjson",
                CLOSED + "&format=csv",
                CLOSED + "&dimension=" + SPREAD.dimension() + "&asOf=" + (TIME + DAY));
        List<String> before =
                paths.stream().map(path -> client.get(path).body()).toList();
        List<String> tags =
                paths.stream().map(path -> client.get(path).header("ETag")).toList();
        // When other series and later times come in
        for (int minute = 100; minute < 300; minute++) {
            values.store(SPREAD, TIME + minute * MINUTE, -minute);
            values.store(OTHER_SPREAD, TIME + minute * MINUTE, minute);
            values.publish(live(SPREAD, TIME + minute * 1_000L, minute));
        }
        StoredRows.insertMinutes(SPREAD, TIME + 2 * DAY, 100);
        // Then
        assertThat(paths.stream().map(path -> client.get(path).body())).containsExactlyElementsOf(before);
        assertThat(paths.stream().map(path -> client.get(path).header("ETag"))).containsExactlyElementsOf(tags);
    }

    @Test
    void forHowLongAnAnswerIsGoodDependsOnWhatCanStillChangeIt() {
        // Given a range of a day of which nobody knows yet whether it is over
        String known = CLOSED + "&dimension=" + SPREAD.dimension() + "&asOf=" + (TIME + 10 * MINUTE);
        assertThat(keep(CLOSED)).isEqualTo("private, max-age=1, stale-while-revalidate=5");
        assertThat(keep(known)).isEqualTo("private, max-age=1, stale-while-revalidate=5");
        // When the day gets its digest
        redis.send("HSET", "digest:{ETH}", "2024-08-09", "abc");
        // Then only what was known at a time of it is good for good
        assertThat(keep(CLOSED)).isEqualTo("private, max-age=60, stale-while-revalidate=600");
        assertThat(keep(known)).isEqualTo("private, max-age=31536000, immutable");
        assertThat(keep(known + "&format=csv")).isEqualTo("private, max-age=31536000, immutable");
        assertThat(keep(known.replaceAll("asOf=.*", "asOf=" + (TIME + DAY - 1))))
                .endsWith("immutable");
        assertThat(keep(known.replaceAll("asOf=.*", "asOf=" + (TIME + DAY))))
                .isEqualTo("private, max-age=1, stale-while-revalidate=5");
        assertThat(keep(HISTORY)).isEqualTo("private, max-age=1, stale-while-revalidate=5");
        assertThat(keep(LATEST)).isEqualTo("private, max-age=1, stale-while-revalidate=5");
        // And problems are kept by nobody
        for (String path : List.of(LATEST + "&x=1", "/v1/nothing", HISTORY + "&from=5&to=5", "/v1/indicators/none")) {
            Answer problem = client.get(path);
            assertThat(problem.header("Cache-Control")).isEqualTo("no-store");
            assertThat(problem.header("ETag")).isEmpty();
        }
    }

    private String keep(String path) {
        return client.get(path).header("Cache-Control");
    }

    @Test
    void aLongAnswerThatCannotChangeHasATagBeforeItIsRead() {
        // Given
        StoredRows.insertMinutes(SPREAD, TIME, 3_000);
        redis.send("HSET", "digest:{ETH}", "2024-08-12", "abc");
        String path = HISTORY + "&from=" + TIME + "&to=" + (TIME + 3_000 * MINUTE) + "&asOf=" + (TIME + 3 * DAY)
                + "&dimension=" + SPREAD.dimension() + "&format=";
        // When
        Answer lines = client.get(path + "ndjson");
        Answer csv = client.get(path + "csv");
        // Then
        assertThat(lines.header("ETag")).matches("\"[0-9a-f]{32}\"").isNotEqualTo(csv.header("ETag"));
        assertThat(client.with("If-None-Match", lines.header("ETag"))
                        .get(path + "ndjson")
                        .status())
                .isEqualTo(304);
        // A page with a cursor, which expires, is not kept for longer than that
        assertThat(keep(path + "json")).isEqualTo("private, max-age=60, stale-while-revalidate=600");
        assertThat(keep(path + "ndjson")).endsWith("immutable");
        // One that can change has none, because it is sent before it is known as a whole
        assertThat(client.get(path.replace("&asOf", "&detail=full&x").replaceAll("&x=\\d+", "") + "ndjson")
                        .header("ETag"))
                .isEmpty();
    }

    @Test
    void theOriginAndTheFormAreOneListOfWhatAnswersVaryBy() {
        Answer answer = client.with("Origin", "https://app.example.org").get(LATEST);
        // Several fields of one name are one list, RFC 9110, 5.3
        String list = String.join(", ", answer.response().headers().allValues("Vary"));
        assertThat(list.split(", "))
                .containsExactlyInAnyOrder("Origin", "Accept", "Accept-Encoding", "Authorization", "X-API-Key");
    }
}
