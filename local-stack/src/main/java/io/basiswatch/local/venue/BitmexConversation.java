package io.basiswatch.local.venue;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client of BitMEX: {@code {"op":"subscribe","args":["trade:XBTUSD"]}}, each topic acknowledged by itself and followed by a
 * {@code partial}; the text {@code ping} is answered with the text {@code pong}.
 */
final class BitmexConversation implements Conversation {
    private static final Set<String> TABLES =
            Set.of("orderBookL2", "quote", "trade", "instrument", "funding", "liquidation");

    /** What a table holds of an instrument; where captures are played they bring it. */
    @FunctionalInterface
    interface Partial {
        Partial NONE = (table, symbol, now) -> Optional.empty();

        Optional<String> of(String table, String symbol, Instant now);
    }

    private final Partial partial;
    private final Set<String> subscribed = new HashSet<>();
    private boolean welcomed;

    BitmexConversation(Partial partial) {
        this.partial = partial;
    }

    @Override
    public List<String> hear(String frame, Instant now) {
        List<String> replies = new ArrayList<>();
        if (!welcomed) {
            welcomed = true;
            replies.add("{\"info\":\"Welcome to the BitMEX Realtime API.\",\"version\":\"2.0.0\",\"timestamp\":\"" + now
                    + "\",\"docs\":\"https://www.bitmex.com/app/wsAPI\",\"limit\":{\"remaining\":39}}");
        }
        if (frame.equals("ping")) {
            replies.add("pong");
            return replies;
        }
        try {
            heard(new JsonObject(frame), now, replies);
        } catch (DecodeException | ClassCastException e) {
            replies.add(
                    "{\"status\":400,\"error\":\"Unrecognized request. See the docs or send 'help' for more info.\","
                            + "\"meta\":{},\"request\":{}}");
        }
        return replies;
    }

    private void heard(JsonObject request, Instant now, List<String> replies) {
        String operation = request.getString("op", "");
        if (!operation.equals("subscribe") && !operation.equals("unsubscribe")) {
            replies.add(refused("Unknown operation " + operation, request));
            return;
        }
        for (Object topic : request.getJsonArray("args", new JsonArray())) {
            topic(operation, (String) topic, request, now, replies);
        }
    }

    private static String refused(String words, JsonObject request) {
        return new JsonObject()
                .put("status", 400)
                .put("error", words)
                .put("meta", new JsonObject())
                .put("request", request)
                .encode();
    }

    private void topic(String operation, String topic, JsonObject request, Instant now, List<String> replies) {
        int colon = topic.indexOf(':');
        String table = colon < 0 ? topic : topic.substring(0, colon);
        String symbol = topic.substring(colon + 1);
        if (!TABLES.contains(table) || colon < 0) {
            replies.add(refused("Unknown table: " + table, request));
            return;
        }
        boolean adds = operation.equals("subscribe");
        boolean changed = adds ? subscribed.add(topic) : subscribed.remove(topic);
        if (!changed) {
            replies.add(refused(
                    adds
                            ? "You are already subscribed to this topic: " + topic
                            : "You are not subscribed to this topic: " + topic,
                    request));
            return;
        }
        replies.add("{\"success\":true,\"" + operation + "\":\"" + topic + "\",\"request\":" + request.encode() + '}');
        if (adds) {
            partial.of(table, symbol, now)
                    .map(rows -> partial(table, symbol, rows))
                    .ifPresent(replies::add);
        }
    }

    private static String partial(String table, String symbol, String rows) {
        return "{\"table\":\"" + table + "\",\"action\":\"partial\",\"keys\":[],\"types\":{},\"filter\":{\"symbol\":\""
                + symbol + "\"},\"data\":[" + rows + "]}";
    }

    @Override
    public Optional<String> tell(List<String> streams, byte[] payload) {
        return streams.stream().anyMatch(subscribed::contains)
                ? Optional.of(new String(payload, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
