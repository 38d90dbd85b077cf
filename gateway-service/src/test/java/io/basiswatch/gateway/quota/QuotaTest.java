package io.basiswatch.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.access.TestKeys;
import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.StructuredList;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client with a small quota sees over HTTP. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(QuotaTest.SmallQuotas.class)
class QuotaTest {
    /** Small enough to use up. */
    public static final class SmallQuotas implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.quotas.default.requests-per-minute", "20",
                    "gateway.quotas.default.owner-requests-per-minute", "30",
                    "gateway.addresses.requests-per-minute", "45",
                    "gateway.addresses.failed-keys-per-minute", "10",
                    "gateway.key-cache", "30S",
                    "gateway.trusted.proxies", "127.0.0.0/8,::1/128");
        }
    }

    @TestHTTPResource
    URL gateway;

    @BeforeEach
    void fill() {
        try (RedisWire redis = Servers.redis()) {
            new Values(redis).clear();
        }
    }

    /** From another address for each test, so that they do not use up each other's. */
    private Client client(String key, String address) {
        return new Client(gateway).with("X-API-Key", key).with("X-Forwarded-For", address);
    }

    private static Map<String, Object> limit(Answer answer, String policy) {
        return StructuredList.parse(answer.header("RateLimit")).get(policy);
    }

    @Test
    void theFieldsSayWhatIsLeftUntilNothingIs() {
        // Given
        Client client = client(TestKeys.create("fields", "owner-1"), "192.0.2.1");
        for (int i = 1; i <= 20; i++) {
            // When
            Answer answer = client.get("/v1/assets");
            // Then
            assertThat(answer.status()).isEqualTo(200);
            Map<String, Map<String, Object>> policies = StructuredList.parse(answer.header("RateLimit-Policy"));
            assertThat(policies.keySet()).containsExactly("requests", "owner", "address");
            assertThat(policies.get("requests")).isEqualTo(Map.of("q", 20L, "w", 60L));
            assertThat(limit(answer, "requests").get("r")).isEqualTo(20L - i);
        }
        // When
        Answer refused = client.get("/v1/assets");
        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(limit(refused, "requests").get("r")).isEqualTo(0L);
        assertThat(refused.header("Retry-After"))
                .isEqualTo(limit(refused, "requests").get("t").toString());
        assertThat(refused.json().getString("code")).isEqualTo("quota_exceeded");
        assertThat(refused.json().getString("type"))
                .isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
        assertThat(refused.json().getJsonArray("violated-policies").getList()).isEqualTo(List.of("requests"));
        assertThat(client.get("/v1/nothing").status()).isEqualTo(429);
        assertThat(client.get("/docs").status())
                .as("what needs no key costs nothing")
                .isEqualTo(200);
    }

    @Test
    void whatHasNotChangedCostsNothing() {
        // Given
        Client client = client(TestKeys.create("tags", "owner-2"), "192.0.2.2");
        String tag = client.get("/v1/indicators").header("ETag");
        for (int i = 0; i < 60; i++) {
            // When
            Answer answer = client.with("If-None-Match", tag).get("/v1/indicators");
            // Then
            assertThat(answer.status()).isEqualTo(304);
        }
        assertThat(limit(client.get("/v1/indicators"), "requests").get("r")).isEqualTo(18L);
    }

    @Test
    void manyKeysOfOneOwnerHaveOneOwnersQuota() {
        // Given
        String first = TestKeys.create("first", "owner-3");
        String second = TestKeys.create("second", "owner-3");
        for (int i = 0; i < 15; i++) {
            assertThat(client(first, "192.0.2.3").get("/v1/assets").status()).isEqualTo(200);
            assertThat(client(second, "192.0.2.4").get("/v1/assets").status()).isEqualTo(200);
        }
        // When
        Answer refused = client(first, "192.0.2.3").get("/v1/assets");
        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().getString("code")).isEqualTo("abnormal_usage_detected");
        assertThat(refused.json().getString("type")).endsWith("#abnormal-usage-detected");
        assertThat(refused.json().getJsonArray("violated-policies").getList()).isEqualTo(List.of("owner"));
        assertThat(limit(refused, "owner").get("r")).isEqualTo(0L);
        assertThat(client(TestKeys.create("other", "owner-4"), "192.0.2.3")
                        .get("/v1/assets")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void manyOwnersAtOneAddressHaveOneAddressesQuota() {
        // Given
        for (int owner = 0; owner < 3; owner++) {
            Client client = client(TestKeys.create("scraper", "scraper-" + owner), "192.0.2.5");
            for (int i = 0; i < 15; i++) {
                assertThat(client.get("/v1/assets").status()).isEqualTo(200);
            }
        }
        String another = TestKeys.create("scraper", "scraper-9");
        // When
        Answer refused = client(another, "192.0.2.5").get("/v1/assets");
        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().getJsonArray("violated-policies").getList()).isEqualTo(List.of("address"));
        assertThat(client(another, "192.0.2.6").get("/v1/assets").status()).isEqualTo(200);
    }

    @Test
    void tenWrongKeysShutTheAddressButNeitherTheOwnerNorTheirKeyInUse() {
        // Given
        String used = TestKeys.create("used", "owner-5");
        String unused = TestKeys.create("unused", "owner-5");
        assertThat(client(used, "192.0.2.7").get("/v1/assets").status()).isEqualTo(200);
        // When
        for (int i = 0; i < 10; i++) {
            assertThat(client(i % 2 == 0 ? "rubbish" : TestKeys.unknown(), "192.0.2.7")
                            .get("/v1/assets")
                            .status())
                    .isEqualTo(401);
        }
        // Then
        for (String key : List.of("rubbish", TestKeys.unknown(), TestKeys.withWrongSecret(used), unused)) {
            Answer refused = client(key, "192.0.2.7").get("/v1/assets");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().getString("code")).isEqualTo("too_many_failed_keys");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
        }
        assertThat(client(used, "192.0.2.7").get("/v1/assets").status()).isEqualTo(200);
        assertThat(client(used, "192.0.2.8").get("/v1/assets").status()).isEqualTo(200);
        assertThat(client(unused, "192.0.2.8").get("/v1/assets").status()).isEqualTo(200);
        assertThat(new Client(gateway)
                        .with("X-Forwarded-For", "192.0.2.7")
                        .get("/docs")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrongKeysOfManyAddressesDoNotShutTheOwnersOut() {
        // Given
        String key = TestKeys.create("target", "owner-6");
        for (int i = 0; i < 40; i++) {
            assertThat(client(TestKeys.withWrongSecret(key), "198.51.100." + i)
                            .get("/v1/assets")
                            .status())
                    .isEqualTo(401);
        }
        // Then
        assertThat(client(key, "192.0.2.9").get("/v1/assets").status()).isEqualTo(200);
    }
}
