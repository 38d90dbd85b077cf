package io.basiswatch.gateway.live;

import static io.basiswatch.gateway.testing.Values.BASIS;
import static io.basiswatch.gateway.testing.Values.OTHER_SPREAD;
import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.live;
import static io.basiswatch.gateway.testing.Values.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.EventReader;
import io.basiswatch.gateway.testing.EventReader.Event;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.ValueJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream's wire contract, against a real Redis. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class StreamTest {
    private static final long TIME = 1_723_161_600_000L;

    @TestHTTPResource
    URL gateway;

    @Inject
    LiveHub hub;

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

    /** The id of the event, of the entry that Redis gave this id. */
    private String idOf(String position) {
        return hub.standing().epoch().tag() + '-' + position;
    }

    private static boolean isAt(Event event, String position) {
        return event.id().endsWith('-' + position);
    }

    @Test
    void firstBytesThenHelloThenSnapshotThenUpdates() {
        // Given
        values.publish(live(SPREAD, TIME, -0.05));
        String lastId = values.publish(live(BASIS, TIME, 5.79));
        // When
        try (EventReader stream = client.stream("/v1/stream")) {
            // Then
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream; charset=utf-8");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store, no-transform");
            assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(stream.next().name()).isEqualTo(":");
            assertThat(Integer.parseInt(stream.next().data())).isBetween(2_000, 5_000);
            Event hello = stream.next();
            assertThat(hello.name()).isEqualTo("hello");
            assertThat(hello.json().getInteger("heartbeat_s")).isEqualTo(15);
            assertThat(hello.json().getInteger("max_age_s")).isEqualTo(600);
            assertThat(hello.json().getInteger("matches")).isEqualTo(2);
            assertThat(stream.header("Stream-Resumed-From")).isEqualTo("snapshot");
            List<Event> snapshots = List.of(stream.next(), stream.next());
            assertThat(snapshots).extracting(Event::name).containsOnly("snapshot");
            assertThat(snapshots)
                    .extracting(Event::data)
                    .containsExactly(
                            ValueJson.write(live(BASIS, TIME, 5.79)), ValueJson.write(live(SPREAD, TIME, -0.05)));
            assertThat(snapshots).extracting(Event::id).hasSize(2).doesNotContain("");
            // When
            IndicatorValue next = live(SPREAD, TIME + 1_000, -0.06);
            String id = values.publish(next);
            // Then
            assertThat(stream.until(event -> isAt(event, id)).getLast())
                    .isEqualTo(new Event(idOf(id), "update", ValueJson.write(next)));
            assertThat(StreamId.parse(id).orElseThrow())
                    .isGreaterThan(StreamId.parse(lastId).orElseThrow());
        }
    }

    @Test
    void filtersByAssetIndicatorAndResolution() {
        // Given
        try (EventReader stream =
                client.stream("/v1/stream?assets=E*&indicators=futures_basis,test_*&resolutions=1m")) {
            stream.next("hello");
            // When
            values.publish(live(SPREAD, TIME, 1));
            values.publish(minute(BASIS, TIME, 2));
            String wanted = values.publish(minute(SPREAD, TIME, 3));
            // Then
            assertThat(stream.until(event -> isAt(event, wanted)))
                    .extracting(Event::name)
                    .allMatch(name -> name.equals("update") || name.equals("snapshot"));
            String after = values.publish(minute(OTHER_SPREAD, TIME, 4));
            assertThat(stream.next().id()).isEqualTo(idOf(after));
        }
    }

    @Test
    void aClientThatComesBackMissesNothingAndSeesNothingTwice() {
        // Given: entries before, during and after each of many short connections
        Random random = new Random(7);
        List<String> expected = new ArrayList<>();
        List<String> received = new ArrayList<>();
        String last = values.publish(live(SPREAD, TIME, 0));
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < random.nextInt(700); i++) {
                expected.add(values.append(live(SPREAD, TIME + expected.size() * 1_000L, round)));
            }
            // When
            try (EventReader stream = client.with("Last-Event-ID", idOf(last)).stream("/v1/stream")) {
                for (int i = 0; i < 20; i++) {
                    expected.add(values.append(live(SPREAD, TIME + expected.size() * 1_000L, round)));
                }
                int untilHere = random.nextInt(20);
                String stopAt = expected.get(expected.size() - 1 - untilHere);
                List<Event> events = stream.until(event -> isAt(event, stopAt));
                events.stream()
                        .filter(event -> event.name().equals("update"))
                        .forEach(event -> received.add(event.id().substring(9)));
                assertThat(events).extracting(Event::name).doesNotContain("reset", "snapshot");
                last = stopAt;
            }
        }
        // Then
        assertThat(received).isEqualTo(expected.subList(0, received.size()));
        assertThat(new HashSet<>(received)).hasSameSizeAs(received);
        assertThat(expected.size() - received.size()).isLessThan(20);
    }

    @Test
    void saysHowMuchWasReplayed() {
        // Given
        String first = values.publish(live(SPREAD, TIME, 1));
        values.publish(live(SPREAD, TIME + 1_000, 2));
        values.publish(live(BASIS, TIME + 1_000, 3));
        // When
        try (EventReader stream = client.stream("/v1/stream?assets=ETH&last_event_id=" + idOf(first))) {
            // Then
            assertThat(stream.next("resumed").json().getInteger("replayed")).isEqualTo(1);
        }
    }

    @Test
    void anIdThatIsNoneIsAnsweredWithResetAndSnapshot() {
        // Given
        values.publish(live(SPREAD, TIME, 1));
        for (String malformed :
                List.of("nonsense", "-1-0", "1723161600000", "1723161600000-0", "00000000-99999999999999999999-0")) {
            // When
            try (EventReader stream = client.with("Last-Event-ID", malformed).stream("/v1/stream")) {
                // Then
                assertThat(stream.next("reset").json().getString("reason")).isEqualTo("malformed");
                assertThat(stream.next().name()).isEqualTo("snapshot");
            }
        }
    }

    @Test
    void anIdOutsideOfTheBufferIsAnsweredWithResetAndSnapshot() {
        // Given
        values.publish(live(SPREAD, TIME, 1));
        values.publish(live(SPREAD, TIME + 1_000, 2));
        String oldest = values.publish(live(SPREAD, TIME + 2_000, 3));
        String newest = values.publish(live(SPREAD, TIME + 3_000, 4));
        redis.send("XTRIM", SeriesKeys.UPDATES, "MAXLEN", "2");
        StreamId inside = StreamId.parse(oldest).orElseThrow();
        String unknown = new StreamId(inside.millis(), inside.sequence() + 7).toString();
        String ahead = (StreamId.parse(newest).orElseThrow().millis() + 100_000) + "-0";
        assertReset((inside.millis() - 3_600_000) + "-0", "evicted", oldest);
        assertReset("1-0", "evicted", oldest);
        assertReset(ahead, "ahead", oldest);
        if (StreamId.parse(newest).orElseThrow().isAfter(StreamId.parse(unknown).orElseThrow())) {
            assertReset(unknown, "unknown", oldest);
        }
    }

    private void assertReset(String lastEventId, String reason, String oldest) {
        try (EventReader stream = client.with("Last-Event-ID", idOf(lastEventId)).stream("/v1/stream")) {
            assertThat(stream.header("Stream-Resumed-From")).isEqualTo("snapshot");
            Event reset = stream.next("reset");
            assertThat(reset.json().getString("reason")).isEqualTo(reason);
            assertThat(reset.json().getString("oldest")).isEqualTo(idOf(oldest));
            Event snapshot = stream.next();
            assertThat(snapshot.name()).isEqualTo("snapshot");
            assertThat(snapshot.json().getDouble("value")).isEqualTo(4);
        }
    }

    @Test
    void aStreamOpenedOverAQuietLogGetsWhatComes() {
        // Given
        try (EventReader stream = client.stream("/v1/stream")) {
            stream.next("hello");
            // When
            String id = values.publish(live(SPREAD, TIME, 1));
            // Then: as an update, or in the snapshot of a reset where the hub notices only now that the log was emptied
            Event got = stream.until(event -> isAt(event, id)).getLast();
            assertThat(got.name()).isIn("update", "snapshot");
            assertThat(got.json().getDouble("value")).isEqualTo(1);
        }
    }

    @Test
    void aLogThatIsReplacedUnderOpenStreamsIsNoticed() {
        // Given
        values.publish(live(SPREAD, TIME, 1));
        try (EventReader stream = client.stream("/v1/stream")) {
            stream.next("snapshot");
            // When
            long flushed = System.nanoTime();
            redis.send("FLUSHALL");
            // Then
            assertThat(stream.next("reset").json().getString("reason")).isEqualTo("log_lost");
            assertThat(System.nanoTime() - flushed).isLessThan(5_000_000_000L);
            String id = values.append(live(SPREAD, TIME + 1_000, 2));
            assertThat(stream.next("update").id()).isEqualTo(idOf(id));
        }
    }

    @Test
    void aLogOfAnotherEpochIsToldThoughItsEntriesLookLikeTheNextOnes() {
        // Given a stream in one epoch
        redis.send("SET", SeriesKeys.EPOCH, "first");
        String before = new EventId(
                        Epoch.of("first").tag(),
                        StreamId.parse(values.publish(live(SPREAD, TIME, 1))).orElseThrow())
                .toString();
        try (EventReader stream = client.stream("/v1/stream")) {
            stream.until(event -> event.name().equals("snapshot")
                    || event.name().equals("reset")
                            && "first".equals(event.json().getString("epoch")));
            // When everything is lost and made again, all at once
            redis.send("FLUSHALL");
            redis.send("SADD", SeriesKeys.ASSETS, "ETH");
            redis.send("SET", SeriesKeys.EPOCH, "second");
            values.publish(live(SPREAD, TIME + 1_000, 2));
            // Then the client is told, and gets what there is now
            Event reset = stream.until(event -> event.name().equals("reset")
                            && "second".equals(event.json().getString("epoch")))
                    .getLast();
            assertThat(reset.json().getString("reason")).isEqualTo("log_lost");
            assertThat(stream.next("snapshot").json().getDouble("value")).isEqualTo(2);
            String next = values.append(live(SPREAD, TIME + 2_000, 3));
            assertThat(stream.until(event -> isAt(event, next)).getLast().name())
                    .isEqualTo("update");
        }
        // And who comes later is told the epoch at once, and that an id of before is void
        try (EventReader stream = client.with("Last-Event-ID", before).stream("/v1/stream")) {
            assertThat(stream.next("hello").json().getString("epoch")).isEqualTo("second");
            Event reset = stream.next("reset");
            assertThat(reset.json().getString("epoch")).isEqualTo("second");
            assertThat(reset.json().getString("reason")).isEqualTo("epoch");
        }
    }

    @Test
    void headOptionsAndOtherMethods() {
        assertThat(client.send("HEAD", "/v1/stream", "").header("Content-Type")).startsWith("text/event-stream");
        assertThat(client.send("OPTIONS", "/v1/stream", "").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(client.send("POST", "/v1/stream", "{}").status()).isEqualTo(405);
        assertThat(client.with("Accept", "application/json").get("/v1/stream").status())
                .isEqualTo(406);
    }

    @Test
    void badParametersAreRefusedBeforeTheStreamOpens() {
        for (String query :
                List.of("assets=a/b", "indicators=%22", "resolutions=1w", "topics=x", "heartbeat=x", "assets=,")) {
            // When
            Client.Answer answer = client.get("/v1/stream?" + query);
            // Then
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.json().getString("param")).isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }
}
