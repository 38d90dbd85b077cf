package io.basiswatch.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.StoredRows;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.ValueJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalogue against what the routes of values answer. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class CatalogTest {
    private static final long TIME = 1_723_161_600_000L;
    private static final List<String> ASSETS = List.of("BTC", "ETH", "SOL");
    private static final List<String> INDICATORS = List.of("test_spread_pct", "futures_basis", "basis_sign");
    private static final List<String> DIMENSIONS = List.of("", "perp", "alpha.next_quarter", "alpha~beta.USDT");

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
        values.publish(Values.definition("basis_sign", Unit.RATIO, "none"));
        redis.send("SADD", SeriesKeys.ASSETS, "SOL");
        StoredRows.clear();
        client = Client.admitted(gateway);
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private static IndicatorValue value(Series series, Resolution resolution, long time) {
        return Values.value(series, resolution, time, OptionalDouble.of(1), Map.of());
    }

    /** As the indicator service leaves a series that has values of these resolutions; stored ones of two times. */
    private void have(Series series, Set<Resolution> resolutions) {
        for (Resolution resolution : resolutions) {
            IndicatorValue newest = value(series, resolution, TIME);
            redis.send(
                    "HSET", SeriesKeys.latest(series.asset(), resolution), series.toString(), ValueJson.write(newest));
            if (resolution != Resolution.SECOND) {
                StoredRows.insert(value(series, resolution, TIME - 2 * resolution.millis()), newest);
            }
        }
    }

    /** One that is known from candles alone. */
    private void haveImported(Series series, Resolution resolution) {
        IndicatorValue imported = Values.value(
                series, resolution, TIME, OptionalDouble.of(1), Map.of(IndicatorValue.DERIVED_FROM, "candle"));
        StoredRows.insert(imported);
        redis.send("HSET", SeriesKeys.history(series.asset()), series + "@" + resolution.code(), TIME + " " + TIME);
    }

    /** All pages, as one list. */
    private List<JsonObject> all(String query) {
        List<JsonObject> found = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = client.get("/v1/catalog?" + query + cursor);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            answer.json().getJsonArray("data").forEach(each -> found.add((JsonObject) each));
            String next = answer.json().getString("next");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return found;
    }

    @Test
    void everySeriesOfItAnswersAndNoOtherDoes() {
        // Given some of all possible series, each with values of some resolutions
        Random random = new Random(7);
        Map<String, Set<String>> there = new TreeMap<>();
        for (String asset : ASSETS) {
            for (String indicator : INDICATORS) {
                for (String dimension : DIMENSIONS) {
                    Series series = Series.of(asset, indicator, dimension);
                    Set<Resolution> resolutions = new TreeSet<>();
                    for (Resolution resolution : Resolution.values()) {
                        if (random.nextInt(4) == 0) {
                            resolutions.add(resolution);
                        }
                    }
                    have(series, resolutions);
                    resolutions.forEach(each -> there.computeIfAbsent(series.toString(), key -> new TreeSet<>())
                            .add(each.code()));
                }
            }
        }
        haveImported(Series.of("SOL", "basis_sign", "imported.only"), Resolution.DAY);
        there.put("SOL:basis_sign:imported.only", Set.of("1d"));

        // When the catalogue is read in pages of three
        List<JsonObject> entries = all("limit=3");

        // Then it has these, in order, with these resolutions, and each of them answers
        assertThat(entries.stream().map(entry -> entry.getString("series"))).containsExactlyElementsOf(there.keySet());
        for (JsonObject entry : entries) {
            List<String> codes = new ArrayList<>();
            for (Object each : entry.getJsonArray("resolutions")) {
                JsonObject resolution = (JsonObject) each;
                String code = resolution.getString("resolution");
                codes.add(code);
                if (!code.equals("1s")) {
                    assertThat(history(entry, "&resolution=" + code + "&from=0&to=" + (TIME + 1)))
                            .isEqualTo(200);
                } else {
                    assertThat(client.get("/v1/indicators/" + entry.getString("indicator") + "?asset="
                                            + entry.getString("asset") + "&resolution=1s&dimension="
                                            + dimension(entry.getString("dimension")))
                                    .status())
                            .isEqualTo(200);
                }
            }
            assertThat(new TreeSet<>(codes)).isEqualTo(there.get(entry.getString("series")));
        }

        // And what is not in it does not
        for (String asset : ASSETS) {
            for (String indicator : INDICATORS) {
                for (String dimension : DIMENSIONS) {
                    if (!there.containsKey(
                            Series.of(asset, indicator, dimension).toString())) {
                        assertThat(client.get("/v1/indicators/" + indicator + "/history?asset=" + asset + "&dimension="
                                                + dimension(dimension))
                                        .status())
                                .as("%s %s %s", asset, indicator, dimension)
                                .isEqualTo(404);
                    }
                }
            }
        }
    }

    private int history(JsonObject entry, String query) {
        // The range of days is bounded, so from the beginning of time is asked only where it is possible.
        String bounded = query.replace("from=0", "from=" + (TIME - 10 * Resolution.DAY.millis()));
        Answer answer = client.get(entry.getString("history") + bounded);
        return answer.status();
    }

    private static String dimension(String dimension) {
        return dimension.isEmpty() ? "none" : dimension;
    }

    @Test
    void saysBetweenWhichTimesThereAreValues() {
        // Given a series of minutes and hours
        have(Values.SPREAD, Set.of(Resolution.SECOND, Resolution.MINUTE, Resolution.HOUR));

        // When it is looked up
        JsonObject entry = all("assets=ETH").getFirst();

        // Then each resolution tells the first and the last of its values
        assertThat(entry)
                .isEqualTo(new JsonObject()
                        .put("series", Values.SPREAD.toString())
                        .put("indicator", "test_spread_pct")
                        .put("asset", "ETH")
                        .put("dimension", "alpha~beta.USDT")
                        .put("unit", "percent")
                        .put(
                                "resolutions",
                                new JsonArray()
                                        .add(resolution("1s", 1_000)
                                                .putNull("first")
                                                .putNull("last"))
                                        .add(resolution("1m", 60_000)
                                                .put("first", TIME - 120_000)
                                                .put("last", TIME))
                                        .add(resolution("1h", 3_600_000)
                                                .put("first", TIME - 7_200_000)
                                                .put("last", TIME)))
                        .put("history", "/v1/indicators/test_spread_pct/history?asset=ETH&dimension=alpha~beta.USDT"));
    }

    private static JsonObject resolution(String code, int cadence) {
        return new JsonObject().put("resolution", code).put("cadence_ms", cadence);
    }

    @Test
    void isFilteredByGlobs() {
        have(Values.SPREAD, Set.of(Resolution.MINUTE));
        have(Values.OTHER_SPREAD, Set.of(Resolution.MINUTE, Resolution.DAY));
        have(Series.of("BTC", "basis_sign"), Set.of(Resolution.DAY));

        assertThat(all("assets=B*")).hasSize(1);
        assertThat(all("indicators=test_*,basis*")).hasSize(3);
        assertThat(all("dimensions=gamma*")).hasSize(1);
        assertThat(all("dimensions=none")).hasSize(1);
        assertThat(all("resolutions=1d")).hasSize(2);
        assertThat(all("resolutions=1h")).isEmpty();
        assertThat(all("indicators=test_spread_pct&resolutions=1d").getFirst().getJsonArray("resolutions"))
                .hasSize(1);
    }

    @Test
    void aSeriesWhoseIndicatorIsNotDefinedIsNotInIt() {
        have(Series.of("ETH", "of_the_past"), Set.of(Resolution.MINUTE));

        assertThat(all("")).isEmpty();
        assertThat(client.get("/v1/indicators/of_the_past/history?asset=ETH").status())
                .isEqualTo(404);
    }

    @Test
    void complaintsNameTheParameter() {
        for (List<String> wrong : List.of(
                List.of("limit=0", "limit"),
                List.of("limit=1001", "limit"),
                List.of("limit=x", "limit"),
                List.of("cursor=AAAA", "cursor"),
                List.of("resolutions=5m", "resolutions"),
                List.of("resolutions=1m,,", "resolutions"),
                List.of("assets=a%20b", "assets"),
                List.of("indicators=(", "indicators"),
                List.of("dimensions=a%00", "dimensions"))) {
            Answer answer = client.get("/v1/catalog?" + wrong.getFirst());
            assertThat(answer.status()).as(wrong.getFirst()).isEqualTo(400);
            assertThat(answer.json().getString("param")).as(wrong.getFirst()).isEqualTo(wrong.getLast());
        }
    }
}
