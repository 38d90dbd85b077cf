package io.basiswatch.gateway.receipt;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.StoredRows;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.gateway.testing.VerifyingService;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the gateway does with a receipt that a client sends. Whether a value holds is for the service that computes values to say
 * (its {@code VerifyRouteTest}); here another one stands in its place and says what it is told to.
 */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class VerifyTest {
    private static final long TIME = 1_723_161_600_000L;
    private static final long MINUTE = Resolution.MINUTE.millis();
    private static final String HOLDS =
            "{\"outcome\":\"holds\",\"recomputed\":1.5,\"text\":\"\",\"engine\":\"basiswatch/1\"}";

    @TestHTTPResource
    URL gateway;

    private RedisWire redis;
    private Client client;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        new Values(redis).clear();
        StoredRows.clear();
        StoredRows.insert(minute(0, 1), minute(1, 2), hour());
        VerifyingService.answer(200, HOLDS);
        client = Client.admitted(gateway).with("Content-Type", "application/json");
    }

    @AfterEach
    void disconnect() {
        Servers.postgresDoor().reopen();
        redis.close();
    }

    private static IndicatorValue minute(int minute, double number) {
        return Values.value(
                SPREAD, Resolution.MINUTE, TIME + minute * MINUTE, OptionalDouble.of(number), Map.of("n_obs", 60L));
    }

    /** An hour's value that refers to two minutes. */
    private static IndicatorValue hour() {
        return new IndicatorValue(
                        SPREAD,
                        1,
                        Resolution.HOUR,
                        TIME * 1_000,
                        OptionalDouble.of(1.5),
                        Unit.PERCENT,
                        Quality.OK,
                        List.of(),
                        (TIME + Resolution.HOUR.millis()) * 1_000,
                        0,
                        List.of(),
                        Map.of("n_obs", 2L))
                .madeOf(List.of(
                        Constituents.of(SPREAD, Resolution.MINUTE, TIME * 1_000, (TIME + 60 * MINUTE) * 1_000, points())
                                .referred()));
    }

    private static List<Constituents.Point> points() {
        return List.of(
                new Constituents.Point(TIME * 1_000, 1, 1), new Constituents.Point((TIME + MINUTE) * 1_000, 2, 1));
    }

    private static String receipt(IndicatorValue value) {
        return ReceiptJson.write(ValueReceipt.of(value, StoredRows.ENGINE));
    }

    private Answer posted(String body) {
        return client.send("POST", "/v1/verify", body);
    }

    @Test
    void whatTheReceiptRefersToIsFilledInBeforeItIsComputedAgain() {
        // When the receipt of an hour is sent as it is stored
        Answer answer = posted(receipt(hour()));

        // Then whoever computes it again gets the minutes too
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        ValueReceipt sent = ReceiptJson.read(VerifyingService.received());
        assertThat(sent.value().constituents().getFirst().points()).isEqualTo(points());
        assertThat(sent.engine()).isEqualTo(StoredRows.ENGINE);

        // And the verdict is told with what was published
        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put("holds", true)
                        .put("outcome", "holds")
                        .putNull("why")
                        .put("series", SPREAD.toString())
                        .put("resolution", "1h")
                        .put("time", TIME)
                        .put("revision", 0)
                        .put("published", 1.5)
                        .put("recomputed", 1.5)
                        .put("stored", "same")
                        .put("engine", "basiswatch/1"));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whatTheReceiptRouteAnswersCanBeSentAsItIs() {
        String told = client.get("/v1/indicators/test_spread_pct/receipt?asset=ETH&resolution=1h&dimension="
                        + SPREAD.dimension() + "&time=" + TIME + "&asOf=" + (TIME + Resolution.HOUR.millis()))
                .body();

        Answer answer = posted(told);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getString("stored")).isEqualTo("same");
    }

    @Test
    void aWindowMayReachBackFurtherThan1970() {
        String receipt = receipt(hour()).replace("\"from\":" + TIME, "\"from\":-86400000");

        assertThat(posted(receipt).status()).isEqualTo(200);
    }

    @Test
    void oneThatHoldsButWasNeverPublishedIsTold() {
        // Given a receipt with another number and its own hash, as anybody can make one up
        IndicatorValue other = new IndicatorValue(
                SPREAD,
                1,
                Resolution.HOUR,
                TIME * 1_000,
                OptionalDouble.of(9),
                Unit.PERCENT,
                Quality.OK,
                List.of(),
                (TIME + Resolution.HOUR.millis()) * 1_000,
                0,
                List.of(),
                Map.of());

        // Then it is told to be another one; and where nothing was published, that this is not known
        assertThat(posted(receipt(other)).json().getString("stored")).isEqualTo("other");
        assertThat(posted(receipt(minute(5, 2))).json().getString("stored")).isEqualTo("unknown");
        assertThat(posted(receipt(Values.live(SPREAD, TIME, 2))).json().getString("stored"))
                .isEqualTo("unknown");
    }

    @Test
    void aValueThatDoesNotHoldIsAnAnswerAndNoProblem() {
        VerifyingService.answer(
                200, "{\"outcome\":\"differs\",\"recomputed\":1.75,\"text\":\"published 1.5, computed 1.75\"}");

        Answer answer = posted(receipt(hour()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getBoolean("holds")).isFalse();
        assertThat(answer.json().getString("why")).isEqualTo("published 1.5, computed 1.75");
        assertThat(answer.json().getDouble("published")).isEqualTo(1.5);
        assertThat(answer.json().getDouble("recomputed")).isEqualTo(1.75);
    }

    @Test
    void aVerifierThatIsAwayIsSaid() {
        for (int status : new int[] {500, 503, 404}) {
            VerifyingService.answer(status, "");
            Answer answer = posted(receipt(hour()));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().getString("code")).isEqualTo("verifier_unavailable");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
        VerifyingService.answer(200, "no json");
        assertThat(posted(receipt(hour())).json().getString("code")).isEqualTo("verifier_unavailable");
        VerifyingService.answer(400, "");
        assertThat(posted(receipt(hour())).json().getString("code")).isEqualTo("not_a_receipt");
    }

    @Test
    void aDatabaseThatIsAwayIsSaidWhereItIsNeeded() {
        posted(receipt(hour()));
        Servers.postgresDoor().shut();

        // A minute refers to nothing; an hour does
        assertThat(posted(receipt(minute(0, 1))).json().getString("stored")).isEqualTo("unknown");
        assertThat(posted(receipt(hour())).json().getString("code")).isEqualTo("data_unavailable");
    }

    private static List<String> hostile() {
        String receipt = receipt(hour());
        List<String> bodies = new ArrayList<>(List.of(
                "",
                " ",
                "{",
                "{}",
                "[]",
                "null",
                "17",
                "\"text\"",
                "[".repeat(60_000),
                "{\"a\":".repeat(10_000),
                "{\"time\":" + "9".repeat(60_000) + "}",
                receipt.replace("\"value\":1.5", "\"value\":1e999"),
                receipt.replace("\"value\":1.5", "\"value\":NaN"),
                receipt.replace("\"value\":1.5", "\"value\":{}"),
                receipt.replace("\"time\":" + TIME, "\"time\":" + Long.MAX_VALUE),
                receipt.replace("\"time\":" + TIME, "\"time\":-99999999600000000"),
                receipt.replace("\"time\":" + TIME, "\"time\":99999999999999999999"),
                receipt.replace("\"from\":" + TIME, "\"from\":-99999999999999"),
                receipt.replaceAll("\"known_at\":\\d+", "\"known_at\":" + Long.MAX_VALUE / 1_000),
                receipt.replace("\"count\":2", "\"count\":2147483647"),
                receipt.replace("\"count\":2", "\"count\":-1"),
                receipt.replace("\"count\":2", "\"count\":100001"),
                receipt.replace("ETH:", "ETH\\u0000:"),
                receipt.replace("\"hash\":\"", "\"hash\":\"\u0001")));
        String constituents =
                receipt.substring(receipt.indexOf("\"constituents\":[") + 16, receipt.indexOf("],\"engine\""));
        bodies.add(receipt.replace(constituents, String.join(",", Collections.nCopies(65, constituents))));
        return bodies;
    }

    @Test
    void noBodyThatIsNoReceiptGetsAnyFurther() {
        int asked = VerifyingService.asked();
        for (String body : hostile()) {
            // Given a body that some character was not replaced in would prove nothing
            assertThat(body).isNotEqualTo(receipt(hour()));
            Answer answer = posted(body);
            String name = body.substring(0, Math.min(300, body.length()));
            assertThat(answer.status()).as(name).isEqualTo(400);
            assertThat(answer.json().getString("code")).as(name).isEqualTo("not_a_receipt");
            assertThat(answer.body()).doesNotContain("Exception", "jackson", "io.basiswatch");
        }
        assertThat(VerifyingService.asked()).isEqualTo(asked);
    }

    @Test
    void damagedReceiptsAreAnsweredAndNeverAFault() {
        // Given receipts with some characters lost or changed
        String receipt = receipt(hour());
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            StringBuilder damaged = new StringBuilder(receipt);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(damaged.length());
                if (random.nextBoolean()) {
                    damaged.deleteCharAt(at);
                } else {
                    damaged.setCharAt(at, (char) (32 + random.nextInt(95)));
                }
            }
            // Then each is judged or refused
            assertThat(posted(damaged.toString()).status())
                    .as(damaged.toString())
                    .isIn(200, 400);
        }
    }

    @Test
    void whatIsTooLargeOrOfAnotherKindIsRefused() {
        assertThat(posted("x".repeat(70_000)).status()).isEqualTo(413);
        assertThat(Client.admitted(gateway)
                        .with("Content-Type", "text/csv")
                        .send("POST", "/v1/verify", "a,b")
                        .json()
                        .getString("code"))
                .isEqualTo("unsupported_media_type");
        assertThat(client.get("/v1/verify").status()).isEqualTo(405);
        assertThat(client.get("/v1/verify").header("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(client.send("POST", "/v1/verify?x=1", receipt(hour())).json().getString("param"))
                .isEqualTo("x");
        assertThat(new Client(gateway).send("POST", "/v1/verify", "{}").status())
                .isEqualTo(401);
    }
}
