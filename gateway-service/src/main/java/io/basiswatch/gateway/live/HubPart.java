package io.basiswatch.gateway.live;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The clients whose connections belong to one event loop. Everything of them happens there: the hub hands a page over once
 * per event loop, not once per client.
 */
final class HubPart implements LogDesk {
    private static final Logger LOG = Logger.getLogger(HubPart.class);
    private static final int PAGE = 500;
    private static final long TICK_MILLIS = 250;
    private static final long PACE_MILLIS = 20;
    private static final long MOST_NOTICE_NANOS = 1_500_000_000;
    private static final int LEAST_RECONNECT_MILLIS = 100;
    private static final int MOST_RECONNECT_MILLIS = 2_000;

    private final Vertx vertx;
    private final Context context;
    private final LogPages log;
    private final PartHost host;
    private final LiveConfig config;
    private final LiveMetrics metrics;
    private final Clock clock;
    private final Seats seats;
    private final RecentUpdates recent;

    private final CompletableFuture<Void> joined = new CompletableFuture<>();

    private Standing standing = Standing.NOWHERE;
    private volatile long queued;

    HubPart(
            Vertx vertx,
            Context context,
            LogPages log,
            PartHost host,
            LiveConfig config,
            LiveMetrics metrics,
            Clock clock) {
        this.vertx = vertx;
        this.context = context;
        this.log = log;
        this.host = host;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.seats = new Seats(TICK_MILLIS * 1_000_000, System.nanoTime());
        this.recent = new RecentUpdates(config.recentBytes());
    }

    /** Runs on the event loop. */
    Executor executor() {
        return task -> context.runOnContext(ignored -> task.run());
    }

    /** One timer for all of them. */
    void start() {
        executor().execute(() -> vertx.setPeriodic(TICK_MILLIS, timer -> tick()));
    }

    /** What waits for all of them, in bytes, as of the last tick. */
    long queuedBytes() {
        return queued;
    }

    /**
     * Takes a client in; {@code hello} is completed and sent first, {@code vacate} runs when it has left. Must be called on
     * the event loop.
     */
    Subscriber subscribe(Outlet outlet, Subscription wanted, JsonObject hello, Runnable vacate) {
        Audience audience = seats.audience(wanted.filter());
        long queue = config.queueBytes() - VertxOutlet.WRITE_QUEUE_BYTES - Piece.MOST_BYTES;
        Subscriber subscriber = new Subscriber(this, outlet, wanted, audience::wants, queue);
        Seat seat = new Seat(
                subscriber, audience, nanoTime() + spread(config.maxAge().toNanos(), 5), vacate);
        seats.add(seat);
        schedule(seat);
        subscriber.open(hello);
        if (host.isClosing()) {
            subscriber.reconnect(reconnectMillis(), CloseReason.SHUTDOWN);
        } else if (host.isEnded(wanted.keyId())) {
            subscriber.unauthorized();
        }
        return subscriber;
    }

    /** {@code nanos}, give or take one part of {@code parts}. */
    private static long spread(long nanos, int parts) {
        long most = nanos / parts;
        return nanos + ThreadLocalRandom.current().nextLong(-most, most + 1);
    }

    private static int reconnectMillis() {
        return ThreadLocalRandom.current().nextInt(LEAST_RECONNECT_MILLIS, MOST_RECONNECT_MILLIS + 1);
    }

    /** Fifteen seconds, give or take two, or until the stream is too old if that comes first. */
    private void schedule(Seat seat) {
        long beat = spread(config.heartbeat().toNanos(), 8);
        seats.schedule(seat, Math.min(beat, seat.leaveAt - nanoTime()));
    }

    private void tick() {
        long now = nanoTime();
        Heartbeat heartbeat = Heartbeat.at(clock.millis());
        for (Seat seat : seats.due(now)) {
            if (now >= seat.leaveAt) {
                seat.subscriber.reconnect(reconnectMillis(), CloseReason.AGE);
            } else {
                seat.subscriber.beat(heartbeat);
                schedule(seat);
            }
        }
        long stall = config.stall().toNanos();
        long waiting = 0;
        for (Subscriber subscriber : seats.all()) {
            waiting += subscriber.queuedBytes();
            if (subscriber.isStalled(stall)) {
                subscriber.close(CloseReason.STALLED);
            } else if (standing.connected()) {
                subscriber.begin();
            }
        }
        queued = waiting;
    }

    /** The first word of the hub. */
    void join(Standing now) {
        standing = now;
        recent.startAt(now.position());
        joined.complete(null);
    }

    /** Done when the hub has said where it stands. */
    Uni<Void> joined() {
        return Uni.createFrom().completionStage(joined);
    }

    void connected(Standing now) {
        if (!now.position().equals(standing.position())) {
            recent.startAt(now.position());
        }
        standing = now;
        seats.all().forEach(Subscriber::begin);
    }

    void disconnected() {
        standing = standing.disconnected();
        seats.all().forEach(Subscriber::degraded);
    }

    void lost(Standing now) {
        standing = now;
        recent.startAt(now.position());
        seats.all().forEach(subscriber -> subscriber.reset("log_lost", Optional.empty()));
    }

    void read(Page.Next page) {
        standing = standing.at(page.last());
        recent.add(page);
        if (page.updates().isEmpty()) {
            return;
        }
        for (Audience audience : seats.audiences()) {
            List<Piece> pieces = audience.pieces(page.updates());
            if (!pieces.isEmpty()) {
                audience.offer(pieces);
                pieces.forEach(Piece::close);
            }
        }
    }

    /** Ends the streams that were opened with the key. */
    void ended(String keyId) {
        seats.all().stream()
                .filter(subscriber -> subscriber.keyId().equals(keyId))
                .forEach(Subscriber::unauthorized);
    }

    /** Sends everybody away, evenly over the time; who comes meanwhile is sent away at once. */
    void drain(long overNanos) {
        List<Subscriber> leaving = seats.all();
        // Whoever balances the load must have seen that this gateway is not ready, or it sends them here again.
        long notice = Math.min(MOST_NOTICE_NANOS, overNanos / 5);
        Pace pace = new Pace(leaving.size(), nanoTime() + notice, overNanos - notice);
        int[] gone = {0};
        vertx.setPeriodic(PACE_MILLIS, timer -> {
            int due = pace.due(nanoTime());
            while (gone[0] < due) {
                leaving.get(gone[0]++).reconnect(reconnectMillis(), CloseReason.SHUTDOWN);
            }
            if (due == leaving.size()) {
                vertx.cancelTimer(timer);
            }
        });
    }

    /** Sends everybody away at once. */
    void leave() {
        seats.all().forEach(subscriber -> subscriber.reconnect(reconnectMillis(), CloseReason.SHUTDOWN));
    }

    /** Whether the log can be continued after {@code id}, as far as can be said now. */
    Uni<Boolean> holds(StreamId id) {
        return recent.after(id, 1).isPresent()
                ? Uni.createFrom().item(true)
                : log.after(id, 1, standing.epoch())
                        .map(page -> page instanceof Page.Next)
                        .emitOn(executor());
    }

    @Override
    public StreamId position() {
        return standing.position();
    }

    @Override
    public Epoch epoch() {
        return standing.epoch();
    }

    @Override
    public boolean isConnected() {
        return standing.connected();
    }

    @Override
    public void pageAfter(StreamId id, Subscriber subscriber, Consumer<Page> then) {
        Optional<Page.Next> known = recent.after(id, PAGE);
        if (known.isPresent()) {
            then.accept(known.get());
        } else {
            answer(log.after(id, PAGE, standing.epoch()), subscriber, then);
        }
    }

    @Override
    public void board(Subscriber subscriber, Consumer<Board> then) {
        answer(host.board(), subscriber, then);
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
        seats.remove(subscriber).ifPresent(seat -> {
            metrics.closed(reason);
            seat.vacate.run();
        });
    }

    @Override
    public StreamCounts counts() {
        return metrics;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
