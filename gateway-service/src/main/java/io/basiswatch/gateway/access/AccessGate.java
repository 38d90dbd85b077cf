package io.basiswatch.gateway.access;

import io.basiswatch.gateway.edge.ClientAddress;
import io.basiswatch.gateway.edge.RequestMarks;
import io.basiswatch.gateway.page.PublicPaths;
import io.basiswatch.gateway.problem.Problem;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    /** Streams and what belongs to them. */
    private static final String STREAM = "/v1/stream";

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String CALLER = "basiswatch.admitted";
    private static final String IN_QUERY = "basiswatch.key-in-query";
    private static final String BEARER = "bearer ";
    private static final Set<String> KEY_PARAMETERS =
            Set.of(KEY_PARAMETER, "apikey", "api-key", "x-api-key", "access_token", "key", "token");

    private final KeyCheck keys;
    private final PublicPaths publicPaths;
    private final FailedKeys failedKeys;
    private final ClientAddress addresses;
    private final KeyUsage usage;
    private final ExposedKeys exposed;
    private final TicketCheck tickets;
    private final boolean queryKeys;

    AccessGate(
            KeyCheck keys,
            PublicPaths publicPaths,
            FailedKeys failedKeys,
            ClientAddress addresses,
            KeyUsage usage,
            ExposedKeys exposed,
            TicketCheck tickets,
            AccessConfig config) {
        this.keys = keys;
        this.publicPaths = publicPaths;
        this.failedKeys = failedKeys;
        this.addresses = addresses;
        this.usage = usage;
        this.exposed = exposed;
        this.tickets = tickets;
        this.queryKeys = config.webhookQueryKeys();
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
        boolean webhook = queryKeys && WEBHOOK.equals(path);
        if (exposesKey(request.request(), webhook)) {
            exposed.seen(decoded(request.request().uri()), RequestMarks.safePath(request));
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
        Optional<String> inHeader = keyInHeader(request.request());
        Optional<String> key = inHeader.or(() -> webhook ? keyInQuery(request.request()) : Optional.empty());
        if (key.isEmpty() && tickets.isShown(request)) {
            redeemTicket(request);
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
        request.put(IN_QUERY, inHeader.isEmpty());
        OptionalInt shut = failedKeys.shutSeconds(addresses.of(request));
        if (shut.isPresent() && !keys.isRemembered(key.get())) {
            refuseWithoutLookingUp(request, shut.getAsInt());
            return;
        }
        Optional<Verdict> remembered = keys.remembered(key.get(), addresses.of(request));
        if (remembered.isPresent()) {
            decide(request, remembered.get());
            return;
        }
        request.request().pause();
        keys.verdict(key.get(), addresses.of(request))
                .subscribe()
                .with(verdict -> conclude(request, verdict), request::fail);
    }

    /** The key that the ticket was made with must still be in force, and its end is watched for from now on. */
    private void redeemTicket(RoutingContext request) {
        request.request().pause();
        tickets.redeem(request)
                .flatMap(caller -> keys.verdictOf(caller.keyId()))
                .subscribe()
                .with(verdict -> conclude(request, verdict), failure -> {
                    request.request().resume();
                    request.fail(failure);
                });
    }

    /** And ends the connection: whoever floods has to make a new one for each try, and has none waiting in line. */
    private static void refuseWithoutLookingUp(RoutingContext request, int seconds) {
        request.addEndHandler(sent -> request.request().connection().close());
        Problem.send(
                ProblemException.of(
                                Reason.TOO_MANY_FAILED_KEYS,
                                "So many wrong keys came from this address that keys which are not in use are not looked up"
                                        + " for it; try again in " + seconds + " s.")
                        .header("Retry-After", Integer.toString(seconds))
                        .header("Connection", "close"),
                request);
    }

    private void conclude(RoutingContext request, Verdict verdict) {
        request.request().resume();
        decide(request, verdict);
    }

    private void decide(RoutingContext request, Verdict verdict) {
        switch (verdict) {
            case Verdict.Admitted admitted -> admit(request, admitted);
            case Verdict.Refused refused ->
                // Answered once it is counted: whoever tries keys in a row gets no further ones in meanwhile.
                failedKeys.failed(
                        addresses.of(request),
                        () -> refuse(request, Reason.KEY_INVALID, "The key is malformed, unknown or revoked."));
            case Verdict.Expired expired ->
                refuse(request, Reason.KEY_EXPIRED, "The key was right until its time was over.");
            case Verdict.Elsewhere elsewhere ->
                refuse(
                        request,
                        Reason.NETWORK_NOT_ALLOWED,
                        "The key works from certain networks only, and "
                                + addresses.of(request).getHostAddress() + " is in none of them.");
            case Verdict.Unavailable unavailable ->
                refuse(request, Reason.KEYS_UNAVAILABLE, "The key store does not answer; try again shortly.");
        }
    }

    private void admit(RoutingContext request, Verdict.Admitted admitted) {
        Caller caller = admitted.caller();
        RequestMarks.caller(request, caller.keyId());
        usage.count(caller.keyId(), request.get(IN_QUERY, false));
        admitted.succession().ifPresent(succession -> announceEnd(request.response(), succession));
        Scope needed = needed(request);
        if (!caller.may(needed)) {
            refuse(request, Reason.SCOPE_MISSING, "The key lacks the scope '" + needed.code() + "'.");
            return;
        }
        request.put(CALLER, caller);
        request.next();
    }

    /** By the path as the router reads it: what is below the stream's path is of streams. */
    private static Scope needed(RoutingContext request) {
        return request.normalizedPath().startsWith(STREAM) ? Scope.STREAM : Scope.READ;
    }

    /** The key is about to be replaced: RFC 9745 and RFC 8594. */
    private static void announceEnd(HttpServerResponse response, Succession succession) {
        response.putHeader("Deprecation", "@" + succession.since().getEpochSecond());
        response.putHeader("Sunset", HTTP_DATE.format(succession.end()));
    }

    private static void refuse(RoutingContext request, Reason reason, String detail) {
        Problem.send(ProblemException.of(reason, detail), request);
    }

    private static Optional<String> keyInHeader(HttpServerRequest request) {
        List<String> sent = request.headers().getAll("X-API-Key");
        if (sent.size() == 1) {
            return Optional.of(sent.getFirst().strip());
        }
        if (!sent.isEmpty()) {
            // Two different keys are no key: which one was meant cannot be known.
            return Optional.of(
                    sent.stream().distinct().count() == 1 ? sent.getFirst().strip() : "");
        }
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return Optional.empty();
        }
        boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return Optional.of(bearer ? authorization.substring(BEARER.length()).strip() : "");
    }

    private static Optional<String> keyInQuery(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam(KEY_PARAMETER));
    }

    private static boolean exposesKey(HttpServerRequest request, boolean webhook) {
        if (decoded(request.path()).contains(ApiKey.PREFIX)) {
            return true;
        }
        String query = request.query();
        if (query == null || webhook) {
            return false;
        }
        if (decoded(query).contains(ApiKey.PREFIX)) {
            return true;
        }
        for (Map.Entry<String, String> parameter : request.params()) {
            if (isOfKey(parameter.getKey())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfKey(String parameter) {
        for (String name : KEY_PARAMETERS) {
            if (name.equalsIgnoreCase(parameter)) {
                return true;
            }
        }
        return false;
    }

    /** Decoded twice, so that an escaped escape hides nothing. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            String once = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return once + ' ' + URLDecoder.decode(once, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
