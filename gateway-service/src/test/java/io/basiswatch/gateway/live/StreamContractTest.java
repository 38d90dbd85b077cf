package io.basiswatch.gateway.live;

import static io.basiswatch.gateway.testing.Values.BASIS;
import static io.basiswatch.gateway.testing.Values.OTHER_SPREAD;
import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.live;
import static io.basiswatch.gateway.testing.Values.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.access.KeyEnded;
import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.EventReader;
import io.basiswatch.gateway.testing.EventReader.Event;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.ValueJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics, what is said of a stream before its first byte, and payloads of every kind. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class StreamContractTest {
    private static final long TIME = 1_723_161_600_000L;

    @TestHTTPResource
    URL gateway;

    @Inject
    LiveHub hub;

    @Inject
    jakarta.enterprise.event.Event<KeyEnded> keyEnded;

    private RedisWire redis;
    private Values values;
    private Client client;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        values = new Values(redis);
        values.clear();
        client = Client.admitted(gateway);
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private static boolean isAt(Event event, String position) {
        return event.id().endsWith('-' + position);
    }

    private static String topics(String... topics) {
        return "/v1/stream?topics=" + URLEncoder.encode(String.join(",", topics), StandardCharsets.UTF_8);
    }

    @Test
    void topicsChooseWhatIsSentAndTheHelloTellsWhatTheyMatch() {
        // Given
        values.publish(live(SPREAD, TIME, 1));
        values.publish(live(OTHER_SPREAD, TIME, 2));
        values.publish(live(BASIS, TIME, 3));
        // When
        try (EventReader stream = client.stream(
                topics("test_spread_pct:ETH:alpha*", "futures_basis:BTC", "nothing_*:ETH", BASIS.toString()))) {
            // Then
            Event hello = stream.next("hello");
            assertThat(hello.json().getInteger("matches")).isEqualTo(2);
            assertThat(hello.json().getJsonObject("topics").getMap())
                    .isEqualTo(Map.of(
                            "test_spread_pct:ETH:alpha*",
                            1,
                            "futures_basis:BTC",
                            1,
                            "nothing_*:ETH",
                            0,
                            BASIS.toString(),
                            1));
            assertThat(List.of(stream.next(), stream.next()))
                    .extracting(event -> event.json().getDouble("value"))
                    .containsExactlyInAnyOrder(1.0, 3.0);
            // When
            values.publish(live(OTHER_SPREAD, TIME + 1_000, 4));
            String wanted = values.publish(live(SPREAD, TIME + 1_000, 5));
            // Then
            assertThat(isAt(stream.next(), wanted)).isTrue();
        }
    }

    @Test
    void aTopicThatCanMatchNothingIsRefusedByName() {
        for (String topic : List.of("no_such_indicator:BTC", "futures_basis:XYZ:*")) {
            // When
            Client.Answer answer = client.get(topics("*:BTC", topic));
            // Then
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().getString("param")).isEqualTo("topics");
            assertThat(answer.json().getString("detail")).contains("'" + topic + "'");
        }
    }

    @Test
    void sixtyFourTopicsOnOneConnection() {
        // Given
        String[] many = IntStream.range(0, 64)
                .mapToObj(i -> i % 2 == 0 ? "futures_basis:BTC:*" + i : "test_spread_pct:ETH:*" + i + "*")
                .toArray(String[]::new);
        many[63] = "test_spread_pct:*:gamma*";
        try (EventReader stream = client.stream(topics(many))) {
            assertThat(stream.next("hello").json().getJsonObject("topics")).hasSize(64);
            // When
            String id = values.publish(live(OTHER_SPREAD, TIME, 4));
            // Then
            assertThat(stream.until(event -> isAt(event, id))).isNotEmpty();
        }
    }

    @Test
    void theHeadTellsWhereAStreamGoesOn() {
        // Given
        String first = values.publish(live(SPREAD, TIME, 1));
        values.publish(live(SPREAD, TIME + 1_000, 2));
        String id;
        try (EventReader stream = client.stream("/v1/stream")) {
            assertThat(stream.header("Stream-Resumed-From")).isEqualTo("snapshot");
            id = stream.next("snapshot").id();
        }
        String sent = id.substring(0, 9) + first;
        for (String query : List.of("since=" + sent, "last_event_id=" + sent)) {
            // When
            try (EventReader stream = client.stream("/v1/stream?" + query)) {
                // Then
                assertThat(stream.header("Stream-Resumed-From")).isEqualTo(sent);
                assertThat(stream.next("update").json().getDouble("value")).isEqualTo(2);
                assertThat(stream.next("resumed").json().getInteger("replayed")).isEqualTo(1);
            }
        }
        try (EventReader stream = client.stream("/v1/stream?since=ffffffff-" + first)) {
            assertThat(stream.header("Stream-Resumed-From")).isEqualTo("snapshot");
            assertThat(stream.next("reset").json().getString("reason")).isEqualTo("epoch");
        }
    }

    @Test
    void hoursAndDaysAreStreamedToThoseWhoAskForThem() {
        try (EventReader stream = client.stream("/v1/stream?resolutions=1h,1d")) {
            stream.next("hello");
            // When
            values.publish(live(SPREAD, TIME, 1));
            values.publish(minute(SPREAD, TIME, 2));
            values.publish(Values.value(SPREAD, Resolution.HOUR, TIME, OptionalDouble.of(3), Map.of()));
            values.publish(Values.value(SPREAD, Resolution.DAY, TIME, OptionalDouble.of(4), Map.of()));
            // Then
            List<Double> got = stream.until(event -> event.data().contains("\"1d\"")).stream()
                    .map(event -> event.json().getDouble("value"))
                    .distinct()
                    .collect(Collectors.toList());
            assertThat(got).containsExactly(3.0, 4.0);
        }
    }

    @Test
    void anyTextAndAnySizeComesAsItWasWritten() {
        // Given a line break inside of the JSON, letters of every length in UTF-8, and a megabyte
        String large = "é€😀".repeat(120_000);
        String json = ValueJson.write(live(SPREAD, TIME, 1)).replaceFirst("\\{", "{\"note\":\"" + large + "\",\n");
        redis.send("HSET", SeriesKeys.latest("ETH"), SPREAD.toString(), json);
        redis.send(
                "HSET",
                SeriesKeys.latest("ETH"),
                OTHER_SPREAD.toString(),
                ValueJson.write(live(OTHER_SPREAD, TIME, 2)));
        assertThat(json.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(1 << 20);
        // When
        try (EventReader stream = client.stream("/v1/stream?assets=ETH").withAnyData()) {
            stream.next("hello");
            // Then it comes whole, and what follows it comes after it
            assertThat(stream.next().json().getString("note")).isEqualTo(large);
            assertThat(stream.next().json().getDouble("value")).isEqualTo(2);
            // When it is an update
            redis.send("XADD", SeriesKeys.UPDATES, "*", "a", "ETH", "i", SPREAD.indicator(), "d", json);
            String after = values.append(live(OTHER_SPREAD, TIME, 3));
            // Then
            List<Event> events = stream.until(event -> isAt(event, after));
            assertThat(events)
                    .filteredOn(event -> event.name().equals("update"))
                    .hasSize(2);
            assertThat(events.get(events.size() - 2).json().getString("note")).isEqualTo(large);
        }
    }

    @Test
    void anEntryThatIsNoValueIsPassedOver() {
        // Given
        Series none = Series.of("ETH", "test_spread_pct");
        try (EventReader stream = client.stream("/v1/stream?assets=ETH")) {
            stream.next("hello");
            // When
            redis.send("XADD", SeriesKeys.UPDATES, "*", "a", "ETH", "i", "x", "d", "not json");
            redis.send(
                    "XADD",
                    SeriesKeys.UPDATES,
                    "*",
                    "a",
                    "ETH",
                    "i",
                    "x",
                    "d",
                    "{\"series\":\"nonsense\",\"resolution\":\"1s\"}");
            String next = values.append(live(none, TIME, 1));
            // Then
            assertThat(stream.until(event -> isAt(event, next)).getLast().name())
                    .isEqualTo("update");
        }
    }

    @Test
    void idsKeepTheirOrderThoughTheClockOfTheStoreIsPutBack() {
        // Given an entry of a clock that is an hour ahead
        long ahead = StreamId.parse(values.append(live(SPREAD, TIME, 0)))
                        .orElseThrow()
                        .millis()
                + 3_600_000;
        try (EventReader stream = client.stream("/v1/stream?assets=ETH")) {
            stream.next("hello");
            redis.send(
                    "XADD",
                    SeriesKeys.UPDATES,
                    ahead + "-0",
                    "a",
                    "ETH",
                    "i",
                    "x",
                    "d",
                    ValueJson.write(live(SPREAD, TIME, 1)));
            // When it is put right again
            String next = values.append(live(SPREAD, TIME + 1_000, 2));
            // Then
            List<StreamId> positions = stream.until(event -> isAt(event, next)).stream()
                    .filter(event -> event.name().equals("update"))
                    .map(event -> EventId.parse(event.id()).orElseThrow().position())
                    .toList();
            assertThat(positions).isSorted().hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
            assertThat(positions.getLast().millis()).isEqualTo(ahead);
        }
    }

    @Test
    void streamsEndWithTheirKeyAndOthersDoNot() {
        // Given
        String keyId = Servers.key().substring("bw_live_".length()).substring(0, 10);
        try (EventReader stream = client.stream("/v1/stream")) {
            stream.next("hello");
            // When another key ends
            keyEnded.fire(new KeyEnded("another-id"));
            String id = values.append(live(SPREAD, TIME, 1));
            // Then
            stream.until(event -> isAt(event, id));
            // When this one ends, told from another thread
            long ended = System.nanoTime();
            keyEnded.fireAsync(new KeyEnded(keyId));
            // Then
            stream.next("unauthorized");
            assertThat(stream.next().name()).isEqualTo("(end)");
            assertThat(System.nanoTime() - ended).isLessThan(5_000_000_000L);
        } finally {
            hub.forgetEnded(keyId);
        }
    }
}
