package io.basiswatch.gateway.live;

import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads what a request for a stream asks for. */
final class StreamQuery {
    private static final String TOPICS = "topics";
    private static final String HEARTBEAT = "heartbeat";
    private static final Set<String> PARAMETERS = new TreeSet<>(Set.of(
            TOPICS, "indicators", "assets", "resolutions", "since", "last_event_id", HEARTBEAT, TicketDesk.PARAMETER));

    private StreamQuery() {}

    /** @throws ProblemException where it asks for what is not there, or for more than its ticket is good for */
    static Subscription read(HttpServerRequest request, Caller caller, Optional<Ticket> ticket) {
        MultiMap query = request.params();
        for (String name : query.names()) {
            if (!PARAMETERS.contains(name)) {
                throw ProblemException.of(
                        Reason.UNKNOWN_PARAMETER,
                        name,
                        "Not a parameter here. Accepted: " + String.join(", ", PARAMETERS) + ".");
            }
        }
        StreamFilter asked = StreamFilter.parse(
                topics(query), list(query, "indicators"), list(query, "assets"), list(query, "resolutions"));
        StreamFilter filter = ticket.map(given -> given.narrowed(asked)).orElse(asked);
        return new Subscription(filter, lastEventId(request), visibleHeartbeats(query), caller.keyId());
    }

    private static List<String> topics(MultiMap query) {
        return query.getAll(TOPICS).stream()
                .filter(list -> !list.isBlank())
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static String list(MultiMap query, String name) {
        return String.join(",", query.getAll(name));
    }

    /** The header is the browser's own on reconnecting, and newer than a parameter of the first URL. */
    private static Optional<String> lastEventId(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID"))
                .or(() -> Optional.ofNullable(request.getParam("last_event_id")))
                .or(() -> Optional.ofNullable(request.getParam("since")))
                .map(String::strip)
                .filter(id -> !id.isEmpty());
    }

    private static boolean visibleHeartbeats(MultiMap query) {
        String form = Optional.ofNullable(query.get(HEARTBEAT)).orElse("comment");
        return switch (form) {
            case "comment" -> false;
            case "event" -> true;
            default ->
                throw ProblemException.of(Reason.INVALID_PARAMETER, HEARTBEAT, "A heartbeat is a comment or an event.");
        };
    }
}
