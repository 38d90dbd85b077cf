package io.basiswatch.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everybody on one event loop, without a network. */
class HubPartTest {
    private static final Standing HERE = new Standing(new StreamId(10, 0), new Epoch("e1", "0a1b2c3d"), 0, true);

    private final Vertx vertx = Vertx.vertx();
    private final FakeHost host = new FakeHost();
    private HubPart part;

    @BeforeEach
    void start() {
        part = new HubPart(
                vertx,
                vertx.getOrCreateContext(),
                (id, count, epoch) -> Uni.createFrom().item(new Page.Gone("evicted", Optional.empty())),
                host,
                new Bounds(),
                new LiveMetrics(new SimpleMeterRegistry()),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        onLoop(() -> {
            part.join(HERE);
            return true;
        });
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    private <T> T onLoop(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        part.executor().execute(() -> {
            try {
                result.complete(action.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private Recording subscribe(String topic, String keyId) {
        Recording outlet = new Recording();
        StreamFilter filter = StreamFilter.parse(List.of(topic), "", "", "");
        onLoop(() -> part.subscribe(
                outlet,
                new Subscription(filter, Optional.empty(), false, keyId),
                new JsonObject(),
                () -> host.left.add(outlet)));
        // The board is answered on a later turn of the loop.
        onLoop(() -> true);
        return outlet;
    }

    private static Update update(long id, String asset) {
        try {
            String data = "{\"series\":\"" + asset + ":x\",\"time\":" + id + ",\"resolution\":\"1s\"}";
            return Update.of(new EventId("0a1b2c3d", new StreamId(id, 0)), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Update... updates) {
        onLoop(() -> {
            part.read(new Page.Next(List.of(updates), updates[updates.length - 1].id()));
            return true;
        });
    }

    @Test
    void everyoneGetsWhatTheyWant() {
        // Given
        Recording a = subscribe("x:AA", "k1");
        Recording sameAsA = subscribe("x:AA", "k2");
        Recording b = subscribe("x:BB", "k1");
        // When
        read(update(11, "AA"), update(12, "BB"), update(13, "AA"));
        read(update(14, "BB"));
        // Then
        assertThat(List.of(a.positions(), sameAsA.positions())).containsOnly(List.of("11-0", "13-0"));
        assertThat(b.positions()).containsExactly("12-0", "14-0");
    }

    @Test
    void whatFailsForOneFailsForThatOneAlone() {
        // Given
        Recording broken = subscribe("x:AA", "k1");
        Recording sound = subscribe("x:AA", "k1");
        broken.failing = true;
        // When
        read(update(11, "AA"));
        broken.failing = false;
        read(update(12, "AA"));
        // Then
        assertThat(sound.positions()).containsExactly("11-0", "12-0");
        assertThat(broken.written).last().asString().startsWith("event: error\n");
        assertThat(host.left).containsExactly(broken);
    }

    @Test
    void endsTheStreamsOfAKeyAndOfOneThatEndedJustBefore() {
        // Given
        Recording mine = subscribe("*", "k1");
        Recording other = subscribe("*", "k2");
        // When
        host.ended.add("k1");
        onLoop(() -> {
            part.ended("k1");
            return true;
        });
        Recording late = subscribe("*", "k1");
        // Then
        assertThat(mine.written).last().asString().startsWith("event: unauthorized\n");
        assertThat(late.written).last().asString().startsWith("event: unauthorized\n");
        assertThat(List.of(mine.ended, late.ended, other.ended)).containsExactly(true, true, false);
        assertThat(host.left).containsExactly(mine, late);
    }

    @Test
    void whoComesWhileItShutsDownIsGreetedAndSentOn() {
        // Given
        host.closing = true;
        // When
        Recording late = subscribe("*", "k1");
        // Then
        assertThat(late.written.getFirst()).contains("event: hello\n");
        assertThat(late.written).last().asString().contains("event: reconnect\n");
        assertThat(late.ended).isTrue();
    }

    @Test
    void drainsToTheLast() {
        // Given
        List<Recording> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(subscribe("*", "k1"));
        }
        // When
        onLoop(() -> {
            part.drain(Duration.ofMillis(100).toNanos());
            return true;
        });
        // Then
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (host.left.size() < all.size() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(host.left).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void thePaceIsEven() {
        // Given
        Pace pace = new Pace(1_000, 500, 2_000);
        // Then
        assertThat(Stream.of(0L, 500L, 501L, 1_000L, 1_500L, 2_400L, 2_500L, 9_000L)
                        .map(pace::due))
                .containsExactly(0, 0, 1, 250, 500, 950, 1_000, 1_000);
        assertThat(new Pace(10, 5, 0).due(5)).isEqualTo(10);
    }

    /** Bounds as the service has them. */
    private static final class Bounds implements LiveConfig {
        @Override
        public Duration heartbeat() {
            return Duration.ofSeconds(15);
        }

        @Override
        public Duration maxAge() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration stall() {
            return Duration.ofSeconds(5);
        }

        @Override
        public long queueBytes() {
            return 262_144;
        }

        @Override
        public int maxStreams() {
            return 100;
        }

        @Override
        public long recentBytes() {
            return 100_000;
        }

        @Override
        public Duration boardAge() {
            return Duration.ZERO;
        }

        @Override
        public Duration drain() {
            return Duration.ZERO;
        }

        @Override
        public Duration ticketLife() {
            return Duration.ofSeconds(30);
        }
    }

    /** A hub of nobody else. */
    private static final class FakeHost implements PartHost {
        private final Set<String> ended = new HashSet<>();
        private final List<Outlet> left = new CopyOnWriteArrayList<>();
        private boolean closing;

        @Override
        public Uni<Board> board() {
            return Uni.createFrom().item(new Board(HERE.position(), Set.of(), Set.of(), List.of()));
        }

        @Override
        public boolean isEnded(String keyId) {
            return ended.contains(keyId);
        }

        @Override
        public boolean isClosing() {
            return closing;
        }
    }

    /** A connection that takes everything. */
    private static final class Recording implements Outlet {
        private final List<String> written = new CopyOnWriteArrayList<>();
        private boolean failing;
        private boolean ended;

        List<String> positions() {
            return written.stream()
                    .flatMap(String::lines)
                    .filter(line -> line.startsWith("id: "))
                    .map(line -> line.substring("id: 0a1b2c3d-".length()))
                    .toList();
        }

        @Override
        public void write(Buffer frame) {
            written.add(frame.toString());
        }

        @Override
        public void write(SharedBytes frames) {
            if (failing) {
                throw new IllegalStateException("broken");
            }
            write(frames.bytes());
        }

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public void whenWritable(Runnable action) {}

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void cut() {
            ended = true;
        }
    }
}
