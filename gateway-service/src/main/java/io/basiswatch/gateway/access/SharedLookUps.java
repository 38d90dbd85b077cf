package io.basiswatch.gateway.access;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Look-ups of keys that are on their way: whoever asks for the same key meanwhile waits for the same answer, or fails with
 * it. So a gateway that has just started asks once for a key that thousands of clients share.
 *
 * <p>Only those that nothing was told between are joined: an answer may be older than a change, and who asks after the
 * change must not get it. Nothing is kept once the answer is there. For any number of threads.
 */
final class SharedLookUps {
    private final ConcurrentHashMap<Question, Uni<Optional<StoredKey>>> underWay = new ConcurrentHashMap<>();

    /**
     * What is asked.
     *
     * @param id of which key
     * @param changes how many changes were told before
     */
    record Question(String id, long changes) {}

    /**
     * The answer, which comes on the caller's own Vert.x context, whoever else waits for it.
     *
     * @param work looks up, should nobody do it already; must end by itself
     * @param patience how long this caller waits; the look-up itself goes on for the others
     */
    Uni<Optional<StoredKey>> join(Question question, Supplier<Uni<Optional<StoredKey>>> work, Duration patience) {
        // Deferred, so that there is no entry for what is never subscribed to and would never end.
        return Uni.createFrom()
                .deferred(() -> underWay.computeIfAbsent(question, asked -> shared(asked, work))
                        .ifNoItem()
                        .after(patience)
                        .fail()
                        .emitOn(callersContext()));
    }

    private Uni<Optional<StoredKey>> shared(Question question, Supplier<Uni<Optional<StoredKey>>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(() -> underWay.remove(question))
                .memoize()
                .indefinitely();
    }

    private static Executor callersContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : command -> context.runOnContext(nothing -> command.run());
    }

    /** How many there are. */
    int size() {
        return underWay.size();
    }
}
