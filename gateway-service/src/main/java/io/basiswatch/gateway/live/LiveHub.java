package io.basiswatch.gateway.live;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Follows the live log and passes it on to its parts, one per event loop, which pass it on to the clients whose connections
 * belong to that loop. What is said here of the log is said to all parts in the same order.
 */
@ApplicationScoped
class LiveHub {
    private static final Logger LOG = Logger.getLogger(LiveHub.class);

    private final Vertx vertx;
    private final UpdateLog log;
    private final LiveMetrics metrics;
    private final LiveConfig config;
    private final Clock clock;
    private final Context context;
    private final LogFollower follower;
    private final Boards boards;
    private final EndedKeys endedKeys;
    private final Host host = new Host();
    private final Map<Context, HubPart> byContext = new ConcurrentHashMap<>();
    /** Those that were told where the hub stands; changed on the hub's context only. */
    private final List<HubPart> parts = new CopyOnWriteArrayList<>();

    private final AtomicInteger open = new AtomicInteger();
    private volatile Standing standing = Standing.NOWHERE;
    private volatile boolean loaded;
    private volatile boolean closing;

    LiveHub(
            Vertx vertx,
            Redis redis,
            UpdateLog log,
            BoardReader boards,
            LiveMetrics metrics,
            LiveConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.log = log;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        this.context = vertx.getOrCreateContext();
        this.boards = new Boards(boards, config.boardAge(), System::nanoTime);
        this.endedKeys = new EndedKeys(config.ticketLife(), System::nanoTime);
        this.follower = new LogFollower(redis, log, vertx, executor(), new Reading());
    }

    private Executor executor() {
        return task -> context.runOnContext(ignored -> task.run());
    }

    void start() {
        metrics.watch(
                this,
                hub -> hub.open.get(),
                hub -> hub.parts.stream().mapToLong(HubPart::queuedBytes).sum());
        context.runOnContext(ignored -> follower.connect());
    }

    /** Whether the log was found once: from then on the gateway can serve, possibly degraded. */
    boolean isLoaded() {
        return loaded;
    }

    boolean isConnected() {
        return standing.connected();
    }

    /** Where the hub stands now. */
    Standing standing() {
        return standing;
    }

    /** Counts one more stream, unless this gateway has as many as it takes; {@link #left} must follow. */
    boolean enter() {
        if (open.incrementAndGet() > config.maxStreams()) {
            open.decrementAndGet();
            return false;
        }
        return true;
    }

    void left() {
        open.decrementAndGet();
    }

    /** The state of everything, at most {@link LiveConfig#boardAge} old. */
    Uni<Board> board() {
        return boards.at(standing);
    }

    /**
     * The part of the connection's own event loop, whatever thread this is called on: what stands before the route may have
     * waited for something that another loop has answered.
     */
    HubPart part(HttpServerRequest request) {
        Context context = request.connection() instanceof ConnectionBase connection
                ? connection.getContext()
                : vertx.getOrCreateContext();
        return byContext.computeIfAbsent(VertxContext.getRootContext(context), this::joined);
    }

    private HubPart joined(Context loop) {
        HubPart part = new HubPart(vertx, loop, log::after, host, config, metrics, clock);
        part.start();
        executor().execute(() -> {
            parts.add(part);
            tell(part, HubPart::join);
        });
        return part;
    }

    private void tell(HubPart part, BiConsumer<HubPart, Standing> what) {
        Standing now = standing;
        part.executor().execute(() -> what.accept(part, now));
    }

    private void tellAll(Consumer<HubPart> what) {
        parts.forEach(part -> part.executor().execute(() -> what.accept(part)));
    }

    /** The key is no longer in force: its streams end. */
    void ended(String keyId) {
        endedKeys.add(keyId);
        executor().execute(() -> tellAll(part -> part.ended(keyId)));
    }

    /** Whether the key is known to have ended a moment ago. */
    boolean isEnded(String keyId) {
        return endedKeys.contains(keyId);
    }

    /** Lets the key open streams again. */
    void forgetEnded(String keyId) {
        endedKeys.remove(keyId);
    }

    /** Sends everybody away, a few at a time; they come back to whoever serves next. */
    void drain() {
        closing = true;
        long over = config.drain().toNanos();
        executor().execute(() -> tellAll(part -> part.drain(over)));
    }

    /** Sends away whoever is left and reads no more. */
    void leave() {
        closing = true;
        executor().execute(() -> {
            follower.stop();
            tellAll(HubPart::leave);
        });
    }

    /** What the follower finds in the log. */
    private final class Reading implements LogFollower.Listener {
        @Override
        public void connected(StreamId end, Epoch current) {
            standing = standing.connectedAt(end, current);
            LOG.infof("following the live log from %s", end);
            loaded = true;
            parts.forEach(part -> tell(part, HubPart::connected));
        }

        @Override
        public void disconnected(String reason) {
            if (isConnected() || !loaded) {
                LOG.warnf("the live log cannot be read: %s", reason);
            }
            if (isConnected()) {
                standing = standing.disconnected();
                tellAll(HubPart::disconnected);
            }
        }

        @Override
        public void lost(StreamId end, Epoch current) {
            standing = standing.anewAt(end, current);
            parts.forEach(part -> tell(part, HubPart::lost));
        }

        @Override
        public void read(Page.Next page, Runnable then) {
            standing = standing.at(page.last());
            List<HubPart> readers = List.copyOf(parts);
            if (readers.isEmpty()) {
                then.run();
                return;
            }
            long started = System.nanoTime();
            AtomicInteger reading = new AtomicInteger(readers.size());
            readers.forEach(part -> part.executor().execute(() -> {
                try {
                    part.read(page);
                } finally {
                    // The next page waits for the slowest loop: what comes meanwhile waits in Redis, and is read at
                    // once.
                    if (reading.decrementAndGet() == 0) {
                        metrics.fanout().record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                        executor().execute(then);
                    }
                }
            }));
        }
    }

    /** What parts ask for. */
    private final class Host implements PartHost {
        @Override
        public Uni<Board> board() {
            return LiveHub.this.board();
        }

        @Override
        public boolean isEnded(String keyId) {
            return LiveHub.this.isEnded(keyId);
        }

        @Override
        public boolean isClosing() {
            return closing;
        }
    }
}
