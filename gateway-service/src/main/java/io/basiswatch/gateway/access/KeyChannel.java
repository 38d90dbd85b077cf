package io.basiswatch.gateway.access;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Listens to what PostgreSQL tells of changed keys, on one connection of its own out of the pool, so that a revocation
 * reaches every gateway within a moment. A connection that ends or says nothing is replaced; what was missed meanwhile is
 * asked for, and nothing that is remembered is believed until it was asked again.
 */
@ApplicationScoped
class KeyChannel {
    private static final Logger LOG = Logger.getLogger(KeyChannel.class);
    private static final String NAME = "gateway_api_key";
    private static final Pattern TOLD =
            Pattern.compile("(?<id>[0-9A-Za-z]{10}) (?<what>revoked|changed|ends)(?: (?<end>-?\\d{1,15}))?");
    private static final long SWEEP_MILLIS = 250;
    private static final long PULSE_MILLIS = 10_000;
    private static final long PULSE_PATIENCE_SECONDS = 5;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    /** Clocks of gateways may differ, and a transaction may be committed some time after its time. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final Pool pool;
    private final KeyStore store;
    private final KeyWatch watch;
    private final Vertx vertx;
    private final Clock clock;
    private volatile PgConnection connection;
    private volatile Instant heard;
    private volatile boolean closed;
    private long pause = FIRST_PAUSE_MILLIS;

    KeyChannel(Pool pool, KeyStore store, KeyWatch watch, Vertx vertx, Clock clock) {
        this.pool = pool;
        this.store = store;
        this.watch = watch;
        this.vertx = vertx;
        this.clock = clock;
        this.heard = clock.instant();
    }

    void start(@Observes StartupEvent started) {
        open();
    }

    void stop(@Observes ShutdownEvent stopping) {
        close();
    }

    void open() {
        vertx.setPeriodic(SWEEP_MILLIS, timer -> {
            if (closed) {
                vertx.cancelTimer(timer);
            } else {
                watch.sweep();
            }
        });
        vertx.setPeriodic(PULSE_MILLIS, timer -> {
            if (closed) {
                vertx.cancelTimer(timer);
            } else {
                pulse();
            }
        });
        connect();
    }

    void close() {
        closed = true;
        PgConnection last = connection;
        if (last != null) {
            last.close();
        }
    }

    boolean isListening() {
        return connection != null;
    }

    private void connect() {
        if (closed) {
            return;
        }
        pool.getDelegate()
                .getConnection()
                .map(PgConnection::cast)
                .compose(this::listen)
                .onSuccess(open -> LOG.info("listening to changes of keys"))
                .onFailure(failure -> {
                    LOG.warnf("changes of keys are not told: %s", failure.getMessage());
                    later();
                });
    }

    private Future<PgConnection> listen(PgConnection open) {
        open.notificationHandler(told -> told(told.getPayload()));
        return open.query("listen " + NAME)
                .execute()
                .compose(listening -> catchUp())
                .map(caughtUp -> {
                    pause = FIRST_PAUSE_MILLIS;
                    connection = open;
                    open.closeHandler(gone -> lost(open));
                    return open;
                })
                .onFailure(failure -> open.close());
    }

    /** Only after the connection listens: what happens from now on is told, what happened before is asked for. */
    private Future<Void> catchUp() {
        watch.missed();
        Instant now = clock.instant();
        return Future.fromCompletionStage(
                        store.changedSince(heard.minus(MARGIN)).subscribeAsCompletionStage())
                .map(changed -> {
                    changed.forEach(this::apply);
                    heard = now;
                    return null;
                });
    }

    private void apply(KeyRecord key) {
        if (key.revokedAt().isPresent()) {
            watch.revoked(key.id());
        } else {
            key.endsAt().ifPresent(end -> watch.willEnd(key.id(), end));
        }
    }

    void told(String payload) {
        Matcher told = TOLD.matcher(payload);
        if (!told.matches()) {
            LOG.warnf("something else was told in the channel %s", NAME);
            watch.missed();
            return;
        }
        String id = told.group("id");
        switch (told.group("what")) {
            case "revoked" -> watch.revoked(id);
            case "ends" -> watch.willEnd(id, Instant.ofEpochMilli(Long.parseLong(told.group("end"))));
            default -> watch.changed(id);
        }
    }

    /** Finds connections that are dead without having been closed. */
    private void pulse() {
        PgConnection asked = connection;
        if (asked == null) {
            return;
        }
        Instant now = clock.instant();
        asked.query("select 1")
                .execute()
                .timeout(PULSE_PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(alive -> heard = now)
                .onFailure(silent -> asked.close());
    }

    private void lost(PgConnection gone) {
        if (connection == gone) {
            connection = null;
            LOG.warn("the connection that tells changes of keys was lost");
            later();
        }
    }

    private void later() {
        if (closed) {
            return;
        }
        long jittered = ThreadLocalRandom.current().nextLong(pause / 2, pause + 1);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        vertx.setTimer(jittered, timer -> connect());
    }
}
