package io.basiswatch.gateway.indicators;

import static io.basiswatch.gateway.testing.Values.BASIS;
import static io.basiswatch.gateway.testing.Values.OTHER_SPREAD;
import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.absent;
import static io.basiswatch.gateway.testing.Values.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.wire.DefinitionJson;
import io.basiswatch.model.wire.ValueJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class IndicatorsTest {
    private static final long TIME = 1_723_161_600_000L;
    private static final String HISTORY = "/v1/indicators/test_spread_pct/history";

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
        client = Client.admitted(gateway);
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    @Test
    void theCatalogueIsPassedOnAsItWasPublished() {
        // Given
        String published = DefinitionJson.write(Values.definition("a_new_one", Unit.RATIO, "usd"));
        values.publish(Values.definition("a_new_one", Unit.RATIO, "usd"));
        // When
        JsonObject catalogue = client.get("/v1/indicators").json();
        // Then
        assertThat(catalogue.getJsonArray("data").getJsonObject(0).encode()).isEqualTo(published);
        assertThat(catalogue.getJsonArray("data")).hasSize(3);
        assertThat(catalogue.getValue("next")).isNull();
        assertThat(client.get("/v1/indicators/a_new_one").body()).isEqualTo(published);
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() {
        // Given
        String tag = client.get("/v1/indicators").header("ETag");
        // When
        Answer again = client.with("If-None-Match", tag).get("/v1/indicators");
        // Then
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        // When
        values.publish(Values.definition("a_new_one", Unit.RATIO));
        // Then
        assertThat(client.with("If-None-Match", tag).get("/v1/indicators").status())
                .isEqualTo(200);
    }

    @Test
    void theNewestValuesComeWithQualityAgeAndInputs() {
        // Given
        values.publish(live(SPREAD, TIME, -0.0517));
        values.publish(absent(OTHER_SPREAD, TIME));
        values.publish(live(BASIS, TIME, 5.79));
        // When
        JsonArray data =
                client.get("/v1/indicators/test_spread_pct?asset=ETH").json().getJsonArray("data");
        // Then
        assertThat(data).hasSize(2);
        JsonObject first = data.getJsonObject(0);
        assertThat(first.getLong("age_ms")).isPositive();
        for (String added : List.of("as_of", "age_ms", "staleness_ms", "venues_used", "venues_missing")) {
            first.remove(added);
        }
        assertThat(first.encode()).isEqualTo(ValueJson.write(live(SPREAD, TIME, -0.0517)));
        assertThat(data.getJsonObject(1).getValue("value")).isNull();
        assertThat(data.getJsonObject(1).getJsonArray("reasons")).containsExactly("no quote");
        // When
        JsonArray one = client.get("/v1/indicators/test_spread_pct?asset=ETH&dimension=gamma~beta.USDT")
                .json()
                .getJsonArray("data");
        // Then
        assertThat(one).hasSize(1);
    }

    @Test
    void aSeriesWithoutSecondsShowsTheFinestThatItHas() {
        // Given one series of seconds and minutes, one of minutes, and one of days
        long day = TIME - Math.floorMod(TIME, 86_400_000L);
        long minute = TIME - Math.floorMod(TIME, 60_000L);
        Series daily = Series.of("ETH", "test_spread_pct", "daily");
        values.publish(live(SPREAD, TIME, 1));
        values.publish(Values.minute(SPREAD, minute, 2));
        values.publish(Values.minute(OTHER_SPREAD, minute, 3));
        values.publish(Values.value(daily, Resolution.DAY, day, OptionalDouble.of(4), Map.of()));
        // When / Then
        assertThat(newest("")).isEqualTo(Map.of("1s", 1.0, "1m", 3.0, "1d", 4.0));
        assertThat(newest("&resolution=1m")).isEqualTo(Map.of("1m", 5.0));
        assertThat(newest("&resolution=1d")).isEqualTo(Map.of("1d", 4.0));
        assertThat(newest("&resolution=1h")).isEmpty();
    }

    /** The sum of the newest values by resolution. */
    private Map<String, Double> newest(String more) {
        Map<String, Double> found = new TreeMap<>();
        client.get("/v1/indicators/test_spread_pct?asset=ETH" + more)
                .json()
                .getJsonArray("data")
                .forEach(each -> found.merge(
                        ((JsonObject) each).getString("resolution"),
                        ((JsonObject) each).getDouble("value"),
                        Double::sum));
        return found;
    }

    @Test
    void historyHoldsFromAndEndsBeforeToAndLeavesOutWhatIsAbsent() {
        // Given: a day's end, with a hole
        long midnight = TIME - Math.floorMod(TIME, 86_400_000L) + 86_400_000L;
        for (int minute : new int[] {-3, -1, 0, 2}) {
            values.store(SPREAD, midnight + minute * 60_000L, minute / 7.0);
        }
        // When
        JsonObject history = client.get(
                        HISTORY + "?asset=ETH&from=" + (midnight - 3 * 60_000L) + "&to=" + (midnight + 2 * 60_000L))
                .json();
        // Then
        assertThat(history.getString("unit")).isEqualTo("percent");
        assertThat(history.getString("dimension")).isEqualTo("alpha~beta.USDT");
        assertThat(history.getJsonArray("data"))
                .containsExactly(
                        point(midnight - 180_000, -3 / 7.0), point(midnight - 60_000, -1 / 7.0), point(midnight, 0.0));
        assertThat(history.getValue("next")).isNull();
    }

    private static JsonObject point(long time, double value) {
        return new JsonObject().put("time", time).put("value", value);
    }

    @Test
    void timesMayBeWrittenAsRfc3339() {
        // Given
        values.store(SPREAD, TIME, 1);
        // When
        JsonArray data = client.get(HISTORY + "?asset=ETH&from=2024-08-09T00:00:00Z&to=2024-08-09T02:01:00+02:00")
                .json()
                .getJsonArray("data");
        // Then
        assertThat(data).containsExactly(point(TIME, 1));
    }

    @Test
    void pagesHoldEveryPointOnce() {
        // Given
        for (int minute = 0; minute < 47; minute++) {
            values.store(SPREAD, TIME + minute * 60_000L, minute);
        }
        // When
        JsonArray all = new JsonArray();
        String query = "?asset=ETH&limit=10&from=" + TIME + "&to=" + (TIME + 3_600_000);
        String next = "";
        do {
            String cursor = next.isEmpty() ? "" : "&cursor=" + next;
            JsonObject page = client.get(HISTORY + query + cursor).json();
            all.addAll(page.getJsonArray("data"));
            next = page.getString("next", "") == null ? "" : page.getString("next", "");
        } while (!next.isEmpty());
        // Then
        assertThat(all).hasSize(47).doesNotHaveDuplicates();
        // When
        String first = client.get(HISTORY + query).json().getString("next");
        Answer tampered = client.get(HISTORY + query + "&cursor=" + first.replaceFirst(".$", "_"));
        // Then
        assertThat(tampered.status()).isEqualTo(400);
        assertThat(tampered.json().getString("param")).isEqualTo("cursor");
    }

    @Test
    void assetsAreListed() {
        assertThat(client.get("/v1/assets").json().getJsonArray("data"))
                .containsExactly(new JsonObject().put("asset", "BTC"), new JsonObject().put("asset", "ETH"));
    }

    @Test
    void whatIsWrongIsSaidWithItsParameter() {
        values.publish(live(SPREAD, TIME, 1));
        values.store(SPREAD, TIME, 1);
        String one = "/v1/indicators/test_spread_pct";
        for (List<String> wrong : List.of(
                List.of("/v1/indicators/nothing", "404", "unknown_indicator", "indicator"),
                List.of("/v1/indicators/NO..THING", "404", "unknown_indicator", "indicator"),
                List.of(one + "?asset=DOGE", "404", "unknown_asset", "asset"),
                List.of(one + "?asset=e%2fth", "404", "unknown_asset", "asset"),
                List.of(one + "?asset=ETH&dimension=x", "404", "unknown_dimension", "dimension"),
                List.of(one + "?dimension=x", "400", "invalid_parameter", "asset"),
                List.of(one + "?asset=ETH&resolution=1y", "400", "invalid_parameter", "resolution"),
                List.of(one + "?aset=ETH", "400", "unknown_parameter", "aset"),
                List.of(one + "?asset=ETH&asset=BTC", "400", "invalid_parameter", "asset"),
                List.of("/v1/indicators?limit=1", "400", "unknown_parameter", "limit"),
                List.of("/v1/assets?x=1", "400", "unknown_parameter", "x"),
                List.of(HISTORY, "400", "invalid_parameter", "asset"),
                List.of(HISTORY + "?asset=DOGE", "404", "unknown_asset", "asset"),
                List.of(HISTORY + "?asset=BTC", "404", "unknown_asset", "asset"),
                List.of(HISTORY + "?asset=ETH&dimension=x", "404", "unknown_dimension", "dimension"),
                List.of(HISTORY + "?asset=ETH&from=yesterday", "400", "invalid_parameter", "from"),
                List.of(HISTORY + "?asset=ETH&to=-5", "400", "invalid_parameter", "to"),
                List.of(HISTORY + "?asset=ETH&from=5&to=5", "422", "range_not_possible", "from"),
                List.of(HISTORY + "?asset=ETH&from=0", "422", "range_not_possible", "from"),
                List.of(HISTORY + "?asset=ETH&limit=0", "400", "invalid_parameter", "limit"),
                List.of(HISTORY + "?asset=ETH&limit=5001", "400", "invalid_parameter", "limit"),
                List.of(HISTORY + "?asset=ETH&limit=1e3", "400", "invalid_parameter", "limit"),
                List.of(
                        HISTORY + "?asset=ETH&resolution=1d&from=1&to=3600000000000",
                        "422",
                        "range_not_possible",
                        "from"),
                List.of(HISTORY + "?asset=ETH&asOf=soon", "400", "invalid_parameter", "asOf"),
                List.of(HISTORY + "?asset=ETH&asOf=9999-01-01T00:00:00Z", "422", "range_not_possible", "asOf"),
                List.of(HISTORY + "?asset=ETH&asOf=1&dimension=%20/", "404", "unknown_dimension", "dimension"),
                List.of(HISTORY + "?asset=ETH&detail=some", "400", "invalid_parameter", "detail"),
                List.of(HISTORY + "?asset=ETH&resolution=1s", "422", "resolution_not_stored", "resolution"),
                List.of(HISTORY + "?asset=ETH&resolution=2m", "400", "invalid_parameter", "resolution"),
                List.of(HISTORY + "?asset=ETH&cursor=abc", "400", "invalid_parameter", "cursor"))) {
            // When
            Answer answer = client.get(wrong.get(0));
            // Then
            assertThat(List.of(
                            wrong.get(0),
                            Integer.toString(answer.status()),
                            answer.json().getString("code"),
                            answer.json().getString("param")))
                    .isEqualTo(wrong);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }
}
