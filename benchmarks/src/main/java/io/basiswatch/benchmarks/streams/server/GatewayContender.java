package io.basiswatch.benchmarks.streams.server;

import io.basiswatch.benchmarks.stack.RedisConnection;
import io.basiswatch.benchmarks.streams.client.StreamRequest;
import io.basiswatch.model.series.SeriesKeys;
import java.io.IOException;
import java.util.List;

/** Our gateway, with a key, a filter and ids, fed through Redis as the indicator service feeds it. */
public final class GatewayContender implements Contender {
    private static final String ABOUT_ENTRIES = "100000";

    private final Gateway gateway;
    private final RedisConnection redis;
    private final String path;

    /** @param path of the stream, with its filter */
    public GatewayContender(Gateway gateway, Stores stores, String path) throws IOException {
        this.gateway = gateway;
        this.redis = stores.redis();
        this.path = path;
    }

    /** Appends to the live log what the indicator service appends. */
    public static void append(RedisConnection redis, PublishedEvent event) throws IOException {
        List<String> id = redis.ask(
                "XADD",
                SeriesKeys.UPDATES,
                "MAXLEN",
                "~",
                ABOUT_ENTRIES,
                "*",
                "a",
                event.asset(),
                "i",
                event.indicator(),
                "d",
                event.data());
        if (id.size() != 1) {
            throw new IOException("not appended: " + id);
        }
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public StreamRequest request() {
        try {
            return StreamRequest.of(gateway.place().port(), path, gateway.headers());
        } catch (IOException e) {
            throw new IllegalStateException("there is no key", e);
        }
    }

    @Override
    public void publish(PublishedEvent event) throws IOException {
        append(redis, event);
    }

    @Override
    public long pid() {
        return gateway.program().pid();
    }

    @Override
    public boolean isJvm() {
        return true;
    }

    @Override
    public void close() throws IOException {
        redis.close();
        gateway.close();
    }
}
