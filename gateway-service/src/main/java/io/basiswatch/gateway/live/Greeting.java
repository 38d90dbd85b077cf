package io.basiswatch.gateway.live;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;

/**
 * What is found out before the first byte of a stream.
 *
 * @param hello data of the first event
 * @param resumedFrom the id after which the stream goes on, or {@code snapshot}; empty where the log cannot be read
 */
record Greeting(JsonObject hello, Optional<String> resumedFrom) {
    private static final String SNAPSHOT = "snapshot";

    /** Makes it. Fails with a problem where a topic can match nothing. */
    static Uni<Greeting> of(Subscription wanted, LiveHub hub, HubPart part, LiveConfig config, Clock clock) {
        return part.joined().emitOn(part.executor()).flatMap(joined -> {
            JsonObject hello = facts(config, clock);
            if (!part.isConnected()) {
                return Uni.createFrom().item(new Greeting(hello, Optional.empty()));
            }
            return board(hub).flatMap(board -> {
                board.ifPresent(present -> introduce(present, wanted, hello));
                return resumption(wanted, part).map(from -> new Greeting(hello, from));
            });
        });
    }

    private static JsonObject facts(LiveConfig config, Clock clock) {
        return new JsonObject()
                .put("time", clock.millis())
                .put("heartbeat_s", config.heartbeat().toSeconds())
                .put("max_age_s", config.maxAge().toSeconds())
                .put(
                        "limits",
                        new JsonObject()
                                .put("topics", Topic.MOST)
                                .put("queue_bytes", config.queueBytes())
                                .put("stall_s", config.stall().toSeconds()));
    }

    private static Uni<Optional<Board>> board(LiveHub hub) {
        return hub.board().map(Optional::of).onFailure().recoverWithItem(Optional.empty());
    }

    /** Whoever comes back was not refused before, and must not be because something is away for a while. */
    private static void introduce(Board board, Subscription wanted, JsonObject hello) {
        StreamFilter filter = wanted.filter();
        if (board.isFilled() && wanted.lastEventId().isEmpty()) {
            filter.topics().forEach(topic -> topic.requireKnown(board));
        }
        Board.View view = board.view(filter);
        hello.put("matches", view.series());
        JsonObject topics = new JsonObject();
        view.byTopic().forEach(topics::put);
        hello.put("topics", topics);
    }

    private static Uni<Optional<String>> resumption(Subscription wanted, HubPart part) {
        Optional<EventId> id = wanted.lastEventId()
                .flatMap(EventId::parse)
                .filter(known -> known.tag().equals(part.epoch().tag()));
        if (id.isEmpty()) {
            return Uni.createFrom().item(Optional.of(SNAPSHOT));
        }
        return part.holds(id.get().position())
                .map(held -> Optional.of(held ? id.get().toString() : SNAPSHOT))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }
}
