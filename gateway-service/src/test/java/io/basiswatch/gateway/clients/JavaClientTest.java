package io.basiswatch.gateway.clients;

import static io.basiswatch.gateway.testing.Values.OTHER_SPREAD;
import static io.basiswatch.gateway.testing.Values.SPREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.basiswatch.client.ApiClient;
import io.basiswatch.client.ApiException;
import io.basiswatch.client.JSON;
import io.basiswatch.client.api.CatalogueApi;
import io.basiswatch.client.api.CompatibilityApi;
import io.basiswatch.client.api.ValuesApi;
import io.basiswatch.client.model.AssetListDataInner;
import io.basiswatch.client.model.History;
import io.basiswatch.client.model.Latest;
import io.basiswatch.client.model.Point;
import io.basiswatch.client.model.Problem;
import io.basiswatch.client.model.Quality;
import io.basiswatch.client.model.Unit;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client that openapi-generator makes of the contract, as {@code contract/clients/java.yaml} says. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class JavaClientTest {
    private static final long TIME = 1_723_161_600_000L;

    @TestHTTPResource
    URL gateway;

    private ApiClient client;

    @BeforeEach
    void fill() {
        try (RedisWire redis = Servers.redis()) {
            Values values = new Values(redis);
            values.clear();
            values.publish(Values.live(SPREAD, TIME, -0.0517));
            values.publish(Values.absent(OTHER_SPREAD, TIME));
            for (int minute = 0; minute < 5; minute++) {
                values.store(SPREAD, TIME + minute * 60_000L, minute);
            }
        }
        client = new ApiClient();
        client.updateBaseUri("http://localhost:" + gateway.getPort());
        client.setRequestInterceptor(request -> request.header("X-API-Key", Servers.key()));
    }

    @Test
    void readsTheCatalogue() throws ApiException {
        CatalogueApi catalogue = new CatalogueApi(client);
        assertThat(catalogue.listAssets().getData())
                .extracting(AssetListDataInner::getAsset)
                .containsExactly("BTC", "ETH");
        assertThat(catalogue.listIndicators().getData()).hasSize(2).allSatisfy(definition -> {
            assertThat(definition.getUnit()).isIn(Unit.PERCENT, Unit.PERCENT_PER_YEAR);
            assertThat(definition.getBands()).hasSize(2);
            assertThat(definition.getBands().getFirst().getFrom()).isNull();
            assertThat(definition.getAttributes()).containsEntry("n_obs", "seconds with a value");
        });
    }

    @Test
    void readsTheNewestValuesAlsoWhereThereIsNone() throws ApiException {
        // When
        List<Latest> latest = new ValuesApi(client)
                .getIndicator("test_spread_pct", "ETH", null, null)
                .getData();
        // Then
        assertThat(latest).extracting(Latest::getSeries).containsExactly(SPREAD.toString(), OTHER_SPREAD.toString());
        assertThat(latest.getFirst().getValue().doubleValue()).isEqualTo(-0.0517);
        assertThat(latest.getFirst().getQuality()).isEqualTo(Quality.OK);
        assertThat(latest.getFirst().getAttributes()).containsEntry("n_obs", 60);
        assertThat(latest.getFirst().getInputs().getFirst().getSource()).isEqualTo("alpha:ETH-USDT");
        assertThat(latest.getLast().getValue()).isNull();
        assertThat(latest.getLast().getReasons()).containsExactly("no quote");
    }

    @Test
    void readsAHistoryPageByPage() throws ApiException {
        // Given
        ValuesApi values = new ValuesApi(client);
        List<Long> times = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        // When
        do {
            History page = values.getIndicatorHistory(
                    "test_spread_pct",
                    "ETH",
                    SPREAD.dimension(),
                    Long.toString(TIME),
                    "2024-08-09T01:00:00Z",
                    null,
                    null,
                    null,
                    2,
                    cursor,
                    null);
            page.getData().stream().map(Point::getTime).map(Number::longValue).forEach(times::add);
            cursor = page.getNext();
            pages++;
        } while (cursor != null && pages < 10);
        // Then
        assertThat(pages).isEqualTo(3);
        assertThat(times).containsExactly(TIME, TIME + 60_000, TIME + 120_000, TIME + 180_000, TIME + 240_000);
    }

    @Test
    void aRefusalIsAProblemWithACode() throws Exception {
        // When
        ApiException refusal = catchThrowableOfType(
                ApiException.class, () -> new ValuesApi(client).getIndicator("no_such_one", "ETH", null, null));
        // Then
        assertThat(refusal.getCode()).isEqualTo(404);
        Problem problem = JSON.getDefault().getMapper().readValue(refusal.getResponseBody(), Problem.class);
        assertThat(problem.getCode()).isEqualTo(Problem.CodeEnum.UNKNOWN_INDICATOR);
        // When
        client.setRequestInterceptor(request -> {});
        ApiException noKey = catchThrowableOfType(ApiException.class, () -> new CatalogueApi(client).listAssets());
        // Then
        assertThat(noKey.getCode()).isEqualTo(401);
        assertThat(noKey.getResponseHeaders().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void readsTheCompatibleAnswer() throws ApiException {
        try (RedisWire redis = Servers.redis()) {
            new Values(redis).publish(Values.live(Values.BASIS, TIME, 5.794));
        }
        assertThat(new CompatibilityApi(client).getWebhookIndicator("btc_futures_basis", null, null))
                .singleElement()
                .satisfies(value -> assertThat(value.getValue().doubleValue()).isEqualTo(5.79));
    }

    /** What a later version may add must not break a client of today. */
    @Test
    void whatALaterVersionAddsIsReadAsUnknown() throws Exception {
        String later = JSON.getDefault()
                .getMapper()
                .writeValueAsString(
                        Map.of("data", List.of(Map.of("asset", "ETH", "more", 1)), "more", Map.of("much", "more")));
        assertThat(JSON.getDefault()
                        .getMapper()
                        .readValue(later, io.basiswatch.client.model.AssetList.class)
                        .getData())
                .hasSize(1);
        assertThat(Quality.fromValue("a_new_quality")).isEqualTo(Quality.UNKNOWN_DEFAULT_OPEN_API);
    }
}
