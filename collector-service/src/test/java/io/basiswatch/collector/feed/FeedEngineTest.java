package io.basiswatch.collector.feed;

import static io.basiswatch.collector.Conditions.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.CapturedFrames;
import io.basiswatch.collector.FakeVenue;
import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CaptureWriter;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.capture.Recorder;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine against a venue on loopback that misbehaves as venues do. */
class FeedEngineTest {
    private static final Venue SPOT = Venue.of("binance-spot");
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    private final FakeVenue venue = new FakeVenue();
    private final Vertx vertx = Vertx.vertx();
    private final List<MarketEvent> events = new CopyOnWriteArrayList<>();
    private final List<Long> ticks = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private volatile boolean congested;

    private String start(Duration silenceOfQuotes) {
        return start(silenceOfQuotes, (name, line) -> {});
    }

    private String start(Duration silenceOfQuotes, BiConsumer<Venue, CapturedLine> recorder) {
        FeedPolicy policy = new FeedPolicy(
                Map.of(
                        StreamKind.QUOTES,
                        silenceOfQuotes,
                        StreamKind.TRADES,
                        LONG,
                        StreamKind.MARKS,
                        LONG,
                        StreamKind.DEPTH,
                        LONG),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                64 << 20,
                LONG);
        FeedEngine engine = new FeedEngine(new FeedEngine.Wiring(
                Set.of("ETH"),
                policy,
                TimeSource.of(Clock.systemUTC()),
                new ReceiveClock(TimeSource.of(Clock.systemUTC())),
                RandomGeneratorFactory.of("L64X128MixRandom").create(7),
                recorder,
                ticks::add,
                rejected -> {},
                () -> congested,
                metrics));
        String deployment = vertx.deployVerticle(engine)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        VenueSettings settings = new VenueSettings(venue.wsUrl(), venue.restUrl(), Map.of());
        engine.loop()
                .execute(() -> engine.follow(
                        new FeedEngine.Order(SPOT, settings, Slice.WHOLE, OptionalLong.empty(), events::add)));
        return deployment;
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        venue.close();
    }

    private void send(ServerWebSocket to, List<String> frames) {
        venue.run(() -> frames.forEach(to::writeTextMessage));
    }

    private <T extends MarketEvent> List<T> of(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void awaitEvents(int count) {
        await(() -> count + " events, there are " + events, () -> events.size() >= count);
    }

    private static long trades(List<String> frames) {
        return frames.stream().filter(frame -> frame.contains("@trade")).count();
    }

    private static List<String> quotesAndTrades(int from, int to) {
        return CapturedFrames.spot(from, to).stream()
                .filter(frame -> !frame.contains("@depth"))
                .toList();
    }

    @Test
    void theStreamsOfTheListedInstrumentsAreNamedInTheAddress() throws InterruptedException {
        // When
        start(LONG);
        ServerWebSocket connection = venue.connection();

        // Then
        assertThat(connection.uri()).isEqualTo("/stream?streams=ethusdt@bookTicker/ethusdt@trade");
    }

    @Test
    void aDroppedConnectionMakesGapsAndComesBack() throws InterruptedException {
        // Given
        List<String> frames = quotesAndTrades(0, 200);
        assertThat(trades(frames)).isPositive();
        start(LONG);
        ServerWebSocket first = venue.connection();
        send(first, frames);
        // One listing for each of ETH's pairs, and a gap before the first of each stream.
        awaitEvents(frames.size() + 4);

        // When
        venue.run(first::close);
        ServerWebSocket second = venue.connection();
        List<String> more = quotesAndTrades(200, 210);
        send(second, more);
        awaitEvents(frames.size() + more.size() + 6);

        // Then
        assertThat(of(FeedGap.class).subList(0, 2)).allMatch(gap -> gap.reason().equals("the collector started"));
        assertThat(of(FeedGap.class).subList(2, 4))
                .allMatch(gap -> gap.reason().startsWith("connection lost"))
                .extracting(gap -> gap.instrument() + " " + gap.stream())
                .containsExactlyInAnyOrder("binance-spot:ETH-USDT bookTicker", "binance-spot:ETH-USDT trade");
        assertThat(events).extracting(MarketEvent::receivedTime).isSorted();
        assertThat(metrics.counter(
                                "basiswatch_reconnects", "venue", "binance-spot", "stream", "market", "reason", "lost")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aStreamThatFallsSilentMakesUsReconnectThoughTheSocketIsOpen() throws InterruptedException {
        // Given
        start(Duration.ofMillis(300));
        ServerWebSocket first = venue.connection();
        send(first, quotesAndTrades(0, 50));

        // When: nothing more comes
        venue.connection();

        // Then
        await(
                () -> "a gap, there is " + of(FeedGap.class),
                () -> of(FeedGap.class).size() >= 4);
        assertThat(of(FeedGap.class).getLast().reason()).startsWith("no bookTicker of binance-spot:ETH-USDT for");
    }

    @Test
    void aVenueThatRefusesIsAskedAgain() throws InterruptedException {
        // Given
        venue.withoutAnswers();
        start(LONG);
        HttpServerRequest first = venue.question();
        venue.run(() -> first.response()
                .setStatusCode(429)
                .putHeader("Retry-After", "0")
                .end("{\"code\":-1003}"));

        // When
        HttpServerRequest second = venue.question();
        venue.run(() -> second.response().end(FakeVenue.EXCHANGE_INFO));

        // Then
        assertThat(second.uri()).isEqualTo("/api/v3/exchangeInfo");
        assertThat(venue.connection().uri()).contains("ethusdt@bookTicker");
    }

    @Test
    void anUnreadableListOfInstrumentsIsAskedForAgain() throws InterruptedException {
        // Given
        venue.withoutAnswers();
        start(LONG);
        HttpServerRequest first = venue.question();
        venue.run(() -> first.response().end("{\"symbols\":[{\"symbol\""));

        // When
        HttpServerRequest second = venue.question();
        venue.run(() -> second.response().end(FakeVenue.EXCHANGE_INFO));

        // Then
        assertThat(venue.connection().uri()).contains("ethusdt@bookTicker");
    }

    @Test
    void aFrameThatCannotBeReadIsCountedAndEndsNothing() throws InterruptedException {
        // Given
        List<String> frames = quotesAndTrades(0, 20);
        start(LONG);
        ServerWebSocket connection = venue.connection();

        // When
        send(connection, List.of("nonsense", "{\"e\":\"bookTicker\"}"));
        send(connection, frames);
        awaitEvents(frames.size() + 3);

        // Then
        assertThat(metrics.counter("basiswatch_frames_rejected", "venue", "binance-spot", "stream", "market")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aMessageOfTwelveMegabytesInManyFramesIsOneMessage() throws InterruptedException {
        // Given
        start(LONG);
        ServerWebSocket connection = venue.connection();
        String big = "{\"lastUpdateId\":1,\"bids\":[" + "[\"1.00\",\"2.00\"],".repeat(800_000) + "[\"1\",\"2\"]]}";
        List<String> frames = quotesAndTrades(0, 20);

        // When
        venue.run(() -> connection.writeTextMessage(big));
        send(connection, frames);
        awaitEvents(frames.size() + 3);

        // Then
        assertThat(metrics.counter(
                                "basiswatch_frames", "venue", "binance-spot", "stream", "market", "outcome", "unused")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whenTheLogTakesNothingWeStopReadingAndSaySo() throws InterruptedException {
        // Given
        start(LONG);
        ServerWebSocket first = venue.connection();
        List<String> frames = quotesAndTrades(0, 50);
        send(first, frames);
        awaitEvents(frames.size() + 3);

        // When
        congested = true;
        await(
                () -> "a gap, there is " + of(FeedGap.class),
                () -> of(FeedGap.class).stream()
                        .anyMatch(gap -> gap.reason().contains("the log does not take events")));
        congested = false;
        ServerWebSocket second = venue.connection();

        // Then
        int before = events.size();
        send(second, quotesAndTrades(50, 60));
        awaitEvents(before + 5);
    }

    @Test
    void ticksComeEachSecondWithStampsOfTheirOwn() {
        // When
        start(LONG);
        await(() -> "two ticks, there are " + ticks, () -> ticks.size() >= 2);

        // Then
        assertThat(ticks.get(1) - ticks.get(0)).isPositive();
    }

    @Test
    void aReplayOfTheRecordingGivesTheSameEvents() throws InterruptedException, IOException {
        // Given: a session with a lost connection
        String deployment;
        try (Recorder recorder = new Recorder(directory, Clock.systemUTC())) {
            deployment = start(LONG, recorder::record);
            ServerWebSocket first = venue.connection();
            send(first, quotesAndTrades(0, 300));
            awaitEvents(300 - 40);
            venue.run(first::close);
            ServerWebSocket second = venue.connection();
            int before = events.size();
            send(second, quotesAndTrades(300, 600));
            awaitEvents(before + 200);
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
        }

        // When
        List<MarketEvent> replayed = replay(CaptureWriter.file(directory, SPOT));

        // Then
        assertThat(of(FeedGap.class)).hasSizeGreaterThanOrEqualTo(6);
        assertThat(withoutOrigin(replayed)).isEqualTo(withoutOrigin(events));
    }

    private static List<MarketEvent> replay(Path file) throws IOException {
        FeedSession session = new FeedSession(VenueFeeds.of(SPOT).orElseThrow(), "ETH"::equals);
        List<MarketEvent> out = new ArrayList<>();
        try (CaptureReader lines = CaptureReader.open(file)) {
            while (lines.hasNext()) {
                switch (lines.next()) {
                    case CapturedLine.Received(Frame frame) -> session.frame(frame, out::add);
                    case CapturedLine.Connected connected ->
                        session.connected(connected.connection(), connected.first());
                    case CapturedLine.Closed closed ->
                        session.closed(
                                closed.connection(), closed.receivedTime(), Origin.REPLAY, closed.reason(), out::add);
                    case CapturedLine.Sent sent -> assertThat(sent.payload()).isNotEmpty();
                    case CapturedLine.Turn turn -> session.turn(turn, Origin.REPLAY, out::add);
                    case CapturedLine.Unreadable unreadable -> throw new AssertionError(unreadable);
                }
            }
        }
        return out;
    }

    private static List<String> withoutOrigin(List<MarketEvent> events) {
        return events.stream()
                .map(event -> event.toString().replace("origin=LIVE", "").replace("origin=REPLAY", ""))
                .toList();
    }
}
