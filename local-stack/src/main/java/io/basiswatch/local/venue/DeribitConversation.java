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

/** A client of Deribit: what it has subscribed to, and the heartbeat by which it shows that it is there. */
final class DeribitConversation implements Conversation {
    private static final long SHORTEST_HEARTBEAT = 10;

    private final BiFunction<String, Instant, Optional<List<String>>> first;
    private final Set<String> subscribed = new HashSet<>();
    private Duration interval = Duration.ZERO;
    private Instant heard = Instant.MIN;
    private Instant asked = Instant.MAX;

    /**
     * @param first what a new subscriber of a channel is told at once; empty where there is no such channel
     */
    DeribitConversation(BiFunction<String, Instant, Optional<List<String>>> first) {
        this.first = first;
    }

    @Override
    public List<String> hear(String frame, Instant now) {
        heard = now;
        asked = Instant.MAX;
        try {
            JsonObject request = new JsonObject(frame);
            JsonObject parameters = request.getJsonObject("params", new JsonObject());
            long id = request.getLong("id", 0L);
            return switch (request.getString("method", "")) {
                case "public/subscribe" -> subscribe(id, parameters.getJsonArray("channels", new JsonArray()), now);
                case "public/unsubscribe" -> {
                    JsonArray channels = parameters.getJsonArray("channels", new JsonArray());
                    channels.forEach(channel -> subscribed.remove((String) channel));
                    yield List.of(result(id, channels));
                }
                case "public/set_heartbeat" -> heartbeat(id, parameters.getLong("interval", 0L));
                case "public/test" -> List.of(result(id, new JsonObject().put("version", "1.2.26")));
                default -> List.of(error(id, -32_601, "Method not found"));
            };
        } catch (DecodeException | ClassCastException e) {
            return List.of(error(0, -32_700, "Parse error"));
        }
    }

    /** What there is no such channel of is left out of the answer without a word. */
    private List<String> subscribe(long id, JsonArray channels, Instant now) {
        JsonArray known = new JsonArray();
        List<String> frames = new ArrayList<>();
        for (Object one : channels) {
            String channel = (String) one;
            first.apply(channel, now).ifPresent(told -> {
                known.add(channel);
                subscribed.add(channel);
                frames.addAll(told);
            });
        }
        frames.addFirst(result(id, known));
        return frames;
    }

    private List<String> heartbeat(long id, long seconds) {
        if (seconds < SHORTEST_HEARTBEAT) {
            return List.of(error(id, -32_602, "Invalid params"));
        }
        interval = Duration.ofSeconds(seconds);
        return List.of(result(id, "ok"));
    }

    private static String result(long id, Object result) {
        return new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("result", result)
                .encode();
    }

    private static String error(long id, int code, String message) {
        return new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("error", new JsonObject().put("code", code).put("message", message))
                .encode();
    }

    @Override
    public Optional<String> tell(List<String> streams, byte[] payload) {
        return streams.stream().anyMatch(subscribed::contains)
                ? Optional.of(new String(payload, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Asks whether the client is there when it was silent for the interval that it chose. */
    @Override
    public List<String> second(Instant now) {
        boolean isDue = interval.isPositive()
                && asked.equals(Instant.MAX)
                && !heard.plus(interval).isAfter(now);
        if (!isDue) {
            return List.of();
        }
        asked = now;
        return List.of("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}");
    }

    @Override
    public Optional<Closing> over(Instant now) {
        boolean isGone = !asked.equals(Instant.MAX) && asked.plus(interval).isBefore(now);
        return isGone ? Optional.of(new Closing(1000, "no answer to test_request")) : Optional.empty();
    }
}
