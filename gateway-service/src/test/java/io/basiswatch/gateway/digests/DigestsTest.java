package io.basiswatch.gateway.digests;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.StoredRows;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class DigestsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @TestHTTPResource
    URL gateway;

    private RedisWire redis;
    private Client client;

    @BeforeEach
    void fill() throws SQLException {
        redis = Servers.redis();
        new Values(redis).clear();
        StoredRows.clear();
        client = Client.admitted(gateway);
        for (int day = 0; day < 5; day++) {
            insert("ETH", DAY.plusDays(day), "d".repeat(63) + day);
        }
        insert("BTC", DAY, "b".repeat(64));
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private static void insert(String asset, LocalDate day, String digest) throws SQLException {
        try (Connection connection = Servers.postgres().getPostgresDatabase().getConnection();
                PreparedStatement row = connection.prepareStatement("""
                    insert into indicator_digest (asset, day, algorithm, digest, value_count, known_at)
                    values (?, ?, 'sha256-1', ?, 1440, '2026-03-03T00:03:00Z')\
                    """)) {
            row.setString(1, asset);
            row.setObject(2, day);
            row.setString(3, digest);
            row.executeUpdate();
        }
    }

    private List<String> days(String query) {
        Answer answer = client.get("/v1/assets/ETH/digests?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("data").stream()
                .map(each -> ((JsonObject) each).getString("day"))
                .toList();
    }

    @Test
    void tellsTheDigestsOfTheDaysThatBeginInTheRange() {
        assertThat(days("from=2026-03-02T00:00:00Z&to=2026-03-04T00:00:00Z"))
                .containsExactly("2026-03-02", "2026-03-03");
        assertThat(days("from=2026-03-02T00:00:01Z&to=2026-03-04T00:00:01Z"))
                .containsExactly("2026-03-03", "2026-03-04");
        assertThat(days("from=2027-01-01T00:00:00Z&to=2027-02-01T00:00:00Z")).isEmpty();
    }

    @Test
    void aDigestComesWithWhatItIsOf() {
        Answer answer = client.get("/v1/assets/BTC/digests?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z");

        assertThat(answer.json().getJsonArray("data"))
                .containsExactly(new JsonObject()
                        .put("day", "2026-03-02")
                        .put("algorithm", "sha256-1")
                        .put("digest", "b".repeat(64))
                        .put("value_count", 1_440)
                        .put("known_at", 1_772_496_180_000L));
        assertThat(client.with("If-None-Match", answer.header("ETag"))
                        .get("/v1/assets/BTC/digests?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void theUsualRangeIsTheLastMonth() {
        assertThat(client.get("/v1/assets/ETH/digests").json().getLong("to")
                        - client.get("/v1/assets/ETH/digests").json().getLong("from"))
                .isEqualTo(31L * 86_400_000);
    }

    @Test
    void complaintsAreProblems() {
        for (List<String> wrong : List.of(
                List.of("/v1/assets/DOGE/digests", "404", "asset"),
                List.of("/v1/assets/ETH/digests?from=soon", "400", "from"),
                List.of("/v1/assets/ETH/digests?from=5&to=5", "422", "from"),
                List.of("/v1/assets/ETH/digests?from=0&to=2026-03-02T00:00:00Z", "422", "from"))) {
            Answer answer = client.get(wrong.get(0));
            assertThat(Integer.toString(answer.status())).as(wrong.getFirst()).isEqualTo(wrong.get(1));
            assertThat(answer.json().getString("param")).as(wrong.getFirst()).isEqualTo(wrong.get(2));
        }
    }
}
