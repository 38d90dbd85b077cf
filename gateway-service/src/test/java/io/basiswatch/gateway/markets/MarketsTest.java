package io.basiswatch.gateway.markets;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.series.SeriesKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class MarketsTest {
    @TestHTTPResource
    URL gateway;

    private RedisWire redis;
    private Client client;
    private long now;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        new Values(redis).clear();
        client = Client.admitted(gateway);
        now = System.currentTimeMillis();
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    /** Heard of so many milliseconds before {@code at}. */
    private void heard(String asset, long at, String market, long silence) {
        redis.send("HSET", SeriesKeys.markets(asset), SeriesKeys.AT, Long.toString(at));
        redis.send(
                "HSET",
                SeriesKeys.markets(asset),
                market,
                "{\"listed\":1000,\"symbol\":\"S\",\"contract_size\":1.0,\"gap\":2000,\"newest\":{\"quote\":"
                        + (at - silence) + ",\"trade\":" + (at - silence - 500) + "}}");
    }

    private JsonArray data(String path) {
        Answer answer = client.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("data");
    }

    private static List<String> each(JsonArray data, String field) {
        return data.stream().map(one -> ((JsonObject) one).getString(field)).toList();
    }

    @Test
    void aMarketIsOkStaleOrMissingByHowLongNothingCame() {
        // Given markets of which something came 1, 20 and 90 seconds before they were looked at
        heard("ETH", now, "alpha:ETH-USDT", 1_000);
        heard("ETH", now, "alpha:ETH-USDT-PERP", 20_000);
        heard("BTC", now, "beta:BTC-USDT", 90_000);

        // When they are listed
        JsonArray markets = data("/v1/markets");

        // Then each says so, with what was last heard of each kind
        assertThat(each(markets, "market")).containsExactly("alpha:ETH-USDT", "alpha:ETH-USDT-PERP", "beta:BTC-USDT");
        assertThat(each(markets, "state")).containsExactly("ok", "stale", "missing");
        JsonObject first = markets.getJsonObject(0);
        assertThat(first.getJsonObject("newest"))
                .isEqualTo(new JsonObject().put("quote", now - 1_000).put("trade", now - 1_500));
        assertThat(first.getLong("age_ms")).isBetween(1_000L, 30_000L);
        assertThat(first.getString("venue")).isEqualTo("alpha");
        assertThat(first.getString("asset")).isEqualTo("ETH");
        assertThat(first.getString("symbol")).isEqualTo("S");
        assertThat(first.getLong("gap")).isEqualTo(2_000);
    }

    @Test
    void whereNobodyHasLookedForAMinuteNothingCanBeSaid() {
        heard("ETH", now - 61_000, "alpha:ETH-USDT", 0);

        assertThat(each(data("/v1/markets"), "state")).containsExactly("unknown");
        assertThat(each(data("/v1/venues"), "state")).containsExactly("unknown");
    }

    @Test
    void marketsAreChosenByAssetVenueAndState() {
        heard("ETH", now, "alpha:ETH-USDT", 1_000);
        heard("ETH", now, "beta:ETH-USDT", 90_000);
        heard("BTC", now, "alpha-two:BTC-USDT", 1_000);

        assertThat(data("/v1/markets?assets=ETH")).hasSize(2);
        assertThat(data("/v1/markets?venues=alpha*")).hasSize(2);
        assertThat(each(data("/v1/markets?state=missing"), "market")).containsExactly("beta:ETH-USDT");
        assertThat(data("/v1/markets?assets=BTC&venues=beta")).isEmpty();
    }

    @Test
    void aVenueIsWhatItsMarketsAre() {
        // Given a venue of which all, one of which some, and one of which no markets are heard
        heard("ETH", now, "alpha:ETH-USDT", 1_000);
        heard("BTC", now, "alpha:BTC-USDT", 2_000);
        heard("ETH", now, "beta:ETH-USDT", 1_000);
        heard("ETH", now, "beta:ETH-USDT-PERP", 90_000);
        heard("ETH", now, "gamma:ETH-USDT", 90_000);
        heard("BTC", now, "gamma:BTC-USDT", 20_000);

        // When they are listed
        JsonArray venues = data("/v1/venues");

        // Then
        assertThat(each(venues, "venue")).containsExactly("alpha", "beta", "gamma");
        assertThat(each(venues, "state")).containsExactly("ok", "partial", "stale");
        assertThat(venues.getJsonObject(1).getJsonObject("markets"))
                .isEqualTo(new JsonObject()
                        .put("all", 2)
                        .put("ok", 1)
                        .put("stale", 0)
                        .put("missing", 1)
                        .put("unknown", 0));
        assertThat(venues.getJsonObject(0).getJsonArray("assets"))
                .isEqualTo(new JsonArray().add("BTC").add("ETH"));
        assertThat(venues.getJsonObject(0).getLong("newest")).isEqualTo(now - 1_000);

        // And one of them is asked for with its markets
        Answer beta = client.get("/v1/venues/beta");
        assertThat(beta.json().getString("state")).isEqualTo("partial");
        assertThat(each(beta.json().getJsonArray("data"), "market"))
                .containsExactly("beta:ETH-USDT", "beta:ETH-USDT-PERP");
    }

    @Test
    void whatWasNotHeardOfForAWeekIsNotThereAnyMore() {
        heard("ETH", now, "alpha:ETH-USDT", 8L * 86_400_000);

        assertThat(data("/v1/markets")).isEmpty();
        assertThat(client.get("/v1/venues/alpha").status()).isEqualTo(404);
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        heard("ETH", now, "alpha:ETH-USDT", 1_000);
        redis.send("HSET", SeriesKeys.markets("ETH"), "alpha:ETH-USD", "{");
        redis.send("HSET", SeriesKeys.markets("ETH"), "alpha:ETH-EUR", "{\"newest\":{\"quote\":\"x\"}}");
        redis.send("HSET", SeriesKeys.markets("BTC"), SeriesKeys.AT, "soon");

        assertThat(each(data("/v1/markets"), "market")).containsExactly("alpha:ETH-USDT");
    }

    @Test
    void complaintsAreProblems() {
        assertThat(client.get("/v1/venues/alpha").json().getString("code")).isEqualTo("unknown_venue");
        for (String wrong : Set.of("/v1/markets?state=partial", "/v1/markets?state=x", "/v1/markets?assets=,")) {
            assertThat(client.get(wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(client.get("/v1/venues?x=1").json().getString("param")).isEqualTo("x");
    }
}
