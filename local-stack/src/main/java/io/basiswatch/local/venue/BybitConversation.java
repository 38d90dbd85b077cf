package io.basiswatch.local.venue;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** A client of one of Bybit's public sockets, each of which is of one market. */
final class BybitConversation implements Conversation {
    /** A client that does not say {@code ping} for so long is let go. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    /** So many topics the spot market takes in one request. */
    private static final int MOST_SPOT_TOPICS = 10;

    private static final String CONNECTION = "\"conn_id\":\"d8bu1olkndm7crnfs1e0-j6akw\"";

    private final String category;
    private final BiFunction<String, Instant, Optional<List<String>>> first;
    private final Set<String> subscribed = new HashSet<>();
    private Instant heard = Instant.MAX;

    /**
     * @param first what a new subscriber of a topic is told at once; empty where there is no such topic
     */
    BybitConversation(String category, BiFunction<String, Instant, Optional<List<String>>> first) {
        this.category = category;
        this.first = first;
    }

    @Override
    public List<String> hear(String frame, Instant now) {
        heard = now;
        try {
            JsonObject request = new JsonObject(frame);
            String id = request.getString("req_id", "");
            List<String> topics = request.getJsonArray("args", new JsonArray()).stream()
                    .map(String.class::cast)
                    .toList();
            return switch (request.getString("op", "")) {
                case "ping" -> List.of(answer(true, "pong", id, "ping"));
                case "subscribe" -> subscribe(topics, id, now);
                case "unsubscribe" -> {
                    topics.forEach(topic -> subscribed.remove(BybitFrames.key(category, topic)));
                    yield List.of(answer(true, "", id, "unsubscribe"));
                }
                default -> List.of(answer(false, "Unknown request", id, request.getString("op", "")));
            };
        } catch (DecodeException | ClassCastException e) {
            return List.of(answer(false, "Request not authorized, invalid json", "", ""));
        }
    }

    private List<String> subscribe(List<String> topics, String id, Instant now) {
        if (category.equals("spot") && topics.size() > MOST_SPOT_TOPICS) {
            return List.of(answer(false, "args size >10", id, "subscribe"));
        }
        List<String> frames = new ArrayList<>();
        for (String topic : topics) {
            Optional<List<String>> told = first.apply(topic, now);
            if (told.isEmpty()) {
                return List.of(answer(false, "error:handler not found,topic:" + topic, id, "subscribe"));
            }
            frames.addAll(told.get());
        }
        topics.forEach(topic -> subscribed.add(BybitFrames.key(category, topic)));
        frames.addFirst(answer(true, category.equals("spot") ? "subscribe" : "", id, "subscribe"));
        return frames;
    }

    private static String answer(boolean success, String message, String id, String operation) {
        return "{\"success\":" + success + ",\"ret_msg\":\"" + message + "\"," + CONNECTION + ",\"req_id\":\"" + id
                + "\",\"op\":\"" + operation + "\"}";
    }

    @Override
    public Optional<String> tell(List<String> streams, byte[] payload) {
        return streams.stream().anyMatch(subscribed::contains)
                ? Optional.of(new String(payload, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    @Override
    public Optional<Closing> over(Instant now) {
        boolean isSilent = !heard.equals(Instant.MAX) && heard.plus(SILENCE).isBefore(now);
        return isSilent ? Optional.of(new Closing(1006, "no ping")) : Optional.empty();
    }
}
