package io.basiswatch.local.venue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A client of Kraken Futures: {@code {"event":"subscribe","feed":"book","product_ids":["PF_XBTUSD"]}}, each product
 * acknowledged by itself.
 */
final class KrakenFuturesConversation extends KrakenConversation {
    private static final Set<String> FEEDS = Set.of("book", "trade", "ticker", "ticker_lite", "heartbeat");

    private final Optional<KrakenFuturesDialect> dialect;

    /**
     * @param dialect what tells snapshots; where captures are played they bring their own
     */
    KrakenFuturesConversation(Optional<KrakenFuturesDialect> dialect) {
        super("{\"event\":\"info\",\"version\":1}", "{\"event\":\"error\",\"message\":\"Json Error\"}");
        this.dialect = dialect;
    }

    @Override
    void heard(JsonObject request, Instant now, List<String> replies) {
        String event = request.getString("event", "");
        String feed = request.getString("feed", "");
        JsonArray products = request.getJsonArray("product_ids", new JsonArray());
        if (!event.equals("subscribe") && !event.equals("unsubscribe")) {
            replies.add("{\"event\":\"error\",\"message\":\"Bad request\"}");
        } else if (!FEEDS.contains(feed)) {
            replies.add("{\"event\":\"alert\",\"message\":\"Couldn't subscribe to invalid feed\"}");
        } else if (products.isEmpty()) {
            change(event, feed, "");
            replies.add("{\"event\":\"" + event + "d\",\"feed\":\"" + feed + "\"}");
        } else {
            products.forEach(
                    product -> product(event, feed, ((String) product).toUpperCase(Locale.ROOT), now, replies));
        }
    }

    private void product(String event, String feed, String product, Instant now, List<String> replies) {
        Optional<List<String>> opening =
                dialect.isEmpty() ? Optional.of(List.of()) : dialect.get().opening(feed, product, now);
        if (opening.isEmpty()) {
            replies.add("{\"event\":\"error\",\"message\":\"Invalid product id\"}");
            return;
        }
        boolean begins = change(event, feed, product);
        replies.add("{\"event\":\"" + event + "d\",\"feed\":\"" + feed + "\",\"product_ids\":[\"" + product + "\"]}");
        if (begins) {
            replies.addAll(opening.get());
        }
    }

    /** Whether a subscription begins. */
    private boolean change(String event, String feed, String product) {
        boolean adds = event.equals("subscribe");
        boolean changed = adds ? subscribed.add(feed + ':' + product) : subscribed.remove(feed + ':' + product);
        return adds && changed;
    }

    @Override
    public List<String> second(Instant now) {
        return subscribed.contains("heartbeat:")
                ? List.of("{\"feed\":\"heartbeat\",\"time\":" + now.toEpochMilli() + '}')
                : List.of();
    }
}
