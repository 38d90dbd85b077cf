package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One client of the live log, from its first byte to its last.
 *
 * <p>It catches up first, from its own last id or from a snapshot, by reading the log page by page at its own speed. Once
 * it stands where its part of the hub stands it is live and gets what the hub reads. Both happen on one event loop, so no
 * entry falls between the two, and ids only ever rise: nothing is missed and nothing comes twice.
 */
final class Subscriber {
    private enum Phase {
        WAITING,
        CATCHING_UP,
        LIVE,
        CLOSED
    }

    private final LogDesk hub;
    private final Flow flow;
    private final Subscription wanted;
    private final Predicate<Update> wants;
    private final long queueBytes;
    private final PendingUpdates pending = new PendingUpdates();

    private Phase phase = Phase.WAITING;
    private Optional<String> lastEventId;
    private boolean replaying;
    private long replayed;
    private StreamId cursor = StreamId.START;
    /** The last that was written while live. */
    private StreamId sent = StreamId.START;
    /** Counts the times that catching up began anew; what an earlier time still waits for is dropped. */
    private int attempt;

    /** {@code wants} decides as the filter does; {@code queueBytes} is what may wait here, not in the connection. */
    Subscriber(LogDesk hub, Outlet outlet, Subscription wanted, Predicate<Update> wants, long queueBytes) {
        this.hub = hub;
        this.flow = new Flow(outlet, hub::nanoTime);
        this.wanted = wanted;
        this.wants = wants;
        this.lastEventId = wanted.lastEventId();
        this.queueBytes = queueBytes;
    }

    String keyId() {
        return wanted.keyId();
    }

    long queuedBytes() {
        return pending.bytes();
    }

    /** The first bytes, sent whatever the state of the log. */
    void open(JsonObject hello) {
        flow.write(Frames.opening().appendBuffer(Frames.event("hello", withEpoch(hello))));
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

    private void resume(String text) {
        Optional<EventId> id = EventId.parse(text.strip());
        if (id.isEmpty()) {
            reset("malformed", Optional.empty());
            return;
        }
        if (!id.get().tag().equals(hub.epoch().tag())) {
            reset("epoch", Optional.empty());
            return;
        }
        cursor = id.get().position();
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
        hub.counts().reset(reason);
        JsonObject data = new JsonObject().put("reason", reason);
        data.put("oldest", oldest.map(this::id).orElse(null));
        flow.write(Frames.event("reset", withEpoch(data)));
        startWithSnapshot();
    }

    private JsonObject withEpoch(JsonObject data) {
        return data.put("epoch", hub.epoch().isKnown() ? hub.epoch().text() : null);
    }

    private String id(StreamId position) {
        return new EventId(hub.epoch().tag(), position).toString();
    }

    private void startWithSnapshot() {
        hub.board(this, ofThisAttempt(board -> {
            cursor = board.position();
            sendAll(board.view(wanted.filter()).frames().iterator(), attempt);
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
                List<Update> missed = next.updates().stream().filter(wants).toList();
                replayed += missed.size();
                sendAll(
                        Piece.of(missed).stream()
                                .map(piece -> piece.frames().bytes())
                                .iterator(),
                        attempt);
            }
        }
    }

    private void goLive() {
        phase = Phase.LIVE;
        sent = cursor;
        if (replaying) {
            replaying = false;
            hub.counts().replayed(replayed);
            flow.write(Frames.event("resumed", new JsonObject().put("replayed", replayed)));
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
            if (flow.isBlocked(() -> sendAll(frames, mine))) {
                return;
            }
            if (!frames.hasNext()) {
                catchUp();
                return;
            }
            flow.write(frames.next());
        }
    }

    /** What the hub has read, as far as it is wanted. What was sent while catching up is passed over. */
    void offer(List<Piece> pieces) {
        for (Piece piece : pieces) {
            if (phase != Phase.LIVE) {
                return;
            }
            if (pending.isEmpty() && piece.first().isAfter(cursor) && !flow.isBlocked(this::drain)) {
                flow.write(piece.frames());
                cursor = piece.last();
                sent = cursor;
            } else {
                piece.updates().forEach(this::offer);
            }
        }
    }

    private void offer(Update update) {
        if (phase != Phase.LIVE || !update.id().isAfter(cursor)) {
            return;
        }
        cursor = update.id();
        if (pending.isEmpty() && !flow.isBlocked(this::drain)) {
            flow.write(update.frame());
            sent = cursor;
            return;
        }
        if (pending.add(update)) {
            hub.counts().conflated();
        }
        if (pending.bytes() > queueBytes) {
            lag();
        }
    }

    private void drain() {
        while (phase == Phase.LIVE && !pending.isEmpty()) {
            if (flow.isBlocked(this::drain)) {
                return;
            }
            PendingUpdates.Waiting next = pending.take();
            flow.write(next.frame());
            sent = next.update().id();
        }
    }

    private void lag() {
        JsonObject data = new JsonObject().put("missed", pending.missed()).put("last_id", id(sent));
        farewell(Frames.event("lagged", data), CloseReason.LAGGED);
    }

    /** Something that the client should know of the stream itself. */
    void degraded() {
        if (!flow.isBlocked() && phase != Phase.CLOSED) {
            flow.write(Frames.reason("degraded", "the live log cannot be read"));
        }
    }

    void beat(Heartbeat heartbeat) {
        if (!flow.isBlocked() && phase != Phase.CLOSED) {
            flow.write(wanted.visibleHeartbeats() ? heartbeat.event() : heartbeat.comment());
        }
    }

    boolean isStalled(long nanos) {
        return flow.isStalled(nanos);
    }

    /** Tells the client to come back, to another gateway or to this one. */
    void reconnect(int afterMillis, CloseReason reason) {
        farewell(Frames.reconnect(afterMillis), reason);
    }

    /** Tells the client that its key is no longer in force. */
    void unauthorized() {
        farewell(Frames.reason("unauthorized", "the key is no longer in force"), CloseReason.UNAUTHORIZED);
    }

    /** Tells the client that this stream cannot go on, rather than to end without a word. */
    void fail() {
        farewell(Frames.reason("error", "the stream has failed; connect again"), CloseReason.FAULT);
    }

    private void farewell(Buffer words, CloseReason reason) {
        if (phase != Phase.CLOSED) {
            flow.write(words);
            close(reason);
        }
    }

    void close(CloseReason reason) {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        pending.clear();
        flow.end(reason);
        hub.closed(this, reason);
    }
}
