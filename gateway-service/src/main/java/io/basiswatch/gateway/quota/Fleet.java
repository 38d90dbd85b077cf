package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.view.ViewReader;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.UUID;

/** The gateways that are alive, as far as Redis knows them: what they count together is counted by this list. */
final class Fleet {
    /** A sorted set: gateways by when they stop counting as alive, milliseconds. */
    static final String KEY = "gateway:alive";

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long ALIVE_MILLIS = 10_000;

    private final Redis redis;
    private final String id = UUID.randomUUID().toString();
    private volatile int size = 1;
    private volatile boolean seen;

    Fleet(Redis redis) {
        this.redis = redis;
    }

    /** Of this gateway, another one after each start. */
    String id() {
        return id;
    }

    /** How many gateways there are, as far as is known, 1 or more. */
    int size() {
        return size;
    }

    /** To be called every few seconds; {@code forgotten} runs where Redis has lost what this gateway had told it. */
    void beat(Runnable forgotten) {
        redis.send(ViewReader.request("EVAL", Scripts.ALIVE, "1", KEY, id, Long.toString(ALIVE_MILLIS)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(answer -> alive(answer, forgotten), failure -> {
                    // What counts shared things says it in the log; the size stays what it was.
                });
    }

    private void alive(Response answer, Runnable forgotten) {
        size = Math.max(1, answer.get(0).toInteger());
        boolean known = answer.get(1).toInteger() == 1;
        if (seen && !known) {
            forgotten.run();
        }
        seen = true;
    }

    void leave() {
        redis.send(ViewReader.request("ZREM", KEY, id)).subscribe().with(done -> {}, failure -> {});
    }
}
