package io.basiswatch.local.venue;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client of Binance: {@code /stream?streams=a/b} or {@code /ws/a}, and what it subscribes to afterwards. */
final class BinanceConversation implements Conversation {
    /** Since April 2026 these streams of the futures markets are under {@code /public}, the others under {@code /market}. */
    private static final Set<String> PUBLIC = Set.of("bookTicker", "depth", "rpiDepth", "trade");

    private final BinanceMarket market;
    private final String path;
    private final boolean combined;
    /** Our name of a stream to the client's. */
    private final Map<String, String> subscribed = new LinkedHashMap<>();

    BinanceConversation(BinanceMarket market, String path, String query) {
        this.market = market;
        this.path = path;
        this.combined = path.endsWith("/stream");
        int raw = path.indexOf("/ws/");
        String streams = raw >= 0
                ? path.substring(raw + "/ws/".length())
                : Query.parameter(query, "streams").orElse("");
        for (String stream : streams.split("/")) {
            subscribe(stream);
        }
    }

    private void subscribe(String stream) {
        if (!stream.isEmpty()) {
            subscribed.put(BinanceProtocol.key(stream), stream);
        }
    }

    @Override
    public List<String> hear(String frame, Instant now) {
        try {
            JsonObject request = new JsonObject(frame);
            JsonArray streams = request.getJsonArray("params", new JsonArray());
            Object result = null;
            switch (request.getString("method", "")) {
                case "SUBSCRIBE" -> streams.forEach(stream -> subscribe((String) stream));
                case "UNSUBSCRIBE" ->
                    streams.forEach(stream -> subscribed.remove(BinanceProtocol.key((String) stream)));
                case "LIST_SUBSCRIPTIONS" -> result = new JsonArray(List.copyOf(subscribed.values()));
                default -> {
                    return List.of("{\"code\":2,\"msg\":\"Invalid request: unknown variant\"}");
                }
            }
            return List.of(new JsonObject()
                    .put("result", result)
                    .put("id", request.getValue("id"))
                    .encode());
        } catch (DecodeException | ClassCastException e) {
            return List.of("{\"code\":3,\"msg\":\"Invalid JSON\"}");
        }
    }

    @Override
    public Optional<String> tell(List<String> streams, byte[] payload) {
        if (streams.isEmpty() || !subscribed.containsKey(streams.getFirst()) || !isRouted(streams.getFirst())) {
            return Optional.empty();
        }
        BinanceProtocol.Wrapped frame = BinanceProtocol.Wrapped.of(payload);
        String wanted = subscribed.get(streams.getFirst());
        if (!combined) {
            return Optional.of(frame.data());
        }
        return Optional.of(
                frame.stream().equals(wanted)
                        ? new String(payload, StandardCharsets.UTF_8)
                        : "{\"stream\":\"" + wanted + "\",\"data\":" + frame.data() + '}');
    }

    /** Whether the stream flows under this path at all; a path without class carries everything. */
    private boolean isRouted(String stream) {
        if (!market.splitsStreams()) {
            return true;
        }
        boolean isPublic = PUBLIC.contains(stream.substring(stream.indexOf('@') + 1));
        return path.contains("/public/") ? isPublic : !path.contains("/market/") || !isPublic;
    }
}
