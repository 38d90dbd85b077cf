package io.basiswatch.collector.venue.coinbase;

import java.util.Collection;
import java.util.List;

/** The two feeds of Coinbase and how one subscribes to them. */
enum FeedKind {
    /** Advanced Trade: one channel per message. */
    ADVANCED,
    /** The Exchange feed: {@code level2_batch} is the book that needs no account. */
    EXCHANGE;

    /** Asks for the books of these products anew. */
    List<String> againBooks(Collection<String> ids) {
        return switch (this) {
            case ADVANCED -> List.of(say("unsubscribe", ids, "level2"), say("subscribe", ids, "level2"));
            case EXCHANGE -> List.of(say("unsubscribe", ids, "level2_batch"), say("subscribe", ids, "level2_batch"));
        };
    }

    /** A message that subscribes to a channel of some products, or unsubscribes from it. */
    String say(String type, Collection<String> ids, String channel) {
        String list = ids.isEmpty() ? "" : "\"product_ids\":[\"" + String.join("\",\"", ids) + "\"],";
        String what = this == ADVANCED ? "\"channel\":\"" + channel + "\"" : "\"channels\":[\"" + channel + "\"]";
        return "{\"type\":\"" + type + "\"," + list + what + "}";
    }
}
