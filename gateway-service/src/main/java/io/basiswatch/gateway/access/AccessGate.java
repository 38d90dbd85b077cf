package io.basiswatch.gateway.access;

import io.basiswatch.gateway.edge.RequestMarks;
import io.basiswatch.gateway.page.PublicPaths;
import io.basiswatch.gateway.problem.Problem;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before everything that the gateway serves and lets nothing pass without a key, except the paths of {@link
 * PublicPaths}, compared character by character with the path as it was sent. A path written in any other way, with
 * escapes, doubled slashes or semicolons, is therefore never public, whatever a router makes of it later.
 */
@ApplicationScoped
public class AccessGate {
    /** The one path that takes a key in its query, for clients that can set no header. */
    public static final String WEBHOOK = "/webhook/indicators";

    /** The query parameter of {@link #WEBHOOK} that holds the key. */
    public static final String KEY_PARAMETER = "api_key";

    private static final int PRIORITY = 300;
    private static final String CALLER = "basiswatch.admitted";
    private static final String BEARER = "bearer ";
    private static final Set<String> KEY_PARAMETERS =
            Set.of(KEY_PARAMETER, "apikey", "api-key", "x-api-key", "access_token", "key", "token");

    private final KeyCheck keys;
    private final PublicPaths publicPaths;
    private final TicketCheck tickets;

    AccessGate(KeyCheck keys, PublicPaths publicPaths, TicketCheck tickets) {
        this.keys = keys;
        this.publicPaths = publicPaths;
        this.tickets = tickets;
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    /** Whether the gate let the request pass with a key: what every resource asks again before it answers. */
    public static boolean isAdmitted(RoutingContext request) {
        return caller(request).isPresent();
    }

    /** Whose key let the request pass; empty for public paths. */
    public static Optional<Caller> caller(RoutingContext request) {
        return Optional.ofNullable(request.get(CALLER));
    }

    private void admit(RoutingContext request) {
        String path = request.request().path();
        if (RequestMarks.hasUnreadableUri(request)) {
            refuse(request, Reason.BAD_REQUEST, "The URL is not correctly encoded.");
            return;
        }
        boolean webhook = WEBHOOK.equals(path);
        if (exposesKey(request.request(), webhook)) {
            refuse(
                    request,
                    Reason.KEY_IN_URL,
                    "URLs end up in logs and histories: send the key in the X-API-Key header or as a Bearer token, "
                            + "and treat the key that was sent as leaked.");
            return;
        }
        if (publicPaths.contains(path)) {
            request.next();
            return;
        }
        Optional<String> key = key(request.request(), webhook);
        if (key.isEmpty() && tickets.isShown(request)) {
            request.request().pause();
            tickets.redeem(request)
                    .subscribe()
                    .with(caller -> conclude(request, new Verdict.Admitted(caller)), failure -> {
                        request.request().resume();
                        request.fail(failure);
                    });
            return;
        }
        if (key.isEmpty()) {
            refuse(
                    request,
                    Reason.KEY_MISSING,
                    "Send a key in the X-API-Key header or as a Bearer token. Without one, paths that do not exist "
                            + "are not told from those that do.");
            return;
        }
        request.request().pause();
        keys.verdict(key.get()).subscribe().with(verdict -> conclude(request, verdict), request::fail);
    }

    private static void conclude(RoutingContext request, Verdict verdict) {
        request.request().resume();
        switch (verdict) {
            case Verdict.Admitted admitted -> {
                RequestMarks.caller(request, admitted.caller().keyId());
                request.put(CALLER, admitted.caller());
                request.next();
            }
            case Verdict.Refused refused ->
                refuse(request, Reason.KEY_INVALID, "The key is malformed, unknown or revoked.");
            case Verdict.Unavailable unavailable ->
                refuse(request, Reason.KEYS_UNAVAILABLE, "The key store does not answer; try again shortly.");
        }
    }

    private static void refuse(RoutingContext request, Reason reason, String detail) {
        Problem.send(ProblemException.of(reason, detail), request);
    }

    private static Optional<String> key(HttpServerRequest request, boolean webhook) {
        List<String> sent = request.headers().getAll("X-API-Key");
        if (!sent.isEmpty()) {
            // Two different keys are no key: which one was meant cannot be known.
            return Optional.of(
                    sent.stream().distinct().count() == 1 ? sent.getFirst().strip() : "");
        }
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
            return Optional.of(bearer ? authorization.substring(BEARER.length()).strip() : "");
        }
        return webhook ? Optional.ofNullable(request.getParam(KEY_PARAMETER)) : Optional.empty();
    }

    private static boolean exposesKey(HttpServerRequest request, boolean webhook) {
        if (decoded(request.path()).contains(ApiKey.PREFIX)) {
            return true;
        }
        String query = request.query();
        if (query == null || webhook) {
            return false;
        }
        return decoded(query).contains(ApiKey.PREFIX)
                || request.params().names().stream()
                        .anyMatch(name -> KEY_PARAMETERS.stream().anyMatch(name::equalsIgnoreCase));
    }

    /** Decoded twice, so that an escaped escape hides nothing. */
    private static String decoded(String text) {
        try {
            String once = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return once + ' ' + URLDecoder.decode(once, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
