package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.FakeVenue;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way from what a venue lists to what is subscribed to, against a venue on loopback. */
class MetadataTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String SPOT =
            "{\"symbol\":\"BTCUSDT\",\"baseCoin\":\"BTC\",\"quoteCoin\":\"USDT\"," + "\"status\":\"Trading\"}";

    private final FakeVenue venue = new FakeVenue().withoutAnswers();
    private final Vertx vertx = Vertx.vertx();

    private void start(Duration refresh) {
        Map<StreamKind, Duration> silence = new EnumMap<>(StreamKind.class);
        for (StreamKind kind : StreamKind.values()) {
            silence.put(kind, LONG);
        }
        FeedPolicy policy = new FeedPolicy(
                silence, Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(5), 1 << 20, refresh);
        FeedEngine engine = new FeedEngine(new FeedEngine.Wiring(
                Set.of("BTC"),
                policy,
                TimeSource.of(Clock.systemUTC()),
                new ReceiveClock(TimeSource.of(Clock.systemUTC())),
                RandomGeneratorFactory.of("L64X128MixRandom").create(7),
                (name, line) -> {},
                tick -> {},
                rejected -> {},
                () -> false,
                new SimpleMeterRegistry()));
        vertx.deployVerticle(engine).toCompletionStage().toCompletableFuture().join();
        VenueSettings settings = new VenueSettings(venue.wsUrl(), venue.restUrl(), Map.of());
        engine.loop()
                .execute(() -> engine.follow(new FeedEngine.Order(
                        Venue.of("bybit"), settings, Slice.WHOLE, OptionalLong.empty(), event -> {})));
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        venue.close();
    }

    private static String perpetual(String symbol, String quote) {
        return "{\"symbol\":\"" + symbol
                + "\",\"contractType\":\"LinearPerpetual\",\"status\":\"Trading\",\"baseCoin\":"
                + "\"BTC\",\"quoteCoin\":\"" + quote + "\",\"deliveryTime\":\"0\",\"settleCoin\":\"" + quote + "\"}";
    }

    private static String page(String category, String rows, String next) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"" + category + "\",\"list\":[" + rows
                + "],\"nextPageCursor\":\"" + next + "\"},\"time\":1672712495660}";
    }

    /** Answers the next question, which must end like this. */
    private void answer(String question, String answer) throws InterruptedException {
        HttpServerRequest asked = question("instruments-info");
        assertThat(asked.uri()).endsWith(question);
        venue.run(() -> asked.response().end(answer));
    }

    /** The next question about something; others are polls, which nobody answers here. */
    private HttpServerRequest question(String about) throws InterruptedException {
        HttpServerRequest asked = venue.question();
        while (!asked.uri().contains(about)) {
            asked = venue.question();
        }
        return asked;
    }

    private List<String> connections(int count) throws InterruptedException {
        List<String> uris = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerWebSocket socket = venue.connection();
            uris.add(socket.uri());
        }
        return uris;
    }

    @Test
    void aPairAndAPerpetualOfOneNameAreBothSubscribedTo() throws InterruptedException {
        // When
        start(LONG);
        answer("category=spot", page("spot", SPOT, ""));
        answer("category=linear", page("linear", perpetual("BTCUSDT", "USDT"), ""));
        answer("category=inverse", page("inverse", "", ""));
        // Then: each has a connection, and one more for its book
        assertThat(connections(4))
                .containsExactlyInAnyOrder(
                        "/v5/public/spot", "/v5/public/spot", "/v5/public/linear", "/v5/public/linear");
    }

    @Test
    void theNextPageIsAskedForBeforeAnythingIsSubscribedTo() throws InterruptedException {
        // When
        start(LONG);
        answer("category=spot", page("spot", "", ""));
        answer("category=linear", page("linear", perpetual("BTCUSDT", "USDT"), "two"));
        answer("category=linear&cursor=two", page("linear", perpetual("BTCPERP", "USDC"), ""));
        answer("category=inverse", page("inverse", "", ""));
        // Then: what is polled shows what is followed
        assertThat(List.of(question("funding").uri(), question("funding").uri()))
                .satisfiesExactlyInAnyOrder(
                        uri -> assertThat(uri).endsWith("symbol=BTCUSDT"),
                        uri -> assertThat(uri).endsWith("symbol=BTCPERP"));
    }

    @Test
    void anErrorWithStatus200ClosesNoConnection() throws InterruptedException {
        // Given
        start(Duration.ofMillis(50));
        answer("category=spot", page("spot", SPOT, ""));
        answer("category=linear", page("linear", perpetual("BTCUSDT", "USDT"), ""));
        answer("category=inverse", page("inverse", "", ""));
        List<ServerWebSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sockets.add(venue.connection());
        }
        // When: the next round of questions is refused in part
        answer("category=spot", page("spot", SPOT, ""));
        answer("category=linear", "{\"retCode\":10006,\"retMsg\":\"Too many visits!\",\"result\":{}}");
        answer("category=inverse", page("inverse", "", ""));
        answer("category=spot", page("spot", SPOT, ""));
        // Then
        List<Boolean> closed = new ArrayList<>();
        venue.run(() -> sockets.forEach(socket -> closed.add(socket.isClosed())));
        assertThat(closed).containsExactly(false, false, false, false);
    }
}
