package io.basiswatch.indicator.store;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends commands to Redis and waits: the writer works strictly in order. */
final class RedisLink {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Redis redis;
    /** Whether it is a cluster; empty until it was asked. */
    private volatile Optional<Boolean> cluster = Optional.empty();

    RedisLink(Redis redis) {
        this.redis = redis;
    }

    /** All of them in one pipeline, in order; in a cluster their keys must share a slot. */
    List<Response> pipeline(List<Request> commands) {
        return commands.isEmpty() ? List.of() : await(redis.batch(commands));
    }

    /**
     * All groups, each of keys that share a slot, in as few pipelines as the server allows. The commands must be such that
     * doing them again changes nothing. Points that are older than the server keeps them are passed over.
     */
    void pipelines(Collection<List<Request>> groups) {
        if (isCluster()) {
            groups.forEach(this::written);
            return;
        }
        List<Request> all = new ArrayList<>();
        groups.forEach(all::addAll);
        written(all);
    }

    private void written(List<Request> commands) {
        try {
            pipeline(commands);
        } catch (StoreException e) {
            if (!isTooOld(e)) {
                throw e;
            }
            // Of a pipeline only the first failure is known: one by one, each tells its own.
            commands.forEach(this::writtenAlone);
        }
    }

    private void writtenAlone(Request command) {
        try {
            send(command);
        } catch (StoreException e) {
            if (!isTooOld(e)) {
                throw e;
            }
        }
    }

    private static boolean isTooOld(StoreException e) {
        return e.getMessage().contains("older than retention");
    }

    private boolean isCluster() {
        if (cluster.isEmpty()) {
            Response facts = send(Request.cmd(Command.INFO).arg("cluster"));
            cluster = Optional.of(facts.toString().contains("cluster_enabled:1"));
        }
        return cluster.get();
    }

    Response send(Request command) {
        return await(redis.send(command));
    }

    /** The answer's text; empty where there is none. */
    Optional<String> text(Request command) {
        return Optional.ofNullable(send(command)).map(Response::toString);
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StoreException("Redis: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new StoreException("Redis has not answered within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }
}
