package io.basiswatch.local.venue;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/** A client of Bitstamp. */
final class BitstampConversation implements Conversation {
    private final BiPredicate<String, Long> channels;
    private final Set<String> subscribed = new HashSet<>();

    BitstampConversation(BitstampDialect dialect) {
        this(dialect::hasChannel);
    }

    /**
     * @param channels whether there is a channel of a name at a time, microseconds since the epoch
     */
    BitstampConversation(BiPredicate<String, Long> channels) {
        this.channels = channels;
    }

    @Override
    public List<String> hear(String frame, Instant now) {
        try {
            JsonObject request = new JsonObject(frame);
            String channel = request.getJsonObject("data", new JsonObject()).getString("channel", "");
            return List.of(
                    switch (request.getString("event", "")) {
                        case "bts:heartbeat" -> BitstampFrames.frame("bts:heartbeat", "", "{\"status\":\"success\"}");
                        case "bts:subscribe" -> subscribe(channel, now);
                        case "bts:unsubscribe" -> unsubscribe(channel);
                        default -> error("Bad subscription string.");
                    });
        } catch (DecodeException | ClassCastException e) {
            return List.of(error("Incorrect JSON format."));
        }
    }

    private String subscribe(String channel, Instant now) {
        if (!channels.test(channel, TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli()))) {
            return error("Bad subscription string.");
        }
        subscribed.add(channel);
        return BitstampFrames.frame("bts:subscription_succeeded", channel, "{}");
    }

    private String unsubscribe(String channel) {
        return subscribed.remove(channel)
                ? BitstampFrames.frame("bts:unsubscription_succeeded", channel, "{}")
                : error("Bad subscription string.");
    }

    private static String error(String message) {
        return BitstampFrames.frame("bts:error", "", "{\"code\":null,\"message\":\"" + message + "\"}");
    }

    @Override
    public Optional<String> tell(List<String> streams, byte[] payload) {
        return streams.stream().anyMatch(subscribed::contains)
                ? Optional.of(new String(payload, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
