package io.basiswatch.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slow clients, and everything that depends on what happens between two writes; no network, no clock. */
class SubscriberTest {
    private static final long STALL = Duration.ofSeconds(5).toNanos();

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
        return new Subscriber(hub, outlet, StreamFilter.parse("", "", ""), lastEventId, 2_000);
    }

    @Test
    void aSlowClientGetsTheNewestOfEachSeriesInTheOrderOfIds() {
        // Given
        outlet.full = true;
        // When
        subscriber.offer(update(1, "A", "1s", 0));
        subscriber.offer(update(2, "B", "1s", 0));
        subscriber.offer(update(3, "A", "1s", 1_000));
        outlet.drain();
        // Then
        assertThat(outlet.ids()).containsExactly("2-0", "3-0");
        assertThat(outlet.written.getFirst()).isEqualTo(": conflated 1\n\n");
    }

    @Test
    void closedMinutesAreNeverLeftOut() {
        // Given
        outlet.full = true;
        // When
        subscriber.offer(update(1, "A", "1m", 0));
        subscriber.offer(update(2, "A", "1m", 60_000));
        subscriber.offer(update(3, "A", "1m", 120_000));
        outlet.drain();
        // Then
        assertThat(outlet.ids()).containsExactly("1-0", "2-0", "3-0");
    }

    @Test
    void whoLagsTooFarIsToldAndLetGo() {
        // Given
        outlet.full = true;
        // When
        for (int i = 1; i < 100 && hub.closed.isEmpty(); i++) {
            subscriber.offer(update(i, "S" + i, "1s", 0));
            assertThat(subscriber.queuedBytes()).isLessThan(2_200);
        }
        // Then
        assertThat(hub.closed).containsExactly(CloseReason.LAGGED);
        assertThat(outlet.written.getLast()).startsWith("event: lagged\n");
        assertThat(outlet.ended).isTrue();
    }

    @Test
    void whoTakesNothingForTooLongIsStalled() {
        // Given
        outlet.full = true;
        subscriber.offer(update(1, "A", "1s", 0));
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
        Subscriber returning = subscriber(Optional.of("1-0"));
        returning.open(new JsonObject());
        // When: the hub reads on between the question and the answer
        Update fourth = update(4, "A", "1s", 3_000);
        hub.log.add(fourth);
        hub.position = fourth.id();
        returning.offer(fourth);
        hub.answerAll();
        returning.offer(update(4, "A", "1s", 3_000));
        returning.offer(update(5, "A", "1s", 4_000));
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
        Subscriber returning = subscriber(Optional.of("1-0"));
        returning.open(new JsonObject());
        // When
        returning.reset("log_lost", Optional.empty());
        hub.answerAll();
        // Then
        assertThat(outlet.ids()).isEmpty();
        assertThat(outlet.written)
                .filteredOn(frame -> frame.startsWith("event: reset"))
                .hasSize(1);
        returning.offer(update(3, "A", "1s", 2_000));
        assertThat(outlet.ids()).containsExactly("3-0");
    }

    @Test
    void aLogThatCannotBeReadIsWaitedForAndReadOn() {
        // Given
        hub.log.addAll(List.of(update(1, "A", "1s", 0), update(2, "A", "1s", 1_000)));
        hub.position = new StreamId(2, 0);
        hub.connected = false;
        Subscriber returning = subscriber(Optional.of("1-0"));
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
        subscriber.reconnect();
        subscriber.offer(update(1, "A", "1s", 0));
        subscriber.close(CloseReason.CLIENT);
        // Then
        assertThat(outlet.written).hasSize(1).first().asString().startsWith("event: reconnect\n");
        assertThat(hub.closed).containsExactly(CloseReason.SHUTDOWN);
    }

    private static Update update(long id, String asset, String resolution, long time) {
        String data = "{\"series\":\"" + asset + ":x\",\"indicator\":\"x\",\"time\":" + time + ",\"resolution\":\""
                + resolution + "\"}";
        try {
            return Update.of(new StreamId(id, 0), asset, "x", data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A log in a list, whose answers come when the test says so. */
    private static final class FakeHub implements LogDesk {
        private final List<Update> log = new ArrayList<>();
        private final List<Runnable> questions = new ArrayList<>();
        private final List<CloseReason> closed = new ArrayList<>();
        private StreamId position = StreamId.START;
        private boolean connected = true;
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
        public String epoch() {
            return "e1";
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
        public void snapshot(StreamId id, Subscriber subscriber, Consumer<Iterator<Buffer>> then) {
            then.accept(Collections.emptyIterator());
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
                    .filter(frame -> frame.startsWith("id: "))
                    .map(frame -> frame.substring(4, frame.indexOf('\n')))
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
