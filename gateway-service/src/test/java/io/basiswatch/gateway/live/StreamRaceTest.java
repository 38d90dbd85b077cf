package io.basiswatch.gateway.live;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.EventReader;
import io.basiswatch.gateway.testing.EventReader.Event;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.series.SeriesKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Clients come, and come back, while the log grows: nothing is lost between replay and going live, and nothing comes twice.
 * {@code -Dbasiswatch.races=10000} for many more.
 */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class StreamRaceTest {
    private static final long TIME = 1_723_161_600_000L;
    private static final int RACES = Integer.getInteger("basiswatch.races", 200);
    private static final int KEPT = 20_000;
    private static final int FARTHEST = 1_500;

    @TestHTTPResource
    URL gateway;

    private final List<String> log = new ArrayList<>();
    private final AtomicBoolean done = new AtomicBoolean();

    /** Appends about two thousand a second, and notes where each stands. */
    private void publish() {
        try (RedisWire redis = Servers.redis()) {
            Values values = new Values(redis);
            for (int i = 0; !done.get(); i++) {
                String id = values.append(live(SPREAD, TIME + i * 1_000L, i));
                synchronized (log) {
                    log.add(id);
                }
                if (i % 5_000 == 0) {
                    redis.send("XTRIM", SeriesKeys.UPDATES, "MAXLEN", KEPT);
                }
                LockSupport.parkNanos(300_000);
            }
        }
    }

    /** The entries from this one on, as many as asked for; waits until they are there. */
    private List<String> logFrom(int from, int count) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < deadline) {
            synchronized (log) {
                if (log.size() >= from + count) {
                    return List.copyOf(log.subList(from, from + count));
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the log does not grow to " + (from + count));
    }

    private int indexOf(String id) {
        synchronized (log) {
            return log.lastIndexOf(id);
        }
    }

    private int size() {
        synchronized (log) {
            return log.size();
        }
    }

    @Test
    void nothingIsLostAndNothingComesTwiceHoweverTheLogGrows() throws InterruptedException {
        // Given
        try (RedisWire redis = Servers.redis()) {
            Values values = new Values(redis);
            values.clear();
            values.publish(live(SPREAD, TIME, 0));
        }
        Random random = new Random(20_261);
        Thread publisher = Thread.ofPlatform().daemon().start(this::publish);
        try {
            logFrom(0, FARTHEST);
            for (int race = 0; race < RACES; race++) {
                if (race % 4 == 0) {
                    comeAnew();
                } else {
                    comeBack(size() - 1 - random.nextInt(FARTHEST));
                }
            }
        } finally {
            done.set(true);
            publisher.join();
        }
    }

    private void comeBack(int last) {
        String tag = tag();
        String sent = tag + logFrom(last, 1).getFirst();
        // When
        try (EventReader stream = Client.admitted(gateway).with("Last-Event-ID", sent).stream("/v1/stream")) {
            List<Event> events =
                    new ArrayList<>(stream.until(event -> event.name().equals("resumed")));
            for (int i = 0; i < 5; i++) {
                events.addAll(stream.until(event -> event.name().equals("update")));
            }
            // Then
            assertThat(stream.header("Stream-Resumed-From")).isEqualTo(sent);
            List<String> received = updates(events);
            assertThat(received).isEqualTo(logFrom(last + 1, received.size()));
            int replayed = events.stream()
                    .filter(event -> event.name().equals("resumed"))
                    .map(event -> event.json().getInteger("replayed"))
                    .findFirst()
                    .orElseThrow();
            assertThat(replayed).isEqualTo(received.size() - 5);
        }
    }

    private void comeAnew() {
        try (EventReader stream = Client.admitted(gateway).stream("/v1/stream")) {
            // When
            String from = stream.next("snapshot").id().substring(9);
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                events.addAll(stream.until(event -> event.name().equals("update")));
            }
            // Then
            assertThat(events).extracting(Event::name).doesNotContain("reset");
            assertThat(updates(events)).isEqualTo(logFrom(indexOf(from) + 1, 10));
        }
    }

    private Optional<String> tag = Optional.empty();

    private String tag() {
        if (tag.isEmpty()) {
            try (EventReader stream = Client.admitted(gateway).stream("/v1/stream")) {
                tag = Optional.of(stream.next("snapshot").id().substring(0, 9));
            }
        }
        return tag.get();
    }

    private static List<String> updates(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("update"))
                .map(event -> event.id().substring(9))
                .toList();
    }
}
