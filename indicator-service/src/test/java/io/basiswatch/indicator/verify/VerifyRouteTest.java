package io.basiswatch.indicator.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Side;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The route on a real socket, with values that the engine has published. */
class VerifyRouteTest {
    private static Vertx vertx;
    private static HttpServer server;
    private static HttpClient client;

    @BeforeAll
    static void listen() throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        new VerifyRoute(vertx).register(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void close() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private static HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + VerifyRoute.PATH);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(20))
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return post(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String receipt() {
        IndicatorValue ratio = new Market()
                        .trade(1, "binance-usdm:BTC-USDT-PERP", Side.BUY, 300)
                        .trade(2, "binance-usdm:BTC-USDT-PERP", Side.SELL, 100)
                        .until(61)
                        .values()
                        .stream()
                        .filter(value -> value.resolution() == Resolution.MINUTE)
                        .filter(value -> value.series().indicator().equals("taker_buy_ratio"))
                        .filter(value -> value.series().dimension().isEmpty())
                        .findFirst()
                        .orElseThrow();
        return ReceiptJson.write(ValueReceipt.of(ratio, IndicatorEngine.ARITHMETIC));
    }

    @Test
    void aPublishedValueHolds() throws Exception {
        JsonObject verdict = new JsonObject(post(receipt()).body());

        assertThat(verdict)
                .isEqualTo(new JsonObject()
                        .put("outcome", "holds")
                        .put("recomputed", 0.75)
                        .put("text", "")
                        .put("engine", IndicatorEngine.ARITHMETIC));
    }

    @Test
    void oneWithAnotherDigitDoesNotHold() throws Exception {
        // Given the value changed, or an input with and without the hash that proves it
        String receipt = receipt();
        String number = receipt.replace("\"value\":0.75,", "\"value\":0.7500000000000001,");
        String input = receipt.replace("\"value\":300.0,", "\"value\":300.1,");
        String unproven = input.replaceAll("\"input_hash\":\"[0-9a-f]+\"", "\"input_hash\":\"\"");
        assertThat(number).isNotEqualTo(receipt);
        assertThat(input).isNotEqualTo(receipt);

        // Then
        for (String changed : new String[] {number, input, unproven}) {
            assertThat(new JsonObject(post(changed).body()).getString("outcome"))
                    .as(changed)
                    .isEqualTo("differs");
        }
    }

    @Test
    void whatIsNoReceiptIsSaidAndNothingElseHappens() throws Exception {
        for (String body : new String[] {
            "",
            "{",
            "[]",
            "17",
            "{}",
            "null",
            "[".repeat(100_000),
            "{\"series\":{}}",
            receipt().replace("0.75", "1e999")
        }) {
            HttpResponse<String> answer = post(body);
            assertThat(answer.statusCode())
                    .as(body.substring(0, Math.min(40, body.length())))
                    .isEqualTo(400);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(post(receipt()).statusCode()).isEqualTo(200);
    }

    @Test
    void damagedReceiptsNeverEndAsAFault() throws Exception {
        // Given three hundred receipts with some characters lost or changed
        String receipt = receipt();
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            StringBuilder damaged = new StringBuilder(receipt);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(damaged.length());
                if (random.nextBoolean()) {
                    damaged.deleteCharAt(at);
                } else {
                    damaged.setCharAt(at, (char) (32 + random.nextInt(95)));
                }
            }
            // Then each is answered
            assertThat(post(damaged.toString()).statusCode())
                    .as(damaged.toString())
                    .isIn(200, 400);
        }
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws Exception {
        byte[] flood = new byte[VerifyRoute.MOST_BYTES + 1];

        assertThat(post(HttpRequest.BodyPublishers.ofByteArray(flood)).statusCode())
                .isEqualTo(413);
    }
}
