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

/** What clients of Kraken's two markets have in common: a welcome with the first reply, and streams by name. */
abstract class KrakenConversation implements Conversation {
    final Set<String> subscribed = new HashSet<>();
    private final String welcome;
    private final String malformed;
    private boolean welcomed;

    /**
     * @param welcome said once, before anything else
     * @param malformed the reply to what is no request
     */
    KrakenConversation(String welcome, String malformed) {
        this.welcome = welcome;
        this.malformed = malformed;
    }

    @Override
    public final List<String> hear(String frame, Instant now) {
        List<String> replies = new ArrayList<>();
        if (!welcomed) {
            welcomed = true;
            replies.add(welcome);
        }
        try {
            heard(new JsonObject(frame), now, replies);
        } catch (DecodeException | ClassCastException e) {
            replies.add(malformed);
        }
        return replies;
    }

    /** A request; replies go behind those that are there. */
    abstract void heard(JsonObject request, Instant now, List<String> replies);

    @Override
    public final Optional<String> tell(List<String> streams, byte[] payload) {
        return streams.stream().anyMatch(subscribed::contains)
                ? Optional.of(new String(payload, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
