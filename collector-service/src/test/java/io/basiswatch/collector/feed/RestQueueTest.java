package io.basiswatch.collector.feed;

import static io.basiswatch.collector.Conditions.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.FakeVenue;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The queue before a venue that answers when a test says so. */
class RestQueueTest {
    private static final int AT_ONCE = 4;

    private final FakeVenue venue = new FakeVenue().withoutAnswers();
    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final AtomicLong now = new AtomicLong(1);
    private final Network network = new VertxNetwork(
            vertx,
            new TimeSource() {
                @Override
                public long wall() {
                    return now.get();
                }

                @Override
                public long monotonic() {
                    return now.get();
                }
            },
            1 << 20);
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final List<RestQueue> queues = new ArrayList<>();

    private RestQueue queue(RestLimits limits) {
        RestQueue queue = new RestQueue(network, Duration.ofSeconds(20), limits);
        queues.add(queue);
        return queue;
    }

    private RestQueue queue() {
        return queue(RestLimits.requests(1_000, Duration.ofMinutes(1)));
    }

    /** Asks, and waits until the question is in the queue. */
    private void ask(RestQueue queue, RestQueue.Urgency urgency, String path) {
        onLoop(() -> queue.ask(urgency, venue.restUrl() + path, body -> answered.add(path), failed::add));
    }

    private void onLoop(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.runOnContext(nothing -> {
            task.run();
            done.complete(null);
        });
        done.join();
    }

    private void answer(HttpServerRequest question, int status) {
        venue.run(() -> question.response().setStatusCode(status).end("[]"));
    }

    private static void awaitSize(List<String> list, int size) {
        await(() -> size + " entries, there are " + list, () -> list.size() >= size);
    }

    @AfterEach
    void stop() {
        onLoop(() -> queues.forEach(RestQueue::stop));
        vertx.close().toCompletionStage().toCompletableFuture().join();
        venue.close();
    }

    @Test
    void asksFewAtOnceAndTheMoreUrgentFirst() throws InterruptedException {
        // Given: as many polls as may be on their way, and more of everything behind them
        RestQueue queue = queue();
        for (int i = 0; i < AT_ONCE; i++) {
            ask(queue, RestQueue.Urgency.POLL, "/first/" + i);
        }
        List<HttpServerRequest> first = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            first.add(venue.question());
        }
        ask(queue, RestQueue.Urgency.POLL, "/poll");
        ask(queue, RestQueue.Urgency.SNAPSHOT, "/snapshot");
        ask(queue, RestQueue.Urgency.METADATA, "/metadata");

        // When
        List<String> order = new ArrayList<>();
        for (HttpServerRequest question : first.subList(0, 3)) {
            answer(question, 200);
            order.add(venue.question().path());
        }

        // Then
        assertThat(order).containsExactly("/metadata", "/snapshot", "/poll");
    }

    @Test
    void asksTheSameQuestionOnlyOnceAtATime() throws InterruptedException {
        // Given
        RestQueue queue = queue();
        ask(queue, RestQueue.Urgency.SNAPSHOT, "/depth");
        ask(queue, RestQueue.Urgency.SNAPSHOT, "/depth");
        ask(queue, RestQueue.Urgency.SNAPSHOT, "/other");
        HttpServerRequest first = venue.question();
        assertThat(List.of(first.path(), venue.question().path())).containsExactlyInAnyOrder("/depth", "/other");

        // When
        answer(first, 200);
        awaitSize(answered, 1);
        ask(queue, RestQueue.Urgency.SNAPSHOT, answered.getFirst());

        // Then
        assertThat(venue.question().path()).isEqualTo(answered.getFirst());
    }

    @Test
    void aPollGoesOnThoughItsQuestionWasOnItsWayForSomebodyElse() throws InterruptedException {
        // Given
        RestQueue queue = queue();
        ask(queue, RestQueue.Urgency.SNAPSHOT, "/depth");
        HttpServerRequest snapshot = venue.question();

        // When
        ask(queue, RestQueue.Urgency.POLL, "/depth");
        awaitSize(failed, 1);
        answer(snapshot, 200);
        awaitSize(answered, 1);
        ask(queue, RestQueue.Urgency.POLL, "/depth");

        // Then
        assertThat(venue.question().path()).isEqualTo("/depth");
    }

    @Test
    void nothingGoesOutWhileARefusalLasts() throws InterruptedException {
        // Given
        RestQueue queue = queue();
        ask(queue, RestQueue.Urgency.SNAPSHOT, "/depth");
        HttpServerRequest refused = venue.question();

        // When: the venue wants a second of peace, and our time does not pass
        venue.run(() -> refused.response()
                .setStatusCode(429)
                .putHeader("Retry-After", "1")
                .end());
        awaitSize(failed, 1);
        ask(queue, RestQueue.Urgency.METADATA, "/metadata");
        now.addAndGet(1_000_000);

        // Then
        assertThat(failed.getFirst()).endsWith("/depth answered 429");
        assertThat(venue.question().path()).isEqualTo("/metadata");
    }

    @Test
    void theVenuesOwnCountHoldsTheNextRequestBack() throws InterruptedException {
        // Given
        RestLimits limits = new RestLimits(
                100, Duration.ofSeconds(1), url -> 1, Optional.of(new RestLimits.Header("X-Used", false)));
        RestQueue queue = queue(limits);
        ask(queue, RestQueue.Urgency.SNAPSHOT, "/one");
        HttpServerRequest one = venue.question();

        // When: others behind our address have used up the limit
        venue.run(() -> one.response().putHeader("X-Used", "100").end("[]"));
        awaitSize(answered, 1);
        ask(queue, RestQueue.Urgency.SNAPSHOT, "/two");
        now.addAndGet(1_125_001);

        // Then
        assertThat(venue.question().path()).isEqualTo("/two");
    }

    @Test
    void aPollIsAskedAgainAfterItsAnswerAndAfterAFailure() throws InterruptedException {
        // Given
        List<String> bodies = new CopyOnWriteArrayList<>();
        PollRound round = new PollRound(network, queue(), (url, body) -> bodies.add(url), failed::add);
        Poll poll = new Poll(venue.restUrl() + "/openInterest", Duration.ofMillis(1));
        onLoop(() -> round.follow(List.of(poll)));

        // When
        answer(venue.question(), 200);
        answer(venue.question(), 404);
        HttpServerRequest third = venue.question();

        // Then
        assertThat(bodies).hasSize(1);
        assertThat(failed).hasSize(1);
        assertThat(third.path()).isEqualTo("/openInterest");
    }

    @Test
    void aListThatIsFollowedAnewGoesOnWithTheRoundsThatItHas() throws InterruptedException {
        // Given
        PollRound round = new PollRound(network, queue(), (url, body) -> answered.add(url), failed::add);
        String url = venue.restUrl() + "/openInterest";
        onLoop(() -> round.follow(List.of(new Poll(url, Duration.ofMillis(1)))));
        HttpServerRequest first = venue.question();

        // When
        onLoop(() -> round.follow(List.of(new Poll(url, Duration.ofMillis(1)))));
        answer(first, 200);
        answer(venue.question(), 200);

        // Then
        assertThat(venue.question().path()).isEqualTo("/openInterest");
        assertThat(answered).hasSize(2);
    }
}
