package io.basiswatch.gateway.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.StoredRows;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.View;
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
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures of several series, of indicators that the gateway has never heard of. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ViewsTest {
    /** Midnight of 9 August 2024. */
    private static final long TIME = 1_723_161_600_000L;

    private static final long DAY = Resolution.DAY.millis();
    private static final String CURVE = "alpha.linear.USDT";

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
        publish("some_curve", View.TERM_STRUCTURE);
        publish("some_forward", View.TERM_STRUCTURE_FORWARD);
        publish("some_maturity", View.TERM_STRUCTURE_MATURITY);
        publish("some_spells", View.EPISODES);
        publish("some_study", View.EVENT_STUDY);
        publish("some_list", View.RECOVERY_CHECKLIST);
        client = Client.admitted(gateway);
    }

    private void publish(String id, View view) {
        values.publish(Values.definition(id, Unit.COUNT, "perp", "<venue>").shownIn(view));
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private JsonObject got(String path) {
        Answer answer = client.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static IndicatorValue minute(
            String indicator, String dimension, double value, List<Input> inputs, Map<String, Object> attributes) {
        return new IndicatorValue(
                Series.of("BTC", indicator, dimension),
                1,
                Resolution.MINUTE,
                TIME * 1_000,
                OptionalDouble.of(value),
                Unit.PERCENT_PER_YEAR,
                Quality.OK,
                List.of(),
                TIME * 1_000,
                0,
                inputs,
                attributes);
    }

    private static Input input(String source, String kind, double value, double weight, String excluded) {
        return new Input(source, kind, value, TIME * 1_000, TIME * 1_000, weight, excluded);
    }

    @Test
    void aCurveComesWithItsPointsAndWhatBelongsToIt() {
        // Given a curve of two contracts and one that is too near, two of which have newer values of their own
        String near = "BTC:future_yield:alpha.BTC-USDT-20240930T0800Z";
        String far = "BTC:future_yield:alpha.BTC-USDT-20241227T0800Z";
        String gone = "BTC:future_yield:alpha.BTC-USDT-20240810T0800Z";
        values.publish(minute(
                "some_curve",
                CURVE,
                1.25,
                List.of(
                        input(near, "value", 5.5, 1, ""),
                        input(near, "days", 52.3, 0, ""),
                        input(far, "value", 6.75, 1, ""),
                        input(far, "days", 140.3, 0, ""),
                        input(gone, "value", 90, 0, "too near")),
                Map.of("shape", "contango")));
        values.publish(minute(
                "future_yield", "alpha.BTC-USDT-20240930T0800Z", 5.6, List.of(), Map.of("expiry", "2024-09-30")));
        values.publish(minute(
                "future_yield", "alpha.BTC-USDT-20241227T0800Z", 6.8, List.of(), Map.of("expiry", "2024-12-27")));
        values.publish(minute("some_forward", CURVE + ".20240930~20241227", 7.5, List.of(), Map.of()));
        values.publish(minute("some_forward", "alpha.linear.USDTX.a~b", 9, List.of(), Map.of()));
        values.publish(minute("some_maturity", CURVE + ".at_90d", 6, List.of(), Map.of()));

        // When the term structure is asked for
        JsonArray curves = got("/v1/assets/BTC/term-structure").getJsonArray("data");

        // Then it is whole, and has nothing that is not its own
        assertThat(curves).hasSize(1);
        JsonObject curve = curves.getJsonObject(0);
        assertThat(curve.getString("dimension")).isEqualTo(CURVE);
        assertThat(curve.getJsonObject("curve").getDouble("value")).isEqualTo(1.25);
        assertThat(curve.getJsonObject("curve").getJsonObject("attributes").getString("shape"))
                .isEqualTo("contango");
        assertThat(curve.getJsonObject("curve").getString("receipt")).contains("resolution=1m&time=" + TIME);
        JsonArray points = curve.getJsonArray("points");
        assertThat(points).hasSize(3);
        assertThat(points.getJsonObject(0).getString("series")).isEqualTo(near);
        assertThat(points.getJsonObject(0).getJsonObject("inputs"))
                .isEqualTo(new JsonObject().put("value", 5.5).put("days", 52.3));
        assertThat(points.getJsonObject(0).getJsonObject("newest").getDouble("value"))
                .isEqualTo(5.6);
        assertThat(points.getJsonObject(1)
                        .getJsonObject("newest")
                        .getJsonObject("attributes")
                        .getString("expiry"))
                .isEqualTo("2024-12-27");
        assertThat(points.getJsonObject(2).getString("excluded")).isEqualTo("too near");
        assertThat(points.getJsonObject(2).getValue("newest")).isNull();
        assertThat(curve.getJsonArray("forwards")).hasSize(1);
        assertThat(curve.getJsonArray("maturities")).hasSize(1);
    }

    @Test
    void anAssetWithoutCurvesHasNone() {
        assertThat(got("/v1/assets/ETH/term-structure?resolution=1h").getJsonArray("data"))
                .isEmpty();
        assertThat(client.get("/v1/assets/BTC/term-structure?resolution=1s").status())
                .isEqualTo(422);
        assertThat(client.get("/v1/assets/DOGE/term-structure").status()).isEqualTo(404);
    }

    @Test
    void aChecklistIsToldItemByItem() {
        // Given a value with an item that is met, one that is not known, a set and a fact
        Map<String, Object> attributes = new TreeMap<>(Map.of(
                "week_known",
                true,
                "week_met",
                true,
                "week_value",
                0.4,
                "week_threshold",
                0.0,
                "week_distance",
                0.4,
                "week_since",
                "2024-08-01",
                "flow_known",
                false,
                "flow_threshold",
                0.5,
                "core_met",
                1L,
                "core_known",
                1L));
        attributes.put("core_total", 2L);
        attributes.put("known", 1L);
        attributes.put("recovery_started", true);
        values.publish(minute("some_list", "perp", 1, List.of(), attributes));

        // When it is asked for
        JsonObject list =
                got("/v1/assets/BTC/recovery-checklist").getJsonArray("data").getJsonObject(0);

        // Then each is told by itself
        assertThat(list.getDouble("met")).isEqualTo(1);
        assertThat(list.getJsonArray("items"))
                .containsExactly(
                        new JsonObject()
                                .put("item", "flow")
                                .putNull("text")
                                .put("known", false)
                                .putNull("met")
                                .putNull("value")
                                .put("threshold", 0.5)
                                .putNull("distance")
                                .putNull("since"),
                        new JsonObject()
                                .put("item", "week")
                                .putNull("text")
                                .put("known", true)
                                .put("met", true)
                                .put("value", 0.4)
                                .put("threshold", 0.0)
                                .put("distance", 0.4)
                                .put("since", "2024-08-01"));
        assertThat(list.getJsonArray("sets"))
                .containsExactly(new JsonObject()
                        .put("set", "core")
                        .put("met", 1)
                        .put("known", 1)
                        .put("total", 2));
        assertThat(list.getJsonObject("facts"))
                .isEqualTo(new JsonObject().put("known", 1).put("recovery_started", true));
        assertThat(list.getJsonObject("told").getString("series")).isEqualTo("BTC:some_list:perp");

        // And of the series that is wanted
        assertThat(got("/v1/assets/BTC/recovery-checklist?dimension=perp").getJsonArray("data"))
                .hasSize(1);
        assertThat(client.get("/v1/assets/BTC/recovery-checklist?dimension=x")
                        .json()
                        .getString("code"))
                .isEqualTo("unknown_dimension");
    }

    private static IndicatorValue day(
            String indicator, String dimension, int day, double value, Map<String, Object> attributes) {
        return Values.value(
                Series.of("BTC", indicator, dimension),
                Resolution.DAY,
                TIME + day * DAY,
                OptionalDouble.of(value),
                attributes);
    }

    @Test
    void aStudyIsToldByHorizonAsItWasKnown() {
        // Given two days of a study, the second of them made of candles too, and of another scope
        Map<String, Object> first = Map.of("n_1d", 8L, "mean_30d_pct", 9.5, "bull_n_30d", 5L, "label_range", 1L);
        StoredRows.insert(
                day("some_study", "perp", 0, 8, first),
                day("some_study", "perp", 1, 9, Map.of("n_1d", 9L, IndicatorValue.DERIVED_FROM, "candle")),
                day("some_study", "dated", 0, 1, Map.of()));

        // When it is asked for, as of now and as of the first day
        JsonObject now = got("/v1/assets/BTC/event-study?dimension=perp");
        JsonObject then = got("/v1/assets/BTC/event-study?dimension=perp&asOf=" + (TIME + 1_000));

        // Then the newest day counts, of those that were known
        assertThat(now.getJsonArray("data").getJsonObject(0).getDouble("n")).isEqualTo(9);
        JsonObject study = then.getJsonArray("data").getJsonObject(0);
        assertThat(study.getJsonObject("horizons"))
                .isEqualTo(new JsonObject()
                        .put("1d", new JsonObject().put("n", 8))
                        .put("30d", new JsonObject().put("bull_n", 5).put("mean_pct", 9.5)));
        assertThat(study.getJsonObject("facts")).isEqualTo(new JsonObject().put("label_range", 1));
        assertThat(study.getJsonObject("told").getString("receipt")).contains("resolution=1d&time=" + TIME);
        assertThat(got("/v1/assets/BTC/event-study").getJsonArray("data")).hasSize(2);
        assertThat(client.get("/v1/assets/BTC/event-study?dimension=x").status())
                .isEqualTo(404);
    }

    private static Map<String, Object> facts(String opened, Object... more) {
        Map<String, Object> facts = new TreeMap<>(Map.of("opened", opened, "is_open", true));
        for (int i = 0; i < more.length; i += 2) {
            facts.put(more[i].toString(), more[i + 1]);
        }
        return facts;
    }

    /** Three episodes; what became of the first is known when the second is the newest already. */
    private void haveEpisodes() {
        StoredRows.insert(
                day("some_spells", "perp", 0, 0, Map.of("episodes", 0L)),
                day("some_spells", "perp", 1, 1, facts("2024-08-10", "lowest", -1.0)),
                day("some_spells", "perp", 2, 2, facts("2024-08-10", "lowest", -2.0)),
                day("some_spells", "perp", 3, 0, facts("2024-08-10", "is_open", false, "ended", "2024-08-12")),
                day(
                        "some_spells",
                        "perp",
                        4,
                        1,
                        facts(
                                "2024-08-13",
                                "settled_3d_opened",
                                "2024-08-10",
                                "settled_3d_pct",
                                4.5,
                                "settled_label",
                                "range")),
                day("some_spells", "perp", 5, 1, facts("2024-08-14")),
                day("some_spells", "dated", 5, 1, facts("2024-08-01")));
    }

    @Test
    void episodesArePutTogetherFromTheDaysThatTellOfThem() {
        haveEpisodes();

        // When they are listed
        JsonObject answer = got("/v1/assets/BTC/episodes");

        // Then each is told once, the newest first, by the last day that told of it
        JsonArray episodes = answer.getJsonArray("data");
        assertThat(answer.getString("series")).isEqualTo("BTC:some_spells:perp");
        assertThat(episodes.stream().map(each -> ((JsonObject) each).getString("opened")))
                .containsExactly("2024-08-14", "2024-08-13", "2024-08-10");
        JsonObject first = episodes.getJsonObject(2);
        assertThat(first.getBoolean("is_open")).isFalse();
        assertThat(first.getString("ended")).isEqualTo("2024-08-12");
        // And what became known of it later is with it, and not with the one that was the newest then
        assertThat(first.getJsonObject("outcomes"))
                .isEqualTo(new JsonObject()
                        .put("3d", new JsonObject().put("day", TIME + 4 * DAY).put("pct", 4.5)));
        assertThat(first.getJsonObject("facts").getString("label")).isEqualTo("range");
        assertThat(episodes.getJsonObject(1).getJsonObject("outcomes")).isEmpty();
        assertThat(episodes.getJsonObject(1).getJsonObject("facts").fieldNames())
                .noneMatch(name -> name.startsWith("settled") || name.equals("label"));
        assertThat(first.getJsonObject("told").getLong("time")).isEqualTo(TIME + 3 * DAY);
    }

    @Test
    void episodesAreWhatWasKnownOfThemThen() {
        haveEpisodes();

        // When they are asked for as of the second day
        JsonArray then =
                got("/v1/assets/BTC/episodes?asOf=" + (TIME + 2 * DAY + 1_000)).getJsonArray("data");

        // Then nothing shows that became known later
        assertThat(then).hasSize(1);
        assertThat(then.getJsonObject(0).getJsonObject("facts").getDouble("lowest"))
                .isEqualTo(-2);
        assertThat(then.getJsonObject(0).getString("ended")).isNull();
        assertThat(then.getJsonObject(0).getJsonObject("outcomes")).isEmpty();
    }

    @Test
    void episodesArePagedWhileNewOnesCome() {
        haveEpisodes();

        // When they are read one by one, and another one comes after the first page
        List<String> opened = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = got("/v1/assets/BTC/episodes?limit=1" + cursor);
            opened.add(page.getJsonArray("data").getJsonObject(0).getString("opened"));
            String next = page.getString("next");
            cursor = next == null ? "" : "&cursor=" + next;
            if (opened.size() == 1) {
                StoredRows.insert(day("some_spells", "perp", 6, 1, facts("2024-08-15")));
            }
        } while (!cursor.isEmpty());

        // Then none comes twice and none is missing
        assertThat(opened).containsExactly("2024-08-14", "2024-08-13", "2024-08-10");
    }

    @Test
    void episodesAreOfTheSeriesThatIsWanted() {
        haveEpisodes();

        assertThat(got("/v1/assets/BTC/episodes?dimension=dated").getJsonArray("data"))
                .hasSize(1);
        assertThat(got("/v1/assets/BTC/episodes?indicator=some_spells").getJsonArray("data"))
                .hasSize(3);
        assertThat(got("/v1/assets/ETH/episodes").getJsonArray("data")).isEmpty();
        String cursor = got("/v1/assets/BTC/episodes?limit=1").getString("next");
        for (List<String> wrong : List.of(
                List.of("dimension=x", "404", "dimension"),
                List.of("indicator=some_study", "404", "indicator"),
                List.of("limit=0", "400", "limit"),
                List.of("limit=501", "400", "limit"),
                List.of("cursor=x", "400", "cursor"),
                List.of("dimension=dated&cursor=" + cursor, "400", "cursor"),
                List.of("asOf=9999-01-01T00:00:00Z", "422", "asOf"))) {
            Answer answer = client.get("/v1/assets/BTC/episodes?" + wrong.get(0));
            assertThat(Integer.toString(answer.status())).as(wrong.getFirst()).isEqualTo(wrong.get(1));
            assertThat(answer.json().getString("param")).as(wrong.getFirst()).isEqualTo(wrong.get(2));
        }
    }
}
