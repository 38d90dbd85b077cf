package io.basiswatch.gateway.live;

import io.basiswatch.gateway.view.ViewReader;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Reads the live log to its end and waits there for more, for as long as the gateway runs.
 *
 * <p>It holds one connection. Where Redis goes away it comes back to it by itself, and continues after the last entry
 * that it has read; where that entry is no longer there, or the log is of another epoch, it says that the log was lost.
 */
final class LogFollower {
    /** What it finds; called on the hub's context only. */
    interface Listener {
        /** The log can be read; {@code end} is where reading continues. */
        void connected(StreamId end, Epoch epoch);

        /** The log cannot be read for the time being. */
        void disconnected(String reason);

        /** The log is another one, or has lost what we had read last; reading continues at {@code end}. */
        void lost(StreamId end, Epoch epoch);

        /** New entries, in order, and the last id of them. Nothing more is read until {@code then} was run. */
        void read(Page.Next page, Runnable then);
    }

    private static final Logger LOG = Logger.getLogger(LogFollower.class);
    private static final int ENTRIES_AT_ONCE = 1_000;
    private static final Duration WAIT = Duration.ofSeconds(2);
    /** An answer that takes longer than waiting may take comes from a connection that is dead. */
    private static final Duration PATIENCE = WAIT.plusSeconds(3);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Redis redis;
    private final UpdateLog log;
    private final Vertx vertx;
    private final Executor hub;
    private final Listener listener;

    private StreamId position = StreamId.START;
    private Epoch epoch = Epoch.NONE;
    private boolean started;
    private boolean stopped;
    private Duration pause = FIRST_PAUSE;

    LogFollower(Redis redis, UpdateLog log, Vertx vertx, Executor hub, Listener listener) {
        this.redis = redis;
        this.log = log;
        this.vertx = vertx;
        this.hub = hub;
        this.listener = listener;
    }

    /** Must be called on the hub's context. */
    void connect() {
        if (stopped) {
            return;
        }
        redis.connect()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .emitOn(hub)
                .subscribe()
                .with(this::orient, this::failed);
    }

    void stop() {
        stopped = true;
    }

    /** Finds out where to read on, before the first read on this connection. */
    private void orient(RedisConnection connection) {
        check().emitOn(hub)
                .subscribe()
                .with(
                        position -> {
                            pause = FIRST_PAUSE;
                            listener.connected(position, epoch);
                            readOn(connection);
                        },
                        failure -> failed(connection, failure));
    }

    private Uni<StreamId> check() {
        return log.epoch().emitOn(hub).flatMap(now -> {
            if (!started) {
                return log.extent().emitOn(hub).map(extent -> {
                    started = true;
                    epoch = now;
                    position = extent.last();
                    return position;
                });
            }
            if (isAnother(now)) {
                return startAnew("epoch " + now.text(), now);
            }
            return log.after(position, 1, epoch).emitOn(hub).flatMap(page -> switch (page) {
                case Page.Next next -> Uni.createFrom().item(position);
                case Page.Gone gone -> startAnew(gone.reason(), epoch);
            });
        });
    }

    /** A log without an epoch is one that is being made again: it is another one only once it has one. */
    private boolean isAnother(Epoch now) {
        return now.isKnown() && !now.equals(epoch);
    }

    private Uni<StreamId> startAnew(String reason, Epoch now) {
        return log.extent().emitOn(hub).map(extent -> {
            LOG.warnf("the live log was lost (%s); reading on at %s", reason, extent.last());
            epoch = now;
            position = extent.last();
            listener.lost(position, epoch);
            return position;
        });
    }

    private void readOn(RedisConnection connection) {
        if (stopped) {
            connection.closeAndForget();
            return;
        }
        Request next = ViewReader.request(
                "XREAD",
                "COUNT",
                Integer.toString(ENTRIES_AT_ONCE),
                "BLOCK",
                Long.toString(WAIT.toMillis()),
                "STREAMS",
                SeriesKeys.UPDATES,
                position.toString());
        // Entries of another log look like the next ones of this: only the epoch, asked after them, tells.
        connection
                .batch(List.of(next, ViewReader.request("GET", SeriesKeys.EPOCH)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .emitOn(hub)
                .subscribe()
                .with(answers -> taken(connection, answers), failure -> failed(connection, failure));
    }

    private void taken(RedisConnection connection, List<Response> answers) {
        Epoch now = UpdateLog.epoch(Optional.ofNullable(answers.get(1)));
        if (answers.get(0) == null || isAnother(now)) {
            // Nothing new for a while, or another log: see whether it is still the one that we know.
            check().emitOn(hub)
                    .subscribe()
                    .with(position -> readOn(connection), failure -> failed(connection, failure));
            return;
        }
        Page.Next page = UpdateLog.read(answers.get(0), position, epoch);
        position = page.last();
        listener.read(page, () -> readOn(connection));
    }

    private void failed(RedisConnection connection, Throwable failure) {
        connection.closeAndForget();
        failed(failure);
    }

    private void failed(Throwable failure) {
        if (stopped) {
            return;
        }
        listener.disconnected(failure.getMessage());
        vertx.setTimer(pause.toMillis(), timer -> hub.execute(this::connect));
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
