package io.basiswatch.gateway.live;

import io.basiswatch.gateway.access.AccessGate;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code POST /v1/stream-tickets}: a ticket for a page, asked for with a key that the page never sees. */
@Path("/v1/stream-tickets")
public class TicketResource {
    private static final Set<String> MEMBERS = Set.of("topics", "origin");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]{1,255}");

    private final TicketDesk desk;
    private final Clock clock;

    TicketResource(TicketDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** Makes one; {@code body} says for which topics, and for pages of which origin. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> issue(String body, RoutingContext request) {
        AccessGate.caller(request)
                .orElseThrow(() -> ProblemException.of(Reason.KEY_MISSING, "A ticket is asked for with a key."));
        requireNoParameters(request);
        JsonObject order = order(body);
        Ticket ticket = new Ticket(
                AccessGate.caller(request).orElseThrow(),
                Topic.parseAll(topics(order)),
                origin(order).or(() -> Optional.ofNullable(request.request().getHeader("Origin"))));
        Instant expires = clock.instant().plus(desk.life()).truncatedTo(ChronoUnit.MILLIS);
        return desk.issue(ticket)
                .map(text -> Response.status(Response.Status.CREATED)
                        .header("Cache-Control", "no-store")
                        .entity(new JsonObject()
                                .put("ticket", text)
                                .put("expires", expires.toString())
                                .encode())
                        .build());
    }

    private static void requireNoParameters(RoutingContext request) {
        request.request().params().names().stream().findFirst().ifPresent(name -> {
            throw ProblemException.of(Reason.UNKNOWN_PARAMETER, name, "Not a parameter here. Accepted: none.");
        });
    }

    private static JsonObject order(String body) {
        try {
            JsonObject order = new JsonObject(body);
            order.fieldNames().stream()
                    .filter(name -> !MEMBERS.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw ProblemException.of(
                                Reason.UNKNOWN_PARAMETER, name, "Not a member here. Accepted: origin, topics.");
                    });
            return order;
        } catch (DecodeException e) {
            throw ProblemException.inBody(Reason.BAD_REQUEST, "#", "The body is no JSON object.");
        }
    }

    private static List<String> topics(JsonObject order) {
        if (!(order.getValue("topics") instanceof JsonArray topics)
                || topics.isEmpty()
                || !topics.stream().allMatch(String.class::isInstance)) {
            throw ProblemException.inBody(
                    Reason.INVALID_PARAMETER, "topics", "A list of at least one topic; [\"*\"] is everything.");
        }
        return topics.stream().map(String.class::cast).toList();
    }

    private static Optional<String> origin(JsonObject order) {
        Object origin = order.getValue("origin");
        if (origin == null) {
            return Optional.empty();
        }
        if (!(origin instanceof String text) || !ORIGIN.matcher(text).matches()) {
            throw ProblemException.inBody(
                    Reason.INVALID_PARAMETER, "origin", "An origin as browsers send it, such as https://example.org.");
        }
        return Optional.of(text);
    }
}
