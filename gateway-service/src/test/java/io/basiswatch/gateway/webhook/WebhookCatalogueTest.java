package io.basiswatch.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The compatible answer for every indicator of a catalogue, whatever its series look like. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class WebhookCatalogueTest {
    private static final long DAY = Resolution.DAY.millis();
    private static final long TIME = 1_723_161_600_000L;
    private static final List<String> FIELDS = List.of(
            "value",
            "spot",
            "future",
            "days_to_exp",
            "trend",
            "momentum_state",
            "regime",
            "interpretation",
            "summary",
            "timestamp");
    /** With and without dimension, of one venue, of a pair, of a contract. */
    private static final List<String> DIMENSIONS =
            List.of("", "alpha", "alpha~beta.USDT", "alpha.BTC-USDT-PERP", "alpha.next_quarter");

    @TestHTTPResource
    URL gateway;

    @Test
    void everyIndicatorOfTheCatalogueIsAnsweredInTheSameForm() {
        try (RedisWire redis = Servers.redis()) {
            // Given indicators of all units, resolutions and dimensions, for two assets
            Values values = new Values(redis);
            values.clear();
            int number = 0;
            for (Unit unit : Unit.values()) {
                for (Resolution resolution : Resolution.values()) {
                    String dimension = DIMENSIONS.get(number % DIMENSIONS.size());
                    String id = "an_indicator_" + number;
                    values.publish(Values.definition(id, unit, dimension.isEmpty() ? "none" : "<any>"));
                    for (String asset : List.of("BTC", "ETH")) {
                        Map<String, Object> attributes =
                                number % 3 == 0 ? Map.of("regime", "calm", "days_to_exp", 12.345) : Map.of();
                        values.publish(Values.value(
                                Series.of(asset, id, dimension),
                                resolution,
                                TIME - TIME % DAY,
                                OptionalDouble.of(number + 0.125),
                                attributes));
                    }
                    number++;
                }
            }
            values.publish(
                    Values.value(Values.SPREAD, Resolution.SECOND, TIME, OptionalDouble.of(1), Map.of("spot", 1L)));
            values.publish(
                    Values.value(Values.BASIS, Resolution.DAY, TIME - TIME % DAY, OptionalDouble.of(2), Map.of()));
            // When everything that the catalogue lists is asked for
            Client client = Client.admitted(gateway);
            JsonArray catalogue = client.get("/v1/indicators").json().getJsonArray("data");
            assertThat(catalogue).hasSize(number + 2);
            for (Object each : catalogue) {
                String id = ((JsonObject) each).getString("id");
                String asset = id.equals(Values.SPREAD.indicator()) ? "eth" : "btc";
                Client.Answer answer = client.get("/webhook/indicators?indicator=" + asset + "_" + id);
                // Then it has a value, in the ten fields, and is kept by nobody
                assertThat(answer.status()).as(id).isEqualTo(200);
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                JsonArray array = new JsonArray(answer.body());
                assertThat(array).hasSize(1);
                assertThat(array.getJsonObject(0).fieldNames()).containsExactlyElementsOf(FIELDS);
                double newest = client.get("/v1/indicators/" + id + "?asset=" + asset.toUpperCase(Locale.ROOT))
                        .json()
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getDouble("value");
                assertThat(array.getJsonObject(0).getDouble("value")).as(id).isBetween(newest - 0.01, newest + 0.01);
            }
        }
    }
}
