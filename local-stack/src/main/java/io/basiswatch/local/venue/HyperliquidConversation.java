package io.basiswatch.local.venue;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A client of Hyperliquid. Its subscriptions are acknowledged in the venue's words, with all that they leave out. */
final class HyperliquidConversation implements Conversation {
    private static final Set<String> TYPES = Set.of("trades", "bbo", "activeAssetCtx", HyperliquidDialect.BOOK);

    private final Beginnings beginnings;
    private final Set<String> subscribed = new HashSet<>();

    HyperliquidConversation(Beginnings beginnings) {
        this.beginnings = beginnings;
    }

    /** What subscriptions begin with. */
    @FunctionalInterface
    interface Beginnings {
        /**
         * The first messages of a subscription; empty where there is no such thing to subscribe to.
         *
         * @param digits of a book; 0 where each price stands by itself
         * @param now microseconds since the epoch
         */
        Optional<List<String>> of(String type, String coin, int digits, long now);
    }

    @Override
    public List<String> hear(String frame, Instant now) {
        try {
            JsonObject request = new JsonObject(frame);
            return switch (request.getString("method", "")) {
                case "ping" -> List.of("{\"channel\":\"pong\"}");
                case "subscribe" -> change(true, request.getJsonObject("subscription", new JsonObject()), now);
                case "unsubscribe" -> change(false, request.getJsonObject("subscription", new JsonObject()), now);
                default -> List.of(error("Error parsing JSON into valid websocket request: " + frame));
            };
        } catch (DecodeException | ClassCastException e) {
            return List.of(error("Error parsing JSON into valid websocket request: " + frame));
        }
    }

    private List<String> change(boolean adds, JsonObject subscription, Instant now) {
        String type = subscription.getString("type", "");
        String coin = subscription.getString("coin", "");
        int digits = subscription.getInteger("nSigFigs", 0) instanceof Integer told ? told : 0;
        long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
        Optional<List<String>> first = TYPES.contains(type) && HyperliquidDialect.DIGITS.contains(digits)
                ? beginnings.of(type, coin, digits, micros)
                : Optional.empty();
        if (first.isEmpty()) {
            return List.of(error("Invalid subscription " + subscription.encode()));
        }
        boolean isBook = type.equals(HyperliquidDialect.BOOK);
        String stream = isBook ? HyperliquidDialect.book(coin, digits) : type + ':' + coin;
        boolean isNews = adds ? subscribed.add(stream) : subscribed.remove(stream);
        if (!isNews) {
            return List.of(error("Already " + (adds ? "subscribed: " : "unsubscribed: ") + subscription.encode()));
        }
        List<String> replies = new ArrayList<>();
        JsonObject whole = new JsonObject().put("type", type).put("coin", coin);
        if (isBook) {
            whole.put("nSigFigs", digits == 0 ? null : digits).put("mantissa", null);
        }
        replies.add(HyperliquidFrames.frame(
                "subscriptionResponse",
                new JsonObject()
                        .put("method", adds ? "subscribe" : "unsubscribe")
                        .put("subscription", whole)
                        .encode()));
        if (adds) {
            replies.addAll(first.get());
        }
        return replies;
    }

    private static String error(String text) {
        return new JsonObject().put("channel", "error").put("data", text).encode();
    }

    @Override
    public Optional<String> tell(List<String> streams, byte[] payload) {
        return streams.stream().anyMatch(subscribed::contains)
                ? Optional.of(new String(payload, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
