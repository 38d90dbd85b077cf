package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.view.ViewReader;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Windows in Redis, shared by all gateways. What is asked for in one go is sent in one round trip.
 *
 * <p>Where Redis does not answer, this gateway grants its own share, and tries Redis again after a second.
 */
final class RedisWindows implements Windows {
    /** Of the keys; what is behind it is a {@link Subject}. */
    static final String PREFIX = "gateway:quota:";

    private static final Logger LOG = Logger.getLogger(RedisWindows.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private record Waiting(Ask ask, Consumer<Lease> then) {}

    private final Redis redis;
    private final Executor later;
    private final LongSupplier nanos;
    private final IntSupplier gateways;
    private final LocalWindows local;
    private List<Waiting> outbox = new ArrayList<>();
    private boolean away;
    private long awayUntil;

    /**
     * @param later runs what it gets soon, after what is being done now
     * @param nanos a clock that never goes back
     * @param gateways how many share the windows, as far as is known, 1 or more
     */
    RedisWindows(Redis redis, Executor later, LongSupplier nanos, IntSupplier gateways) {
        this.redis = redis;
        this.later = later;
        this.nanos = nanos;
        this.gateways = gateways;
        this.local = new LocalWindows(nanos);
    }

    @Override
    public void lease(Ask ask, Consumer<Lease> then) {
        boolean first;
        synchronized (this) {
            if (away && nanos.getAsLong() - awayUntil < 0) {
                first = false;
            } else {
                first = outbox.isEmpty();
                outbox.add(new Waiting(ask, then));
                if (!first) {
                    return;
                }
            }
        }
        if (first) {
            later.execute(this::send);
        } else {
            local.lease(Window.share(ask, gateways.getAsInt()), then);
        }
    }

    /** Whether this gateway counts alone. */
    synchronized boolean isAway() {
        return away;
    }

    private void send() {
        List<Waiting> sent;
        synchronized (this) {
            sent = outbox;
            outbox = new ArrayList<>();
        }
        List<Request> requests = sent.stream().map(each -> request(each.ask())).toList();
        redis.batch(requests)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(answers -> answered(sent, answers), failure -> failed(sent, failure));
    }

    private static Request request(Ask ask) {
        List<String> words = new ArrayList<>(List.of(
                Scripts.LEASE,
                "1",
                PREFIX + ask.subject(),
                Integer.toString(ask.quota()),
                Integer.toString(ask.want())));
        ask.returned().forEach((slot, count) -> {
            words.add(slot.toString());
            words.add(count.toString());
        });
        return ViewReader.request("EVAL", words.toArray(String[]::new));
    }

    private void answered(List<Waiting> sent, List<Response> answers) {
        synchronized (this) {
            if (away) {
                LOG.info("quotas are counted by all gateways together again");
                local.clear();
            }
            away = false;
        }
        for (int i = 0; i < sent.size(); i++) {
            sent.get(i).then().accept(lease(answers.get(i)));
        }
    }

    private static Lease lease(Response answer) {
        return new Lease(
                answer.get(0).toInteger(),
                answer.get(1).toLong(),
                answer.get(2).toLong(),
                answer.get(3).toLong(),
                answer.get(4).toLong());
    }

    private void failed(List<Waiting> sent, Throwable failure) {
        synchronized (this) {
            if (!away) {
                LOG.warnf(
                        "Redis does not answer: this gateway grants its own share of quotas: %s", failure.getMessage());
            }
            away = true;
            awayUntil = nanos.getAsLong() + PAUSE_NANOS;
        }
        int share = gateways.getAsInt();
        sent.forEach(each -> local.lease(Window.share(each.ask(), share), each.then()));
    }
}
