package io.basiswatch.local.venue;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A client of Coinbase. Which feed it speaks shows in its first subscription: {@code channels} or {@code channel}. */
final class CoinbaseConversation implements Conversation {
    private static final String HEARTBEAT = "heartbeat";
    private static final String HEARTBEATS = "heartbeats";

    private static final Set<String> CHANNELS =
            Set.of("level2", "market_trades", "ticker", "ticker_batch", "candles", "status", HEARTBEATS);

    /** More books over one socket of Advanced Trade are refused. */
    private static final int MOST_BOOKS = 30;

    /** What is told of a product as soon as it is subscribed to; where captures are played they bring it. */
    @FunctionalInterface
    interface Opening {
        Opening NONE = (channel, product, now) -> Optional.empty();

        Optional<byte[]> of(String channel, String product, Instant now);
    }

    private final Opening opening;
    private final Map<String, Set<String>> subscribed = new TreeMap<>();
    private boolean advanced;
    private long sequence;
    private long heartbeats;

    CoinbaseConversation(Opening opening) {
        this.opening = opening;
    }

    @Override
    public List<String> hear(String frame, Instant now) {
        try {
            JsonObject request = new JsonObject(frame);
            advanced = request.containsKey("channel");
            boolean adds = request.getString("type", "").equals("subscribe");
            if (!adds && !request.getString("type", "").equals("unsubscribe")) {
                return List.of("{\"type\":\"error\",\"message\":\"Malformed JSON\"}");
            }
            JsonArray products = request.getJsonArray("product_ids", new JsonArray());
            if (advanced) {
                return advanced(request.getString("channel"), products, adds, now);
            } else {
                for (Object channel : request.getJsonArray("channels", new JsonArray())) {
                    if (channel instanceof JsonObject own) {
                        change(own.getString("name"), own.getJsonArray("product_ids", products), adds);
                    } else {
                        change((String) channel, products, adds);
                    }
                }
            }
            return List.of(acknowledgement(now));
        } catch (DecodeException | ClassCastException e) {
            return List.of("{\"type\":\"error\",\"message\":\"Malformed JSON\"}");
        }
    }

    /** Snapshots come before the acknowledgement, and all of it is counted. */
    private List<String> advanced(String channel, JsonArray products, boolean adds, Instant now) {
        if (!CHANNELS.contains(channel)) {
            return List.of("{\"type\":\"error\",\"message\":\"authentication failure\"}");
        }
        List<String> begun = change(channel, products, adds);
        if (channel.equals("level2") && subscribed.get(channel).size() > MOST_BOOKS) {
            begun.forEach(subscribed.get(channel)::remove);
            return List.of("{\"type\":\"error\",\"message\":\"too many L2 streams requested in a single session\"}");
        }
        List<String> replies = new ArrayList<>();
        begun.forEach(
                product -> opening.of(channel, product, now).map(this::counted).ifPresent(replies::add));
        replies.add(acknowledgement(now));
        return replies;
    }

    /** The products of which a subscription begins. */
    private List<String> change(String channel, JsonArray products, boolean adds) {
        Set<String> known = subscribed.computeIfAbsent(channel, name -> new TreeSet<>());
        List<String> begun = new ArrayList<>();
        for (Object product : products) {
            if (!adds) {
                known.remove((String) product);
            } else if (known.add((String) product)) {
                begun.add((String) product);
            }
        }
        return begun;
    }

    private String acknowledgement(Instant now) {
        if (advanced) {
            JsonObject channels = new JsonObject();
            subscribed.forEach((name, products) -> channels.put(name, new JsonArray(List.copyOf(products))));
            return envelope("subscriptions", now, new JsonObject().put("subscriptions", channels));
        }
        JsonArray channels = new JsonArray();
        subscribed.forEach((name, products) -> channels.add(
                new JsonObject().put("name", name).put("product_ids", new JsonArray(List.copyOf(products)))));
        return new JsonObject()
                .put("type", "subscriptions")
                .put("channels", channels)
                .encode();
    }

    private String envelope(String channel, Instant now, JsonObject event) {
        return new JsonObject()
                .put("channel", channel)
                .put("client_id", "")
                .put("timestamp", now.toString())
                .put("sequence_num", sequence++)
                .put("events", new JsonArray().add(event))
                .encode();
    }

    @Override
    public Optional<String> tell(List<String> streams, byte[] payload) {
        if (streams.stream().noneMatch(this::wants)) {
            return Optional.empty();
        }
        if (!advanced) {
            return Optional.of(new String(payload, StandardCharsets.UTF_8));
        }
        return Optional.of(counted(payload));
    }

    /** One counter per connection over all channels: what others are told leaves no hole in it. */
    private String counted(byte[] payload) {
        String own = Long.toString(sequence++);
        byte[] counted =
                JsonEdit.apply(payload, (parent, name, text, quoted) -> name.equals("sequence_num") ? own : text);
        return new String(counted, StandardCharsets.UTF_8);
    }

    private boolean wants(String stream) {
        int colon = stream.indexOf(':');
        String channel = stream.substring(0, colon);
        String product = stream.substring(colon + 1);
        return has(channel, product) || channel.equals("level2") && has("level2_batch", product);
    }

    private boolean has(String channel, String product) {
        return subscribed.getOrDefault(channel, Set.of()).contains(product);
    }

    @Override
    public List<String> second(Instant now) {
        List<String> said = new ArrayList<>();
        if (advanced && subscribed.containsKey(HEARTBEATS)) {
            said.add(envelope(
                    HEARTBEATS,
                    now,
                    new JsonObject().put("current_time", now.toString()).put("heartbeat_counter", heartbeats++)));
        }
        for (String product : subscribed.getOrDefault(HEARTBEAT, Set.of())) {
            said.add("{\"type\":\"heartbeat\",\"last_trade_id\":0,\"product_id\":\"" + product + "\",\"sequence\":"
                    + heartbeats++ + ",\"time\":\"" + now + "\"}");
        }
        return said;
    }
}
