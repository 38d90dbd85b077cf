package io.basiswatch.local.venue;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A client of Bitfinex: its channels by their numbers, and the sequence and the times that it has asked for. One sequence counts
 * all messages of the socket that are about a channel, heartbeats too.
 */
final class BitfinexConversation implements Conversation {
    private static final int TIMESTAMP = 32_768;
    private static final int SEQUENCE = 65_536;
    private static final int MOST_CHANNELS = 25;
    private static final long HEARTBEAT_MILLIS = 15_000;

    private static final int UNKNOWN_EVENT = 10_000;
    private static final int SUBSCRIPTION_FAILED = 10_300;
    private static final int ALREADY_SUBSCRIBED = 10_301;
    private static final int UNSUBSCRIPTION_FAILED = 10_400;
    private static final int TOO_MANY_CHANNELS = 10_305;

    private final BitfinexDialect dialect;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private boolean greeted;
    private int flags;
    private long sequence;
    private int numbers = 1_000;

    /** A channel of this socket. */
    private static final class Channel {
        private final int number;
        private long toldMillis;

        private Channel(int number) {
            this.number = number;
        }
    }

    BitfinexConversation(BitfinexDialect dialect) {
        this.dialect = dialect;
    }

    private void greet(List<String> said) {
        if (!greeted) {
            said.add("{\"event\":\"info\",\"version\":2,\"serverId\":\"simulated\",\"platform\":{\"status\":1}}");
            greeted = true;
        }
    }

    @Override
    public List<String> hear(String frame, Instant now) {
        List<String> replies = new ArrayList<>();
        greet(replies);
        try {
            JsonObject request = new JsonObject(frame);
            switch (request.getString("event", "")) {
                case "conf" -> {
                    flags = request.getInteger("flags", 0);
                    replies.add("{\"event\":\"conf\",\"status\":\"OK\",\"flags\":" + flags + '}');
                }
                case "subscribe" -> subscribe(request, now, replies);
                case "unsubscribe" -> replies.add(unsubscribe(request.getInteger("chanId", -1)));
                case "ping" ->
                    replies.add(new JsonObject()
                            .put("event", "pong")
                            .put("ts", now.toEpochMilli())
                            .put("cid", request.getInteger("cid"))
                            .encode());
                default -> replies.add(error(UNKNOWN_EVENT, "event: invalid", request));
            }
        } catch (DecodeException | ClassCastException e) {
            replies.add(error(UNKNOWN_EVENT, "json: invalid", new JsonObject()));
        }
        return replies;
    }

    private void subscribe(JsonObject request, Instant now, List<String> replies) {
        String channel = request.getString("channel", "");
        String key = channel.equals("status") ? request.getString("key", "") : request.getString("symbol", "");
        boolean isBook = channel.equals("book");
        int length = isBook ? Integer.parseInt(String.valueOf(request.getValue("len", "25"))) : 0;
        boolean isTold = !isBook || request.getString("prec", "P0").equals("P0");
        long micros = TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli());
        Optional<String> first = isTold ? dialect.first(channel, key, length, micros) : Optional.empty();
        String stream = isBook ? BitfinexDialect.book(key, length) : channel + ':' + key;
        if (first.isEmpty()) {
            replies.add(
                    error(SUBSCRIPTION_FAILED, (channel.equals("status") ? "key" : "symbol") + ": invalid", request));
        } else if (channels.containsKey(stream)) {
            replies.add(error(ALREADY_SUBSCRIBED, "subscribe: dup", request));
        } else if (channels.size() == MOST_CHANNELS) {
            replies.add(error(TOO_MANY_CHANNELS, "subscribe: limit", request));
        } else {
            Channel opened = new Channel(++numbers);
            channels.put(stream, opened);
            replies.add(request.copy()
                    .put("event", "subscribed")
                    .put("chanId", opened.number)
                    .encode());
            replies.add(message(opened, first.get()));
        }
    }

    private String unsubscribe(int number) {
        boolean known = channels.values().removeIf(channel -> channel.number == number);
        return known
                ? "{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":" + number + '}'
                : error(UNSUBSCRIPTION_FAILED, "unsubscribe: invalid", new JsonObject().put("chanId", number));
    }

    private static String error(int code, String text, JsonObject request) {
        return request.copy()
                .put("event", "error")
                .put("msg", text)
                .put("code", code)
                .encode();
    }

    /** {@code [chanId,payload,sequence,time]}, the last two where they were asked for. */
    private String message(Channel channel, String told) {
        int end = told.lastIndexOf('\n');
        long millis = Long.parseLong(told.substring(end + 1));
        channel.toldMillis = millis;
        StringBuilder message = new StringBuilder(end + 40)
                .append('[')
                .append(channel.number)
                .append(',')
                .append(told, 0, end);
        if ((flags & SEQUENCE) != 0) {
            message.append(',').append(++sequence);
        }
        if ((flags & TIMESTAMP) != 0) {
            message.append(',').append(millis);
        }
        return message.append(']').toString();
    }

    @Override
    public Optional<String> tell(List<String> streams, byte[] payload) {
        for (String stream : streams) {
            Channel channel = channels.get(stream);
            if (channel != null) {
                return Optional.of(message(channel, new String(payload, StandardCharsets.UTF_8)));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> second(Instant now) {
        List<String> said = new ArrayList<>();
        greet(said);
        long millis = now.toEpochMilli();
        for (Channel channel : channels.values()) {
            if (millis - channel.toldMillis >= HEARTBEAT_MILLIS) {
                said.add(message(channel, "\"hb\"\n" + millis));
            }
        }
        return said;
    }
}
