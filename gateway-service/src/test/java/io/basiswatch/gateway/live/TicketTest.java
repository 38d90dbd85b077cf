package io.basiswatch.gateway.live;

import static io.basiswatch.gateway.testing.Values.BASIS;
import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.EventReader;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stream tickets: once, for half a minute, for what they were made for. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class TicketTest {
    private static final long TIME = 1_723_161_600_000L;
    private static final String ORIGIN = "https://app.example.org";

    @TestHTTPResource
    URL gateway;

    private RedisWire redis;
    private Client keyless;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        Values values = new Values(redis);
        values.clear();
        values.publish(live(SPREAD, TIME, 1));
        values.publish(live(BASIS, TIME, 2));
        keyless = new Client(gateway);
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private Client.Answer order(String body) {
        return Client.admitted(gateway)
                .with("Content-Type", "application/json")
                .send("POST", "/v1/stream-tickets", body);
    }

    private String ticket(String body) {
        Client.Answer answer = order(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer.json().getString("ticket");
    }

    @Test
    void opensOneStreamOfItsTopicsAndNoSecond() {
        // Given
        String ticket = ticket("{\"topics\":[\"futures_basis:BTC:*\"]}");
        // When
        try (EventReader stream = keyless.stream("/v1/stream?ticket=" + ticket)) {
            // Then
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.next("hello").json().getInteger("matches")).isEqualTo(1);
            assertThat(stream.next("snapshot").json().getString("series")).isEqualTo(BASIS.toString());
            Client.Answer again = keyless.get("/v1/stream?ticket=" + ticket);
            assertThat(again.status()).isEqualTo(401);
            assertThat(again.json().getString("code")).isEqualTo("ticket_invalid");
        }
    }

    @Test
    void isGoodForHalfAMinute() {
        // Given
        Instant before = Instant.now();
        Client.Answer answer = order("{\"topics\":[\"*\"]}");
        Instant expires = Instant.parse(answer.json().getString("expires"));
        assertThat(expires).isBetween(before.plusSeconds(29), Instant.now().plusSeconds(30));
        // When Redis' own time for it is over
        List<?> keys = (List<?>) redis.send("KEYS", "gateway:ticket:*");
        assertThat(keys).hasSize(1);
        assertThat((Long) redis.send("PTTL", keys.getFirst()))
                .isBetween(20_000L, Duration.ofSeconds(30).toMillis());
        redis.send("PEXPIRE", keys.getFirst(), "0");
        // Then
        String ticket = answer.json().getString("ticket");
        assertThat(keyless.get("/v1/stream?ticket=" + ticket).status()).isEqualTo(401);
        assertThat(keys.getFirst().toString()).doesNotContain(ticket);
    }

    @Test
    void isGoodForNoOtherTopic() {
        // Given
        for (String topic : List.of("test_spread_pct:ETH:*", "*", "futures_*:BTC", "futures_basis:*")) {
            String ticket = ticket("{\"topics\":[\"futures_basis:BTC\"]}");
            // When
            Client.Answer answer = keyless.get("/v1/stream?topics=" + topic + "&ticket=" + ticket);
            // Then
            assertThat(answer.status()).as(topic).isEqualTo(403);
            assertThat(answer.json().getString("code")).isEqualTo("ticket_not_for_this");
        }
        String ticket = ticket("{\"topics\":[\"futures_basis:BTC\"]}");
        try (EventReader stream = keyless.stream("/v1/stream?topics=futures_basis:BTC:alpha*&ticket=" + ticket)) {
            assertThat(stream.status()).isEqualTo(200);
        }
    }

    @Test
    void isGoodForItsOriginOnly() {
        // Given
        String body = "{\"topics\":[\"*\"],\"origin\":\"" + ORIGIN + "\"}";
        // When
        int none = keyless.get("/v1/stream?ticket=" + ticket(body)).status();
        int other = keyless.with("Origin", "https://evil.example.org")
                .get("/v1/stream?ticket=" + ticket(body))
                .status();
        // Then
        assertThat(List.of(none, other)).containsOnly(403);
        try (EventReader stream = keyless.with("Origin", ORIGIN).stream("/v1/stream?ticket=" + ticket(body))) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        }
        // A page of this very server: its browser says so instead of the origin
        String own = "{\"topics\":[\"*\"],\"origin\":\"http://localhost:" + gateway.getPort() + "\"}";
        try (EventReader stream =
                keyless.with("Sec-Fetch-Site", "same-origin").stream("/v1/stream?ticket=" + ticket(own))) {
            assertThat(stream.status()).isEqualTo(200);
        }
    }

    @Test
    void oneOfManyWhoShowItAtOnceGetsIn() {
        // Given
        String ticket = ticket("{\"topics\":[\"*\"]}");
        // When
        List<EventReader> streams = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> keyless.stream("/v1/stream?ticket=" + ticket))
                .toList();
        // Then
        assertThat(streams)
                .extracting(EventReader::status)
                .containsOnlyOnce(200)
                .contains(401);
        streams.forEach(EventReader::close);
    }

    @Test
    void isWorthNothingWithoutItsKey() throws NoSuchAlgorithmException {
        // Given a ticket as it is kept, of a key that was deleted meanwhile
        String text = "A".repeat(43);
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        redis.send("SET", "gateway:ticket:" + hash, """
                {"key":"0000000000","owner":"o","scopes":["stream"],"class":"default","topics":["*"],"origin":null}""");
        // Then
        assertThat(keyless.get("/v1/stream?ticket=" + text).status()).isEqualTo(401);
    }

    @Test
    void opensNothingElse() {
        // Given
        String ticket = ticket("{\"topics\":[\"*\"]}");
        // Then
        assertThat(keyless.get("/v1/assets?ticket=" + ticket).status()).isEqualTo(401);
        assertThat(keyless.send("HEAD", "/v1/stream?ticket=" + ticket, "").status())
                .isEqualTo(401);
        assertThat(keyless.send("POST", "/v1/stream?ticket=" + ticket, "{}").status())
                .isEqualTo(401);
        assertThat(keyless.get("/v1/stream/?ticket=" + ticket).status()).isEqualTo(401);
        assertThat(keyless.get("/v1/stream?ticket=x").status()).isEqualTo(401);
        assertThat(keyless.get("/v1/stream?ticket=").status()).isEqualTo(401);
    }

    @Test
    void badOrdersAreRefused() {
        assertThat(keyless.with("Content-Type", "application/json")
                        .send("POST", "/v1/stream-tickets", "{\"topics\":[\"*\"]}")
                        .status())
                .isEqualTo(401);
        for (String body : List.of(
                "[]",
                "{",
                "{}",
                "{\"topics\":[]}",
                "{\"topics\":\"*\"}",
                "{\"topics\":[1]}",
                "{\"topics\":[\"a/b:c\"]}",
                "{\"topics\":[\"*\"],\"origin\":\"nonsense\"}",
                "{\"topics\":[\"*\"],\"origin\":7}",
                "{\"topics\":[\"*\"],\"quota\":\"unlimited\"}")) {
            Client.Answer answer = order(body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
        assertThat(Client.admitted(gateway)
                        .with("Content-Type", "text/plain")
                        .send("POST", "/v1/stream-tickets", "{\"topics\":[\"*\"]}")
                        .status())
                .isEqualTo(415);
        assertThat(Client.admitted(gateway).get("/v1/stream-tickets").status()).isEqualTo(405);
    }

    @Test
    void isNotInTheLog() {
        // Given
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        Handler ears = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage()
                        + ' '
                        + List.of(line.getParameters() == null ? new Object[0] : line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(ears);
        try {
            String ticket = ticket("{\"topics\":[\"*\"]}");
            // When
            keyless.stream("/v1/stream?ticket=" + ticket).close();
            keyless.get("/v1/stream?ticket=" + ticket);
            Client.Answer refused = keyless.get("/v1/stream?ticket=" + ticket + "&topics=x");
            // Then
            assertThat(refused.body()).doesNotContain(ticket);
            assertThat(lines).anyMatch(line -> line.contains("/v1/stream")).noneMatch(line -> line.contains(ticket));
        } finally {
            root.removeHandler(ears);
        }
    }
}
