package io.basiswatch.indicator.store;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends commands to Redis and waits: the writer works strictly in order. */
final class RedisLink {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Redis redis;

    RedisLink(Redis redis) {
        this.redis = redis;
    }

    /** All of them in one pipeline, in order. */
    List<Response> pipeline(List<Request> commands) {
        return commands.isEmpty() ? List.of() : await(redis.batch(commands));
    }

    Response send(Request command) {
        return await(redis.send(command));
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
