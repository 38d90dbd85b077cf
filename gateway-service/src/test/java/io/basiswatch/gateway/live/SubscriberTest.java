package io.basiswatch.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slow clients, and everything that depends on what happens between two writes; no network, no clock. */
class SubscriberTest {
    private static final long STALL = Duration.ofSeconds(5).toNanos();

    private static final String TAG = "0a1b2c3d";

    private final FakeHub hub = new FakeHub();
    private final FakeOutlet outlet = new FakeOutlet();

    private Subscriber subscriber;

    @BeforeEach
    void open() {
        subscriber = subscriber(Optional.empty());
        subscriber.open(new JsonObject());
        outlet.written.clear();
    }

    private Subscriber subscriber(Optional<String> lastEventId) {
        Subscription wanted = new Subscription(StreamFilter.ALL, lastEventId, false, "key");
        return new Subscriber(hub, outlet, wanted, update -> true, 2_000);
    }

    private static void offer(Subscriber subscriber, Update... updates) {
        subscriber.offer(Piece.of(List.of(updates)));
    }

    @Test
    void aSlowClientGetsTheNewestOfEachSeriesInTheOrderOfIds() {
        // Given
        outlet.full = true;
        // When
        offer(subscriber, update(1, "A", "1s", 0));
        offer(subscriber, update(2, "B", "1s", 0));
        offer(subscriber, update(3, "A", "1s", 1_000));
        outlet.drain();
        // Then
        assertThat(outlet.ids()).containsExactly("2-0", "3-0");
        assertThat(outlet.written.getFirst()).doesNotContain("conflated");
        assertThat(outlet.written.getLast()).contains("data: {\"conflated\":1,\"series\":\"A:x\"");
        assertThat(hub.conflated).isEqualTo(1);
    }

    @Test
    void closedMinutesAreNeverLeftOut() {
        // Given
        outlet.full = true;
        // When
        offer(subscriber, update(1, "A", "1m", 0));
        offer(subscriber, update(2, "A", "1m", 60_000));
        offer(subscriber, update(3, "A", "1m", 120_000));
        outlet.drain();
        // Then
        assertThat(outlet.ids()).containsExactly("1-0", "2-0", "3-0");
    }

    @Test
    void whoLagsTooFarIsToldAndLetGo() {
        // Given
        outlet.full = true;
        // When
        int offered = 0;
        for (int i = 1; i < 100 && hub.closed.isEmpty(); i++) {
            offered++;
            offer(subscriber, update(i, "S" + i, "1s", 0));
            assertThat(subscriber.queuedBytes()).isLessThan(2_200);
        }
        // Then
        assertThat(hub.closed).containsExactly(CloseReason.LAGGED);
        assertThat(outlet.written.getLast())
                .startsWith("event: lagged\n")
                .contains("\"missed\":" + offered, "\"last_id\":\"" + TAG + "-0-0\"");
        assertThat(outlet.ended).isTrue();
    }

    @Test
    void whoTakesNothingForTooLongIsStalled() {
        // Given
        outlet.full = true;
        offer(subscriber, update(1, "A", "1s", 0));
        assertThat(subscriber.isStalled(STALL)).isFalse();
        // When
        hub.now += STALL + 1;
        // Then
        assertThat(subscriber.isStalled(STALL)).isTrue();
        // When
        outlet.drain();
        // Then
        assertThat(subscriber.isStalled(STALL)).isFalse();
    }

    @Test
    void entriesThatComeWhileCatchingUpAreSentOnce() {
        // Given: a client that comes back while the log grows, page by page
        hub.log.addAll(List.of(update(1, "A", "1s", 0), update(2, "A", "1s", 1_000), update(3, "A", "1s", 2_000)));
        hub.position = new StreamId(3, 0);
        Subscriber returning = subscriber(Optional.of(TAG + "-1-0"));
        returning.open(new JsonObject());
        // When: the hub reads on between the question and the answer
        Update fourth = update(4, "A", "1s", 3_000);
        hub.log.add(fourth);
        hub.position = fourth.id();
        offer(returning, fourth);
        hub.answerAll();
        offer(returning, update(4, "A", "1s", 3_000));
        offer(returning, update(5, "A", "1s", 4_000));
        // Then
        assertThat(outlet.ids()).containsExactly("2-0", "3-0", "4-0", "5-0");
        assertThat(outlet.written)
                .filteredOn(frame -> frame.startsWith("event: resumed"))
                .hasSize(1);
    }

    @Test
    void aResetWhileCatchingUpDropsWhatWasUnderWay() {
        // Given
        hub.log.addAll(List.of(update(1, "A", "1s", 0), update(2, "A", "1s", 1_000)));
        hub.position = new StreamId(2, 0);
        Subscriber returning = subscriber(Optional.of(TAG + "-1-0"));
        returning.open(new JsonObject());
        // When
        returning.reset("log_lost", Optional.empty());
        hub.answerAll();
        // Then
        assertThat(outlet.ids()).isEmpty();
        assertThat(outlet.written)
                .filteredOn(frame -> frame.startsWith("event: reset"))
                .hasSize(1);
        offer(returning, update(3, "A", "1s", 2_000));
        assertThat(outlet.ids()).containsExactly("3-0");
    }

    @Test
    void aLogThatCannotBeReadIsWaitedForAndReadOn() {
        // Given
        hub.log.addAll(List.of(update(1, "A", "1s", 0), update(2, "A", "1s", 1_000)));
        hub.position = new StreamId(2, 0);
        hub.connected = false;
        Subscriber returning = subscriber(Optional.of(TAG + "-1-0"));
        returning.open(new JsonObject());
        assertThat(outlet.written.getLast()).startsWith("event: degraded\n");
        // When
        returning.begin();
        returning.waitForLog();
        hub.questions.clear();
        returning.begin();
        hub.answerAll();
        // Then
        assertThat(outlet.ids()).containsExactly("2-0");
    }

    @Test
    void farewellsEndTheStream() {
        // When
        subscriber.reconnect(1_500, CloseReason.SHUTDOWN);
        offer(subscriber, update(1, "A", "1s", 0));
        subscriber.close(CloseReason.CLIENT);
        // Then
        assertThat(outlet.written)
                .hasSize(1)
                .first()
                .asString()
                .isEqualTo("retry: 1500\nevent: reconnect\ndata: {\"after_ms\":1500}\n\n");
        assertThat(hub.closed).containsExactly(CloseReason.SHUTDOWN);
    }

    @Test
    void anIdOfAnotherEpochIsVoidThoughThePositionIsThere() {
        // Given
        hub.log.add(update(1, "A", "1s", 0));
        hub.position = new StreamId(1, 0);
        // When
        subscriber(Optional.of("ffffffff-1-0")).open(new JsonObject());
        // Then
        assertThat(hub.resets).containsExactly("epoch");
        assertThat(outlet.written)
                .anyMatch(frame -> frame.contains("\"reason\":\"epoch\",\"oldest\":null,\"epoch\":\"e1\""));
    }

    @Test
    void whatIsReadTogetherIsWrittenTogether() {
        // When
        offer(subscriber, update(1, "A", "1s", 0), update(2, "B", "1s", 0), update(3, "A", "1s", 1_000));
        // Then
        assertThat(outlet.written).hasSize(1);
        assertThat(outlet.ids()).containsExactly("1-0", "2-0", "3-0");
    }

    @Test
    void heartbeatsAreCommentsOrEventsAsTheClientWants() {
        // Given
        Subscription visible = new Subscription(StreamFilter.ALL, Optional.empty(), true, "key");
        Subscriber page = new Subscriber(hub, outlet, visible, update -> true, 2_000);
        Heartbeat heartbeat = Heartbeat.at(17);
        // When
        page.beat(heartbeat);
        subscriber.beat(heartbeat);
        // Then
        assertThat(outlet.written).containsExactly("event: heartbeat\ndata: {\"time\":17}\n\n", ": heartbeat 17\n\n");
    }

    @Test
    void aClientThatIsBlockedGetsNoHeartbeatsThatWouldPileUp() {
        // Given
        outlet.full = true;
        offer(subscriber, update(1, "A", "1s", 0));
        // When
        subscriber.beat(Heartbeat.at(17));
        // Then
        assertThat(outlet.written).isEmpty();
    }

    @Test
    void whoseKeyHasEndedIsToldSo() {
        // When
        subscriber.unauthorized();
        // Then
        assertThat(outlet.written).hasSize(1).first().asString().startsWith("event: unauthorized\n");
        assertThat(hub.closed).containsExactly(CloseReason.UNAUTHORIZED);
        assertThat(outlet.ended).isTrue();
    }

    private static Update update(long id, String asset, String resolution, long time) {
        String data = "{\"series\":\"" + asset + ":x\",\"indicator\":\"x\",\"time\":" + time + ",\"resolution\":\""
                + resolution + "\"}";
        try {
            return Update.of(new EventId(TAG, new StreamId(id, 0)), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A log in a list, whose answers come when the test says so. */
    private static final class FakeHub implements LogDesk, StreamCounts {
        private final List<Update> log = new ArrayList<>();
        private final List<Runnable> questions = new ArrayList<>();
        private final List<CloseReason> closed = new ArrayList<>();
        private StreamId position = StreamId.START;
        private boolean connected = true;
        private final List<String> resets = new ArrayList<>();
        private long replayed;
        private int conflated;
        private long now;

        void answerAll() {
            while (!questions.isEmpty()) {
                questions.removeFirst().run();
            }
        }

        @Override
        public StreamId position() {
            return position;
        }

        @Override
        public Epoch epoch() {
            return new Epoch("e1", TAG);
        }

        @Override
        public boolean isConnected() {
            return connected;
        }

        @Override
        public void pageAfter(StreamId id, Subscriber subscriber, Consumer<Page> then) {
            questions.add(() -> {
                List<Update> next = log.stream()
                        .filter(update -> update.id().isAfter(id))
                        .limit(2)
                        .toList();
                then.accept(
                        new Page.Next(next, next.isEmpty() ? id : next.getLast().id()));
            });
        }

        @Override
        public void board(Subscriber subscriber, Consumer<Board> then) {
            then.accept(new Board(position, Set.of(), Set.of(), List.of()));
        }

        @Override
        public StreamCounts counts() {
            return this;
        }

        @Override
        public void reset(String reason) {
            resets.add(reason);
        }

        @Override
        public void replayed(long updates) {
            replayed += updates;
        }

        @Override
        public void conflated() {
            conflated++;
        }

        @Override
        public void closed(Subscriber subscriber, CloseReason reason) {
            closed.add(reason);
        }

        @Override
        public long nanoTime() {
            return now;
        }
    }

    /** A connection that is full when the test says so. */
    private static final class FakeOutlet implements Outlet {
        private final List<String> written = new ArrayList<>();
        private Runnable whenWritable = () -> {};
        private boolean full;
        private boolean ended;

        List<String> ids() {
            return written.stream()
                    .flatMap(String::lines)
                    .filter(line -> line.startsWith("id: " + TAG + '-'))
                    .map(line -> line.substring(("id: " + TAG + '-').length()))
                    .toList();
        }

        void drain() {
            full = false;
            whenWritable.run();
        }

        @Override
        public void write(Buffer frame) {
            written.add(frame.toString());
        }

        @Override
        public void write(SharedBytes frames) {
            write(frames.bytes());
        }

        @Override
        public boolean isFull() {
            return full;
        }

        @Override
        public void whenWritable(Runnable action) {
            whenWritable = action;
        }

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
