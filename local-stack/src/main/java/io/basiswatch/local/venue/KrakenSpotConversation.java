package io.basiswatch.local.venue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client of Kraken's WebSocket v2: {@code {"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":
 * 1000}}}, each pair acknowledged by itself, a heartbeat each second once anything is subscribed to.
 */
final class KrakenSpotConversation extends KrakenConversation {
    private static final Set<String> CHANNELS = Set.of("book", "trade", "ticker");

    /** Those that hold every level of a simulated book; the fewer levels of others are not told here. */
    private static final Set<Integer> DEPTHS = Set.of(500, 1_000);

    private static final int USUAL_DEPTH = 10;

    private final Optional<KrakenSpotDialect> dialect;

    /**
     * @param dialect what tells snapshots; where captures are played they bring their own
     */
    KrakenSpotConversation(Optional<KrakenSpotDialect> dialect) {
        super(
                "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\",\"system\":\"online\","
                        + "\"api_version\":\"v2\",\"connection_id\":18125794168470749634}]}",
                "{\"error\":\"Malformed request\",\"success\":false,\"method\":\"\"}");
        this.dialect = dialect;
    }

    @Override
    void heard(JsonObject request, Instant now, List<String> replies) {
        String method = request.getString("method", "");
        JsonObject params = request.getJsonObject("params", new JsonObject());
        String channel = params.getString("channel", "");
        if (method.equals("ping")) {
            replies.add("{\"method\":\"pong\"," + times(now) + '}');
        } else if (!method.equals("subscribe") && !method.equals("unsubscribe")) {
            replies.add(refused(method, "Unknown method", "", now));
        } else if (!CHANNELS.contains(channel) || !isDepth(channel, params)) {
            replies.add(refused(method, "Subscription " + channel + " not supported", "", now));
        } else {
            for (Object pair : params.getJsonArray("symbol", new JsonArray())) {
                pair(method, channel, (String) pair, params, now, replies);
            }
        }
    }

    private static boolean isDepth(String channel, JsonObject params) {
        return !channel.equals("book") || DEPTHS.contains(params.getInteger("depth", USUAL_DEPTH));
    }

    private void pair(
            String method, String channel, String pair, JsonObject params, Instant now, List<String> replies) {
        Optional<String> opening =
                dialect.isEmpty() ? Optional.of("") : dialect.get().opening(channel, pair, now);
        if (opening.isEmpty()) {
            replies.add(refused(method, "Currency pair not supported " + pair, pair, now));
            return;
        }
        boolean adds = method.equals("subscribe");
        boolean changed = adds ? subscribed.add(channel + ':' + pair) : subscribed.remove(channel + ':' + pair);
        if (!changed) {
            String words = adds ? "Already subscribed" : "Subscription Not Found";
            replies.add(refused(method, words, pair, now));
            return;
        }
        String depth = channel.equals("book") ? "\"depth\":" + params.getInteger("depth") + ',' : "";
        replies.add("{\"method\":\"" + method + "\",\"result\":{\"channel\":\"" + channel + "\"," + depth
                + "\"snapshot\":true,\"symbol\":\"" + pair + "\"},\"success\":true," + times(now) + '}');
        if (adds && !opening.get().isEmpty()) {
            replies.add(opening.get());
        }
    }

    private static String refused(String method, String words, String pair, Instant now) {
        return "{\"error\":\"" + words + "\",\"method\":\"" + method + "\",\"success\":false,\"symbol\":\"" + pair
                + "\"," + times(now) + '}';
    }

    private static String times(Instant now) {
        return "\"time_in\":\"" + now + "\",\"time_out\":\"" + now + '"';
    }

    @Override
    public List<String> second(Instant now) {
        return subscribed.isEmpty() ? List.of() : List.of("{\"channel\":\"heartbeat\"}");
    }
}
