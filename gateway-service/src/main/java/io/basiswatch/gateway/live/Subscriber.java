package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One client of the live log, from its first byte to its last.
 *
 * <p>It catches up first, from its own last id or from a snapshot, by reading the log page by page at its own speed. Once
 * it stands where the hub stands it is live and gets what the hub reads. Both happen on the hub's context, so no entry
 * falls between the two, and ids only ever rise: nothing is missed and nothing comes twice.
 */
final class Subscriber {
    private enum Phase {
        WAITING,
        CATCHING_UP,
        LIVE,
        CLOSED
    }

    private final LogDesk hub;
    private final Outlet outlet;
    private final StreamFilter filter;
    private final long queueBytes;
    private final PendingUpdates pending = new PendingUpdates();

    private Phase phase = Phase.WAITING;
    private Optional<String> lastEventId;
    private boolean replaying;
    private long replayed;
    private StreamId cursor = StreamId.START;
    /** Counts the times that catching up began anew; what an earlier time still waits for is dropped. */
    private int attempt;

    private boolean blocked;
    private long blockedSince;
    private Runnable whenWritable = () -> {};

    Subscriber(LogDesk hub, Outlet outlet, StreamFilter filter, Optional<String> lastEventId, long queueBytes) {
        this.hub = hub;
        this.outlet = outlet;
        this.filter = filter;
        this.lastEventId = lastEventId;
        this.queueBytes = queueBytes;
    }

    StreamFilter filter() {
        return filter;
    }

    long queuedBytes() {
        return pending.bytes();
    }

    /** The first bytes, sent whatever the state of the log. */
    void open(JsonObject hello) {
        outlet.write(Frames.opening());
        outlet.write(Frames.event("hello", withEpoch(hello)));
        if (hub.isConnected()) {
            begin();
        } else {
            degraded();
        }
    }

    /** Starts to catch up, if it waits for the log. */
    void begin() {
        if (phase != Phase.WAITING) {
            return;
        }
        phase = Phase.CATCHING_UP;
        attempt++;
        if (replaying) {
            catchUp();
        } else if (lastEventId.isPresent()) {
            resume(lastEventId.get());
        } else {
            startWithSnapshot();
        }
    }

    private void resume(String sent) {
        Optional<StreamId> id = StreamId.parse(sent.strip());
        if (id.isEmpty()) {
            reset("malformed", Optional.empty());
            return;
        }
        cursor = id.get();
        replaying = true;
        catchUp();
    }

    /** Tells the client to forget what it has, and sends everything anew. */
    void reset(String reason, Optional<StreamId> oldest) {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CATCHING_UP;
        attempt++;
        pending.clear();
        replaying = false;
        replayed = 0;
        lastEventId = Optional.empty();
        JsonObject data = new JsonObject().put("reason", reason);
        data.put("oldest", oldest.map(StreamId::toString).orElse(null));
        outlet.write(Frames.event("reset", withEpoch(data)));
        startWithSnapshot();
    }

    private JsonObject withEpoch(JsonObject data) {
        return data.put("epoch", hub.epoch().isEmpty() ? null : hub.epoch());
    }

    private void startWithSnapshot() {
        StreamId start = hub.position();
        hub.snapshot(start, this, ofThisAttempt(frames -> {
            cursor = start;
            sendAll(frames, attempt);
        }));
    }

    private void catchUp() {
        if (phase != Phase.CATCHING_UP) {
            return;
        }
        // A replay looks at the log at least once: whether the client's id is in it is not known before.
        if (lastEventId.isEmpty() && !hub.position().isAfter(cursor)) {
            goLive();
            return;
        }
        hub.pageAfter(cursor, this, ofThisAttempt(this::take));
    }

    private <T> Consumer<T> ofThisAttempt(Consumer<T> action) {
        int mine = attempt;
        return item -> {
            if (phase == Phase.CATCHING_UP && attempt == mine) {
                action.accept(item);
            }
        };
    }

    private void take(Page page) {
        switch (page) {
            case Page.Gone gone -> reset(gone.reason(), gone.oldest());
            case Page.Next next -> {
                lastEventId = Optional.empty();
                cursor = next.last();
                Iterator<Buffer> frames = next.updates().stream()
                        .filter(filter::accepts)
                        .map(this::counted)
                        .iterator();
                sendAll(frames, attempt);
            }
        }
    }

    private Buffer counted(Update update) {
        replayed++;
        return update.frame();
    }

    private void goLive() {
        phase = Phase.LIVE;
        if (replaying) {
            replaying = false;
            outlet.write(Frames.event("resumed", new JsonObject().put("replayed", replayed)));
        }
    }

    /** The log cannot be read: it goes on from where it stands once {@link #begin} is called. */
    void waitForLog() {
        if (phase == Phase.CATCHING_UP) {
            phase = Phase.WAITING;
        }
    }

    /** Writes as the client takes it, then goes on. */
    private void sendAll(Iterator<Buffer> frames, int mine) {
        while (phase == Phase.CATCHING_UP && attempt == mine) {
            if (isBlocked(() -> sendAll(frames, mine))) {
                return;
            }
            if (!frames.hasNext()) {
                catchUp();
                return;
            }
            outlet.write(frames.next());
        }
    }

    /** An entry that the hub has read. Those that were sent while catching up are passed over. */
    void offer(Update update) {
        if (phase != Phase.LIVE || !update.id().isAfter(cursor)) {
            return;
        }
        cursor = update.id();
        if (!filter.accepts(update)) {
            return;
        }
        if (pending.isEmpty() && !isBlocked(this::drain)) {
            outlet.write(update.frame());
            return;
        }
        pending.add(update);
        if (pending.bytes() > queueBytes) {
            lag();
        }
    }

    private void drain() {
        while (phase == Phase.LIVE && !pending.isEmpty()) {
            if (isBlocked(this::drain)) {
                return;
            }
            int conflated = pending.takeConflated();
            if (conflated > 0) {
                outlet.write(Frames.comment("conflated " + conflated));
            }
            outlet.write(pending.take().frame());
        }
    }

    /** Whether nothing can be written now; then {@code next} runs as soon as it can. */
    private boolean isBlocked(Runnable next) {
        if (!blocked && !outlet.isFull()) {
            return false;
        }
        whenWritable = next;
        if (!blocked) {
            blocked = true;
            blockedSince = hub.nanoTime();
            outlet.whenWritable(this::unblocked);
        }
        return true;
    }

    private void unblocked() {
        blocked = false;
        if (phase != Phase.CLOSED) {
            whenWritable.run();
        }
    }

    private void lag() {
        outlet.write(Frames.event("lagged", new JsonObject().put("missed", pending.size())));
        close(CloseReason.LAGGED);
    }

    /** Something that the client should know of the stream itself. */
    void degraded() {
        if (!blocked && phase != Phase.CLOSED) {
            outlet.write(Frames.event("degraded", new JsonObject().put("reason", "the live log cannot be read")));
        }
    }

    void heartbeat(Buffer comment) {
        if (!blocked && phase != Phase.CLOSED) {
            outlet.write(comment);
        }
    }

    boolean isStalled(long nanos) {
        return blocked && hub.nanoTime() - blockedSince > nanos;
    }

    /** Tells the client to come back, to another gateway or to this one after it has started again. */
    void reconnect() {
        outlet.write(Frames.event("reconnect", new JsonObject().put("after_ms", Frames.retryMillis())));
        close(CloseReason.SHUTDOWN);
    }

    void close(CloseReason reason) {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        switch (reason) {
            case SHUTDOWN, LAGGED -> outlet.end();
            case STALLED -> outlet.cut();
            case CLIENT -> {}
        }
        hub.closed(this, reason);
    }
}
