package io.basiswatch.collector.shard;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One thing said on the board; of each kind and shard the newest counts. */
sealed interface BoardRecord {
    ShardName shard();

    /** The shard has a seat: whoever holds that partition runs it. A seat of none takes it off the board. */
    record Feed(ShardName shard, Optional<Integer> seat) implements BoardRecord {}

    /** A collector begins a turn; the place of this record on the board is its epoch. */
    record Claim(ShardName shard, String collector) implements BoardRecord {
        public Claim {
            Objects.requireNonNull(collector, "collector");
        }
    }

    /** How it stands. */
    record State(ShardName shard, Standing standing) implements BoardRecord {}

    /** Under which it is kept when the topic is compacted. */
    default String key() {
        return switch (this) {
            case Feed feed -> "feed " + feed.shard();
            case Claim claim -> "claim " + claim.shard();
            case State state -> "state " + state.shard();
        };
    }

    /** As JSON; empty for what is taken off the board. */
    default Optional<String> value() {
        return switch (this) {
            case Feed feed ->
                feed.seat().map(seat -> new JsonObject().put("seat", seat).encode());
            case Claim claim ->
                Optional.of(new JsonObject().put("collector", claim.collector()).encode());
            case State(ShardName shard, Standing standing) ->
                Optional.of(new JsonObject()
                        .put("collector", standing.collector())
                        .put("epoch", standing.epoch())
                        .put("phase", standing.phase().name())
                        .put("through", standing.through())
                        .put("whole", whole(standing.tail()))
                        .put("since", standing.tail().since())
                        .put("last", standing.tail().last())
                        .encode());
        };
    }

    /** What {@link #key} and {@link #value} have written; empty for what this build does not know. */
    static Optional<BoardRecord> parse(String key, Optional<String> value) {
        try {
            int space = key.indexOf(' ');
            ShardName shard = ShardName.parse(key.substring(space + 1));
            Optional<JsonObject> json = value.map(JsonObject::new);
            return switch (key.substring(0, Math.max(space, 0))) {
                case "feed" -> Optional.of(new Feed(shard, json.map(fields -> fields.getInteger("seat"))));
                case "claim" -> json.map(fields -> new Claim(shard, fields.getString("collector")));
                case "state" -> json.map(fields -> new State(shard, standing(fields)));
                default -> Optional.empty();
            };
        } catch (DecodeException | ClassCastException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static Standing standing(JsonObject fields) {
        Map<String, String> last = new LinkedHashMap<>();
        fields.getJsonObject("last").forEach(entry -> last.put(entry.getKey(), (String) entry.getValue()));
        return new Standing(
                fields.getString("collector"),
                fields.getLong("epoch"),
                Standing.Phase.valueOf(fields.getString("phase")),
                fields.getLong("through"),
                new Standing.Tail(whole(fields.getJsonObject("whole")), last, fields.getLong("since")));
    }

    private static JsonObject whole(Standing.Tail tail) {
        JsonObject whole = new JsonObject();
        tail.whole()
                .forEach((instrument, scopes) -> whole.put(
                        instrument.toString(),
                        new JsonArray(scopes.stream().map(Enum::name).sorted().toList())));
        return whole;
    }

    private static Map<Instrument, Set<FeedGap.Scope>> whole(JsonObject fields) {
        Map<Instrument, Set<FeedGap.Scope>> whole = new HashMap<>();
        fields.forEach(entry -> whole.put(
                Instrument.parse(entry.getKey()),
                ((JsonArray) entry.getValue())
                        .stream()
                                .map(name -> FeedGap.Scope.valueOf((String) name))
                                .collect(Collectors.toSet())));
        return whole;
    }
}
