package io.basiswatch.gateway.assets;

import static io.basiswatch.gateway.testing.Values.BASIS;
import static io.basiswatch.gateway.testing.Values.OTHER_SPREAD;
import static io.basiswatch.gateway.testing.Values.SPREAD;
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
import io.basiswatch.model.series.SeriesKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class AssetTest {
    private static final long TIME = 1_723_161_600_000L;

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
        redis.close();
    }

    private JsonObject got(String path) {
        Answer answer = client.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("ETag")).isNotEmpty();
        return answer.json();
    }

    @Test
    void tellsHowMuchThereIsAndWhere() {
        // Given an asset with two live series, one of them with minutes
        values.publish(Values.live(SPREAD, TIME, 1));
        values.publish(Values.live(OTHER_SPREAD, TIME, 1));
        values.publish(Values.minute(SPREAD, TIME, 1));
        redis.send("HSET", SeriesKeys.PROGRESS, "ETH", Long.toString(TIME));

        // When it is asked for
        JsonObject asset = got("/v1/assets/ETH");

        // Then that is told, and every link of it leads somewhere
        assertThat(asset.getJsonObject("series"))
                .isEqualTo(
                        new JsonObject().put("1s", 2).put("1m", 1).put("1h", 0).put("1d", 0));
        assertThat(asset.getLong("last")).isEqualTo(TIME);
        assertThat(asset.getLong("age_ms")).isPositive();
        assertThat(asset.getJsonObject("links"))
                .hasSize(6)
                .allSatisfy(link -> assertThat(
                                client.get(link.getValue().toString()).status())
                        .as(link.getKey())
                        .isEqualTo(200));
    }

    @Test
    void theSnapshotHasTheNewestOfEverySeriesWithItsVenuesAndItsReceipt() {
        // Given a series that rests on two venues, of which one was left out, and one on another series
        IndicatorValue rested = new IndicatorValue(
                SPREAD,
                1,
                Resolution.MINUTE,
                TIME * 1_000,
                OptionalDouble.of(0.5),
                Unit.PERCENT,
                Quality.PARTIAL,
                List.of("gamma off the median"),
                TIME * 1_000 + 60_250_000,
                0,
                List.of(
                        new Input("alpha:ETH-USDT-PERP", "mid", 2, 1, 1, 1, ""),
                        new Input("ETH:spot_index:beta.USDT", "value", 2, 1, 1, 1, ""),
                        new Input("gamma:ETH-USDT", "mid", 3, 1, 1, 0, "off the median"),
                        new Input("alpha:ETH-USD", "mid", 3, 1, 1, 0, "stale")),
                Map.of("n_obs", 60L));
        values.publish(rested);
        values.publish(Values.live(OTHER_SPREAD, TIME, 2));

        // When the snapshot is asked for
        JsonObject snapshot = got("/v1/assets/ETH/snapshot");

        // Then each says what it rests on and where its receipt is, without the inputs
        JsonArray data = snapshot.getJsonArray("data");
        JsonObject first = data.getJsonObject(0);
        assertThat(first.getString("series")).isEqualTo(SPREAD.toString());
        assertThat(first.getString("quality")).isEqualTo("partial");
        assertThat(first.getJsonArray("venues_used"))
                .isEqualTo(new JsonArray().add("alpha").add("beta"));
        assertThat(first.getJsonArray("venues_missing")).isEqualTo(new JsonArray().add("gamma"));
        assertThat(first.getLong("age_ms")).isPositive();
        assertThat(first.getString("receipt"))
                .isEqualTo("/v1/indicators/test_spread_pct/receipt?asset=ETH&dimension=alpha~beta.USDT"
                        + "&resolution=1m&time=" + TIME);
        assertThat(first.containsKey("inputs")).isFalse();
        assertThat(data.getJsonObject(1).getString("receipt")).isNull();
        assertThat(data).hasSize(2);

        // And with them where they are wanted
        assertThat(got("/v1/assets/ETH/snapshot?detail=full")
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getJsonArray("inputs"))
                .hasSize(4);
    }

    @Test
    void whatAValueSaysOfItsVenuesAndItsOldestInputCounts() {
        // Given a minute that names its venues, and how old its oldest input was at its end
        values.publish(Values.value(
                SPREAD,
                Resolution.MINUTE,
                TIME,
                OptionalDouble.of(1),
                Map.of("venues_used", "beta,delta", "venues_missing", "gamma", "oldest_input_ms", 1_500L)));

        // When it is asked for
        JsonObject value = got("/v1/assets/ETH/snapshot").getJsonArray("data").getJsonObject(0);

        // Then these are told, whatever its inputs are called
        assertThat(value.getJsonArray("venues_used"))
                .isEqualTo(new JsonArray().add("beta").add("delta"));
        assertThat(value.getJsonArray("venues_missing")).isEqualTo(new JsonArray().add("gamma"));
        assertThat(value.getLong("staleness_ms")).isEqualTo(value.getLong("age_ms") - 60_000 + 1_500);
    }

    @Test
    void theSnapshotIsOfWhatIsWanted() {
        values.publish(Values.live(SPREAD, TIME, 1));
        values.publish(Values.live(OTHER_SPREAD, TIME, 1));
        values.publish(Values.minute(SPREAD, TIME, 2));
        values.publish(Values.live(Series.of("ETH", "futures_basis", "alpha.next_quarter"), TIME, 5));
        values.publish(Values.live(BASIS, TIME, 5));

        assertThat(got("/v1/assets/ETH/snapshot").getJsonArray("data")).hasSize(3);
        assertThat(got("/v1/assets/ETH/snapshot?indicators=futures_*").getJsonArray("data"))
                .hasSize(1);
        assertThat(got("/v1/assets/ETH/snapshot?dimensions=gamma*").getJsonArray("data"))
                .hasSize(1);
        assertThat(got("/v1/assets/ETH/snapshot?resolution=1m").getJsonArray("data"))
                .singleElement()
                .satisfies(value ->
                        assertThat(((JsonObject) value).getDouble("value")).isEqualTo(2));
        assertThat(got("/v1/assets/ETH/snapshot?indicators=no_such").getJsonArray("data"))
                .isEmpty();
    }

    @Test
    void complaintsNameTheParameter() {
        for (List<String> wrong : List.of(
                List.of("/v1/assets/DOGE", "404", "asset"),
                List.of("/v1/assets/eth", "404", "asset"),
                List.of("/v1/assets/ETH?x=1", "400", "x"),
                List.of("/v1/assets/DOGE/snapshot", "404", "asset"),
                List.of("/v1/assets/ETH/snapshot?resolution=2m", "400", "resolution"),
                List.of("/v1/assets/ETH/snapshot?detail=some", "400", "detail"),
                List.of("/v1/assets/ETH/snapshot?indicators=a%20b", "400", "indicators"),
                List.of("/v1/assets/ETH/snapshot?indicators=a&indicators=b", "400", "indicators"))) {
            Answer answer = client.get(wrong.get(0));
            assertThat(Integer.toString(answer.status())).as(wrong.getFirst()).isEqualTo(wrong.get(1));
            assertThat(answer.json().getString("param")).as(wrong.getFirst()).isEqualTo(wrong.get(2));
        }
    }
}
