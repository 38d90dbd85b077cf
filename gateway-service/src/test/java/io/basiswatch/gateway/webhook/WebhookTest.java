package io.basiswatch.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import java.net.URL;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class WebhookTest {
    private static final long TIME = 1_762_007_422_125L - 125;
    private static final String SUMMARY =
            "BTC Futures Basis: 5.79% annualized (145.88d to expiry) — Light positive basis — healthy bullish structure.";

    @TestHTTPResource
    URL gateway;

    private RedisWire redis;
    private Values values;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        values = new Values(redis);
        values.clear();
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private void publish(String dimension, OptionalDouble value) {
        values.publish(Values.value(
                Series.of("BTC", "futures_basis", dimension),
                Resolution.SECOND,
                TIME,
                value,
                Map.of(
                        "spot", 109812.3,
                        "future", 112355.5,
                        "days_to_exp", 145.8774,
                        "trend", "neutral",
                        "momentum_state", "stable",
                        "regime", "risk-on",
                        "interpretation", "Light positive basis — healthy bullish structure.",
                        "summary", SUMMARY,
                        "policy", "next_quarter")));
    }

    @Test
    void answersExactlyTheTenFieldsOfTheCompatibleForm() {
        // Given
        publish("alpha.front_eligible", OptionalDouble.of(1));
        publish("alpha.next_quarter", OptionalDouble.of(5.794642359824568));
        // When
        Client.Answer answer =
                new Client(gateway).get("/webhook/indicators?indicator=btc_futures_basis&api_key=" + Servers.key());
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("[{\"value\":5.79,\"spot\":109812.3,\"future\":112355.5,\"days_to_exp\":145.88,"
                        + "\"trend\":\"neutral\",\"momentum_state\":\"stable\",\"regime\":\"risk-on\","
                        + "\"interpretation\":\"Light positive basis — healthy bullish structure.\","
                        + "\"summary\":\"" + SUMMARY + "\",\"timestamp\":\"2025-11-01T14:30:22.000Z\"}]");
    }

    @Test
    void passesOverSeriesWithoutAValue() {
        // Given
        publish("alpha.next_quarter", OptionalDouble.empty());
        publish("alpha.front_eligible", OptionalDouble.of(2.345));
        // When
        JsonArray answer = new JsonArray(Client.admitted(gateway)
                .get("/webhook/indicators?indicator=btc_futures_basis")
                .body());
        // Then: half to even
        assertThat(answer.getJsonObject(0).getDouble("value")).isEqualTo(2.34);
    }

    @Test
    void theSeriesCanBeChosen() {
        // Given
        publish("alpha.next_quarter", OptionalDouble.of(1));
        publish("alpha.front_eligible", OptionalDouble.of(2));
        // When
        JsonArray answer = new JsonArray(Client.admitted(gateway)
                .get("/webhook/indicators?indicator=btc_futures_basis&dimension=alpha.front_eligible")
                .body());
        // Then
        assertThat(answer.getJsonObject(0).getDouble("value")).isEqualTo(2);
    }

    @Test
    void saysWhatIsMissing() {
        publish("alpha.next_quarter", OptionalDouble.empty());
        assertProblem("?indicator=btc_futures_basis", 409, "value_absent");
        assertProblem("?indicator=btc_nothing", 404, "unknown_indicator");
        assertProblem("?indicator=doge_futures_basis", 404, "unknown_asset");
        assertProblem("?indicator=btc_futures_basis&dimension=x", 404, "unknown_dimension");
        assertProblem("?indicator=basis", 400, "invalid_parameter");
        assertProblem("", 400, "invalid_parameter");
    }

    private void assertProblem(String query, int status, String code) {
        Client.Answer answer = Client.admitted(gateway).get("/webhook/indicators" + query);
        assertThat(answer.status()).as(query).isEqualTo(status);
        assertThat(answer.json().getString("code")).isEqualTo(code);
    }
}
