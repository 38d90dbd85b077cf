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

/** A client of OKX's public socket: what it has subscribed to, and whether it is still there. */
final class OkxConversation implements Conversation {
    /** A socket over which nothing went for so long is closed. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final String CONNECTION = ",\"connId\":\"a4d3ae55\"}";

    private final BiFunction<JsonObject, Instant, Optional<List<String>>> first;
    private final Set<String> subscribed = new HashSet<>();
    private Instant active = Instant.MIN;
    private boolean told;

    /**
     * @param first what a new subscriber of a channel is told at once; empty where there is no such channel
     */
    OkxConversation(BiFunction<JsonObject, Instant, Optional<List<String>>> first) {
        this.first = first;
    }

    /** Our name of the channel that an argument asks for. */
    static String key(JsonObject argument) {
        String of = argument.getString("instId", argument.getString("instType", ""));
        return OkxFrames.key(argument.getString("channel", ""), of);
    }

    @Override
    public List<String> hear(String frame, Instant now) {
        active = now;
        if (frame.equals("ping")) {
            return List.of("pong");
        }
        try {
            JsonObject request = new JsonObject(frame);
            List<String> replies = new ArrayList<>();
            JsonArray arguments = request.getJsonArray("args", new JsonArray());
            for (Object argument : arguments) {
                replies.addAll(answer(request.getString("op", ""), (JsonObject) argument, now));
            }
            return arguments.isEmpty() ? List.of(error("60012", "Invalid request: " + frame)) : replies;
        } catch (DecodeException | ClassCastException e) {
            return List.of(error("60012", "Invalid request: " + frame));
        }
    }

    private List<String> answer(String operation, JsonObject argument, Instant now) {
        String done = "{\"event\":\"" + operation + "\",\"arg\":" + argument.encode() + CONNECTION;
        if (operation.equals("unsubscribe")) {
            subscribed.remove(key(argument));
            return List.of(done);
        }
        Optional<List<String>> frames = first.apply(argument, now);
        if (!operation.equals("subscribe") || frames.isEmpty()) {
            return List.of(error(
                    "60018",
                    "Wrong URL or " + argument.encode() + " doesn't exist. Please use the correct URL, channel and"
                            + " parameters referring to API document."));
        }
        subscribed.add(key(argument));
        List<String> replies = new ArrayList<>(List.of(done));
        replies.addAll(frames.get());
        return replies;
    }

    private static String error(String code, String message) {
        String event = new JsonObject()
                .put("event", "error")
                .put("code", code)
                .put("msg", message)
                .encode();
        return event.substring(0, event.length() - 1) + CONNECTION;
    }

    @Override
    public Optional<String> tell(List<String> streams, byte[] payload) {
        if (streams.stream().noneMatch(subscribed::contains)) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(new String(payload, StandardCharsets.UTF_8));
    }

    @Override
    public List<String> second(Instant now) {
        if (told || active.equals(Instant.MIN)) {
            active = now;
        }
        told = false;
        return List.of();
    }

    @Override
    public Optional<Closing> over(Instant now) {
        boolean isSilent = !active.equals(Instant.MIN) && active.plus(SILENCE).isBefore(now);
        return isSilent ? Optional.of(new Closing(4004, "No data received in 30s.")) : Optional.empty();
    }
}
