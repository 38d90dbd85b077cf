package io.basiswatch.gateway.access;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.hibernate.JDBCException;

/**
 * Sessions with the tables of keys: the one place that gives them the context that they need.
 *
 * <p>A session lives on a Vert.x context that nobody else uses, and callers come from everywhere: requests, the admin plane
 * with an event loop of its own, timers, threads without any. So each piece of work gets a fresh duplicated context, and
 * its result comes back on the caller's. Work inside of work shares its session and its transaction.
 */
@ApplicationScoped
public class KeyDatabase {
    private static final String MARK = KeyDatabase.class.getName();

    private final Vertx vertx;
    /** For callers that are not on an event loop of the gateway's. */
    private final Context own;

    KeyDatabase(Vertx vertx) {
        this.vertx = vertx;
        this.own = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Runs {@code work} in a session. */
    <T> Uni<T> read(Supplier<Uni<T>> work) {
        return inside(() -> Panache.withSession(work));
    }

    /** Runs {@code work} in a transaction, which is rolled back where it fails; fails as the database or the work says. */
    public <T> Uni<T> change(Supplier<Uni<T>> work) {
        return inside(() -> Panache.withTransaction(work));
    }

    private <T> Uni<T> inside(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            return isOurs(caller) ? work.get() : apart(work, caller);
        });
    }

    private static boolean isOurs(Context context) {
        return context != null
                && VertxContext.isDuplicatedContext(context)
                && Boolean.TRUE.equals(context.getLocal(MARK));
    }

    private <T> Uni<T> apart(Supplier<Uni<T>> work, Context caller) {
        boolean sameLoop = caller != null && caller.owner() == vertx && caller.isEventLoopContext();
        Context fresh = VertxContext.createNewDuplicatedContext(sameLoop ? VertxContext.getRootContext(caller) : own);
        VertxContextSafetyToggle.setContextSafe(fresh, true);
        fresh.putLocal(MARK, true);
        Executor back = caller == null ? Runnable::run : result -> caller.runOnContext(nothing -> result.run());
        return Uni.createFrom()
                .<T>emitter(emitter -> fresh.runOnContext(nothing -> Uni.createFrom()
                        .deferred(work::get)
                        .subscribe()
                        .with(emitter::complete, failure -> emitter.fail(plain(failure)))))
                .emitOn(back);
    }

    /** Whether PostgreSQL has answered, and said no; else it was not there to answer. */
    public static boolean isAnswer(Throwable failure) {
        return failure instanceof PgException || failure instanceof JDBCException;
    }

    /** Without what completion stages wrap around it. */
    private static Throwable plain(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
