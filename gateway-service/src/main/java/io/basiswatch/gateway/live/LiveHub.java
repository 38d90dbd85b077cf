package io.basiswatch.gateway.live;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Passes the live log on to all clients. All of its state belongs to one Vert.x context; calls from elsewhere are moved
 * there.
 */
@ApplicationScoped
class LiveHub {
    private static final Logger LOG = Logger.getLogger(LiveHub.class);
    private static final int PAGE = 500;
    private static final long CHECK_MILLIS = 500;

    private final Vertx vertx;
    private final UpdateLog log;
    private final SnapshotReader snapshots;
    private final LiveMetrics metrics;
    private final LiveConfig config;
    private final Clock clock;
    private final Context context;
    private final LogFollower follower;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private final Desk desk = new Desk();

    private StreamId position = StreamId.START;
    private String epoch = "";
    private volatile boolean connected;
    private volatile boolean loaded;
    private volatile boolean closing;
    private volatile int open;
    private volatile long queued;

    LiveHub(
            Vertx vertx,
            Redis redis,
            UpdateLog log,
            SnapshotReader snapshots,
            LiveMetrics metrics,
            LiveConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.log = log;
        this.snapshots = snapshots;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        this.context = vertx.getOrCreateContext();
        this.follower = new LogFollower(redis, log, vertx, executor(), new Reading());
    }

    /** Runs on the hub's context. */
    Executor executor() {
        return task -> context.runOnContext(ignored -> task.run());
    }

    void start() {
        metrics.watch(this, hub -> hub.open, hub -> hub.queued);
        context.runOnContext(ignored -> follower.connect());
        vertx.setPeriodic(config.heartbeat().toMillis(), timer -> executor().execute(this::heartbeat));
        vertx.setPeriodic(CHECK_MILLIS, timer -> executor().execute(this::check));
    }

    /** Whether the log was found once: from then on the gateway can serve, possibly degraded. */
    boolean isLoaded() {
        return loaded;
    }

    boolean isConnected() {
        return connected;
    }

    boolean isFull() {
        return open >= config.maxStreams();
    }

    boolean isClosing() {
        return closing;
    }

    /** Takes a client in. Must be called on the hub's context. */
    Subscriber subscribe(Outlet outlet, StreamFilter filter, Optional<String> lastEventId) {
        Subscriber subscriber = new Subscriber(desk, outlet, filter, lastEventId, config.queueBytes());
        subscribers.add(subscriber);
        open = subscribers.size();
        metrics.opened();
        subscriber.open(new JsonObject()
                .put("time", clock.millis())
                .put("heartbeat_s", config.heartbeat().toSeconds()));
        if (closing) {
            subscriber.reconnect();
        }
        return subscriber;
    }

    /** Sends everybody away; they come back to whoever serves next. */
    void drain() {
        closing = true;
        executor().execute(() -> {
            follower.stop();
            List.copyOf(subscribers).forEach(Subscriber::reconnect);
        });
    }

    private void heartbeat() {
        Buffer comment = Frames.comment("heartbeat " + clock.millis());
        subscribers.forEach(subscriber -> subscriber.heartbeat(comment));
    }

    private void check() {
        long stall = config.stall().toNanos();
        List.copyOf(subscribers).stream()
                .filter(subscriber -> subscriber.isStalled(stall))
                .forEach(subscriber -> subscriber.close(CloseReason.STALLED));
        if (connected) {
            List.copyOf(subscribers).forEach(Subscriber::begin);
        }
    }

    /** What the follower finds in the log. */
    private final class Reading implements LogFollower.Listener {
        @Override
        public void connected(StreamId end, String current) {
            position = end;
            epoch = current;
            LOG.infof("following the live log from %s", end);
            connected = true;
            loaded = true;
            List.copyOf(subscribers).forEach(Subscriber::begin);
        }

        @Override
        public void disconnected(String reason) {
            if (connected || !loaded) {
                LOG.warnf("the live log cannot be read: %s", reason);
            }
            if (connected) {
                connected = false;
                List.copyOf(subscribers).forEach(Subscriber::degraded);
            }
        }

        @Override
        public void lost(StreamId end, String current) {
            position = end;
            epoch = current;
            List.copyOf(subscribers).forEach(subscriber -> subscriber.reset("log_lost", Optional.empty()));
        }

        @Override
        public void read(Page.Next page) {
            metrics.fanout().record(() -> {
                position = page.last();
                List<Subscriber> receivers = List.copyOf(subscribers);
                for (Update update : page.updates()) {
                    receivers.forEach(subscriber -> subscriber.offer(update));
                }
            });
            queued = subscribers.stream().mapToLong(Subscriber::queuedBytes).sum();
        }
    }

    /** What subscribers ask for. */
    private final class Desk implements LogDesk {
        @Override
        public StreamId position() {
            return position;
        }

        @Override
        public String epoch() {
            return epoch;
        }

        @Override
        public boolean isConnected() {
            return connected;
        }

        @Override
        public void pageAfter(StreamId id, Subscriber subscriber, Consumer<Page> then) {
            answer(log.after(id, PAGE), subscriber, then);
        }

        @Override
        public void snapshot(StreamId id, Subscriber subscriber, Consumer<Iterator<Buffer>> then) {
            answer(snapshots.read(subscriber.filter(), id), subscriber, then);
        }

        private <T> void answer(Uni<T> asked, Subscriber subscriber, Consumer<T> then) {
            asked.emitOn(executor()).subscribe().with(then, failure -> {
                LOG.debugf("a stream waits for the live log: %s", failure.getMessage());
                subscriber.waitForLog();
                subscriber.degraded();
            });
        }

        @Override
        public void closed(Subscriber subscriber, CloseReason reason) {
            if (subscribers.remove(subscriber)) {
                open = subscribers.size();
                metrics.closed(reason);
            }
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}
