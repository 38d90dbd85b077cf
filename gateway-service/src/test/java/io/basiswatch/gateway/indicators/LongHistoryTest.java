package io.basiswatch.gateway.indicators;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long histories: what they cost in time, memory and bytes. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class LongHistoryTest {
    /** Midnight of 9 August 2024. */
    private static final long TIME = 1_723_161_600_000L;

    private static final long MINUTE = Resolution.MINUTE.millis();
    private static final int NINETY_DAYS = 90 * 1_440;
    /** Rows of the table; the whole 90 days where somebody wants to know. */
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

    @Test
    void ofAnAnswerThatCannotBeFinishedTheClientLearnsThat() throws IOException {
        // Given a history in the table, too long for what lies between two sockets
        StoredRows.insertMinutes(SPREAD, TIME, 60_000);
        values.store(SPREAD, TIME, 1);
        try (InputStream body = client.open(HISTORY + range(60_000) + "&detail=full&format=ndjson")
                .body()) {
            body.readNBytes(1_000);
            // When the database goes away while the client takes its time
            Servers.postgresDoor().shut();
            // Then the connection breaks, and does not end as if that were all
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void clientsThatTakeTheirTimeCostNoMemory() throws IOException {
        // Given a year of minutes, which is 29 MB as lines
        int year = 366 * 1_440;
        values.storeDays(SPREAD, TIME, year, Math::sin);
        String query = HISTORY + range(year) + "&format=ndjson";
        assertThat(drain(query)).isGreaterThan(25_000_000L);
        long before = usedHeap();
        // When twenty clients ask for it and read next to nothing, while another one reads all of it
        List<InputStream> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            InputStream body = client.open(query).body();
            assertThat(body.readNBytes(100)).hasSize(100);
            slow.add(body);
        }
        drain(query);
        long grown = usedHeap() - before;
        for (InputStream each : slow) {
            each.close();
        }
        // Then each costs a piece of it and no more (the client's own buffers are in the same heap)
        System.out.printf("twenty slow readers of a year: heap grown by %.1f MB%n", grown / 1e6);
        assertThat(grown).isLessThan(60_000_000L);
    }

    private long drain(String query) throws IOException {
        try (InputStream body = client.open(query).body()) {
            byte[] buffer = new byte[65_536];
            long bytes = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
            }
            return bytes;
        }
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void theFirstByteOfNinetyDaysComesAtOnce() throws IOException {
        // Given
        Random random = new Random(7);
        values.storeDays(SPREAD, TIME, NINETY_DAYS, minute -> random.nextGaussian());
        StoredRows.insertMinutes(SPREAD, TIME, ROWS);
        String minutes = HISTORY + range(NINETY_DAYS) + "&format=ndjson";
        // When / Then: a generous bound for busy machines; the figure is printed
        assertThat(firstByte(minutes, "from Redis")).isLessThan(250_000_000L);
        assertThat(firstByte(minutes + "&detail=full", ROWS + " points from PostgreSQL"))
                .isLessThan(500_000_000L);
    }

    private long firstByte(String query, String what) throws IOException {
        drain(query);
        long[] first = new long[11];
        long[] whole = new long[first.length];
        for (int i = 0; i < first.length; i++) {
            long start = System.nanoTime();
            try (InputStream body = client.open(query).body()) {
                assertThat(body.read()).isEqualTo('{');
                first[i] = System.nanoTime() - start;
                body.transferTo(OutputStream.nullOutputStream());
                whole[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(first);
        Arrays.sort(whole);
        System.out.printf(
                "90 days of minutes as lines, %s: first byte %.1f ms (largest %.1f), all of it %.0f ms (medians of %d)%n",
                what, first[5] / 1e6, first[10] / 1e6, whole[5] / 1e6, first.length);
        return first[5];
    }

    @Test
    void noQuestionTakesLongOrBreaksAnything() {
        // Given
        values.storeDays(SPREAD, TIME, NINETY_DAYS, Math::sin);
        StoredRows.insertMinutes(SPREAD, TIME, 5_000);
        Random random = new Random(17);
        for (int i = 0; i < 300; i++) {
            // When
            String path = "/v1/indicators/test_spread_pct/history?" + anything(random);
            long start = System.nanoTime();
            Answer answer = client.get(path);
            // Then
            assertThat(answer.status()).as(path).isIn(200, 400, 404, 406, 410, 422);
            assertThat(System.nanoTime() - start).as(path).isLessThan(5_000_000_000L);
            if (answer.status() != 200) {
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.json().getString("detail")).doesNotContain("Exception", "io.", "java.", "select");
            }
        }
    }

    private static String anything(Random random) {
        String[][] parameters = {
            {"from", "0", "" + TIME, "2024-08-09T00:00:00Z", "9e9", "253402300799999", "-1", "%FF"},
            {"to", "" + (TIME + 3_000 * MINUTE), "" + (TIME + NINETY_DAYS * MINUTE), "253402300799999", "now"},
            {"resolution", "1m", "1h", "1d", "1s", "5m"},
            {"asOf", "0", "" + (TIME + 1_000 * MINUTE), "2030-01-01T00:00:00Z", "x"},
            {"detail", "full", "FULL"},
            {"limit", "1", "5000", "5001", "0", "1e9", "999999999999"},
            {"format", "json", "ndjson", "csv", "arrow"},
            {"dimension", SPREAD.dimension(), "none", "a'b", "%22%3B--"},
            {"cursor", "AAAA", "_", "%3D", "a".repeat(2_000)},
        };
        StringBuilder query = new StringBuilder("asset=ETH");
        for (String[] parameter : parameters) {
            if (random.nextInt(3) == 0) {
                String value = parameter[1 + random.nextInt(parameter.length - 1)];
                query.append('&').append(parameter[0]).append('=').append(value);
            }
        }
        return query.toString();
    }

    @Test
    void hundredThousandPointsBecomeSmall() throws IOException {
        // Given full doubles, and numbers of four decimals
        Random random = new Random(7);
        for (boolean isRound : List.of(false, true)) {
            double[] walk = {1};
            values.storeDays(SPREAD, TIME, 100_000, minute -> {
                walk[0] += random.nextGaussian() / 100;
                return isRound ? Math.round(walk[0] * 10_000) / 10_000.0 : walk[0];
            });
            // Then: digits that nobody can foresee are most of it, and stay
            double ratio = gzipRatio(HISTORY + range(100_000), isRound ? "four decimals" : "full doubles");
            assertThat(ratio).isGreaterThan(isRound ? 5.5 : 3.5);
        }
        // Given all that is known of them
        StoredRows.insertMinutes(SPREAD, TIME, ROWS);
        // Then
        assertThat(gzipRatio(HISTORY + range(ROWS) + "&detail=full", "full doubles and detail"))
                .isGreaterThan(8);
    }

    private double gzipRatio(String query, String what) throws IOException {
        long plain = 0;
        long compressed = 0;
        String path = query + "&limit=5000";
        while (!path.isEmpty()) {
            HttpResponse<byte[]> gzip = client.with("Accept-Encoding", "gzip").bytes(path);
            compressed += gzip.body().length;
            plain += Client.unzipped(gzip.body()).length;
            path = gzip.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse("");
        }
        double ratio = (double) plain / compressed;
        System.out.printf(
                "JSON with %s: %,d bytes, %,d with gzip, %.1f times smaller%n", what, plain, compressed, ratio);
        return ratio;
    }
}
