package io.basiswatch.gateway.live;

import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.access.TicketCheck;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.view.ViewReader;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gives stream tickets out and takes them back, each once, on whichever gateway it is shown. Redis keeps them under their
 * hashes: who reads it cannot use them.
 */
@ApplicationScoped
class TicketDesk implements TicketCheck {
    /** The parameter of a stream's URL that holds the ticket. */
    static final String PARAMETER = "ticket";

    private static final String KEY = "gateway:ticket:";
    private static final String FIELD = "basiswatch.ticket";
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final ViewReader redis;
    private final LiveHub hub;
    private final Duration life;
    private final SecureRandom random = new SecureRandom();

    TicketDesk(ViewReader redis, LiveHub hub, LiveConfig config) {
        this.redis = redis;
        this.hub = hub;
        this.life = config.ticketLife();
    }

    Duration life() {
        return life;
    }

    /** Gives a ticket out: the text that opens the stream. Fails with a problem where Redis is away. */
    Uni<String> issue(Ticket ticket) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return redis.ask("SET", key(text), ticket.json(), "PX", Long.toString(life.toMillis()), "NX")
                .map(done -> text);
    }

    private static String key(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return KEY + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The ticket that the request was let in with; empty where it was a key. */
    static Optional<Ticket> ticket(RoutingContext request) {
        return Optional.ofNullable(request.get(FIELD));
    }

    @Override
    public boolean isShown(RoutingContext request) {
        HttpServerRequest sent = request.request();
        return sent.method() == HttpMethod.GET
                && StreamRoute.PATH.equals(sent.path())
                && sent.getParam(PARAMETER) != null;
    }

    @Override
    public Uni<Caller> redeem(RoutingContext request) {
        String text = request.request().getParam(PARAMETER);
        if (!FORM.matcher(text).matches()) {
            return Uni.createFrom().failure(invalid());
        }
        return redis.ask("GETDEL", key(text)).map(answer -> {
            Ticket ticket = Ticket.parse(ViewReader.text(answer.orElseThrow(TicketDesk::invalid)));
            if (hub.isEnded(ticket.caller().keyId())) {
                throw invalid();
            }
            ticket.origin().ifPresent(origin -> requireOrigin(origin, request.request()));
            request.put(FIELD, ticket);
            return ticket.caller();
        });
    }

    private static ProblemException invalid() {
        return ProblemException.of(
                Reason.TICKET_INVALID, "The ticket is malformed, unknown, used already or too old: ask for another.");
    }

    /**
     * A browser says the origin of every request but those to the page's own; of these it says that they are, and then the
     * host must be the origin's.
     */
    private static void requireOrigin(String wanted, HttpServerRequest request) {
        String said = request.getHeader("Origin");
        boolean ownPage = said == null
                && "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                && wanted.endsWith("://" + request.getHeader("Host"));
        if (!ownPage && !wanted.equals(said)) {
            throw ProblemException.of(Reason.TICKET_NOT_FOR_THIS, "The ticket was made for another origin.");
        }
    }
}
