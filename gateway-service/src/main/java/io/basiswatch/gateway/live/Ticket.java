package io.basiswatch.gateway.live;

import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.access.Scope;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The right to open one stream, for clients that can send no header.
 *
 * @param caller whose key it was asked for with
 * @param topics what the stream may carry at most
 * @param origin of the page that may open it; empty where any client may
 */
record Ticket(Caller caller, List<Topic> topics, Optional<String> origin) {
    /** As it is kept. */
    String json() {
        return new JsonObject()
                .put("key", caller.keyId())
                .put("owner", caller.owner())
                .put(
                        "scopes",
                        new JsonArray(caller.scopes().stream().map(Scope::code).toList()))
                .put("class", caller.quotaClass())
                .put("topics", new JsonArray(topics.stream().map(Topic::text).toList()))
                .put("origin", origin.orElse(null))
                .encode();
    }

    static Ticket parse(String text) {
        JsonObject json = new JsonObject(text);
        Set<Scope> scopes = texts(json, "scopes").stream()
                .map(Scope::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return new Ticket(
                new Caller(json.getString("key"), json.getString("owner"), scopes, json.getString("class")),
                texts(json, "topics").stream().map(Topic::parse).toList(),
                Optional.ofNullable(json.getString("origin")));
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name).stream().map(Object::toString).toList();
    }

    /**
     * What was asked for, or everything that the ticket is good for where no topics were.
     *
     * @throws ProblemException where the ticket is not good for a topic
     */
    StreamFilter narrowed(StreamFilter asked) {
        if (asked.topics().isEmpty()) {
            return asked.of(topics);
        }
        asked.topics().stream()
                .filter(topic -> topics.stream().noneMatch(allowed -> allowed.covers(topic)))
                .findFirst()
                .ifPresent(topic -> {
                    throw ProblemException.of(
                            Reason.TICKET_NOT_FOR_THIS,
                            "topics",
                            "The ticket was not made for the topic '" + Topic.shortened(topic.text()) + "'.");
                });
        return asked;
    }
}
