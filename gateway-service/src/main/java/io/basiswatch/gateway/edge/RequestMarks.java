package io.basiswatch.gateway.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Gives every request an id, every answer its security headers, and the log one line for each.
 *
 * <p>The line holds no query string and no header: one of them may be a secret.
 */
@ApplicationScoped
public class RequestMarks {
    /** Order of the filters: marks, then CORS, then keys. */
    static final int PRIORITY = 400;

    private static final Logger LOG = Logger.getLogger("io.basiswatch.gateway.request");
    /** The field with the id of a request. */
    public static final String REQUEST_ID = "X-Request-Id";

    private static final String ID_FIELD = "basiswatch.request-id";
    private static final String CALLER_FIELD = "basiswatch.caller";
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String KEY_START = "bw_live_";
    private static final Pattern KEY = Pattern.compile(KEY_START + "[^/?&#]*");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final CharSequence ID_HEADER = HttpHeaders.createOptimized(REQUEST_ID);
    /** Made ready once: they stand in every answer. */
    private static final List<Map.Entry<CharSequence, CharSequence>> SECURITY = List.of(
            field("X-Content-Type-Options", "nosniff"),
            field("Referrer-Policy", "no-referrer"),
            field("Content-Security-Policy", CONTENT_POLICY),
            field("Cross-Origin-Opener-Policy", "same-origin"));

    private static Map.Entry<CharSequence, CharSequence> field(String name, String value) {
        return Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }

    void register(@Observes Filters filters) {
        filters.register(this::mark, PRIORITY);
    }

    private void mark(RoutingContext request) {
        long started = System.nanoTime();
        String id = id(request);
        HttpServerResponse response = request.response();
        response.putHeader(ID_HEADER, id);
        SECURITY.forEach(field -> response.putHeader(field.getKey(), field.getValue()));
        if (LOG.isInfoEnabled()) {
            request.addEndHandler(ended -> log(request, System.nanoTime() - started));
        }
        request.next();
    }

    private static void log(RoutingContext request, long nanos) {
        // One for every request: put together, since reading a format each time takes several times as long.
        LOG.info(request.request().method().name() + ' ' + safePath(request) + ' '
                + request.response().getStatusCode() + ' ' + nanos / 1_000_000 + " ms request=" + id(request) + " key="
                + request.get(CALLER_FIELD, "-"));
    }

    /** The request's id: the client's own where it is sane, else a new one. */
    public static String id(RoutingContext request) {
        String known = request.get(ID_FIELD);
        if (known != null) {
            return known;
        }
        String sent = request.request().getHeader(REQUEST_ID);
        String id = sent != null && SANE_ID.matcher(sent).matches() ? sent : newId();
        request.put(ID_FIELD, id);
        return id;
    }

    /** A UUID of version 4; it has to be another one each time, and need not be hard to guess. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low).toString();
    }

    /** Puts the public id of the caller's key into the request's log line. */
    public static void caller(RoutingContext request, String keyId) {
        request.put(CALLER_FIELD, keyId);
    }

    /** The path as it was sent, without query and without anything that looks like a key. */
    public static String safePath(RoutingContext request) {
        HttpServerRequest sent = request.request();
        return safe(sent.path() == null ? "/" : sent.path());
    }

    /** The path without anything that looks like a key. */
    static String safe(String path) {
        if (hidesKey(path)) {
            return "/(removed)";
        }
        return path.contains(KEY_START) ? KEY.matcher(path).replaceAll("(removed)") : path;
    }

    /** Whether a key is in the path that only decoding shows: once, or twice where its escapes are escaped. */
    private static boolean hidesKey(String path) {
        if (path.indexOf('%') < 0) {
            return false;
        }
        try {
            String once = URLDecoder.decode(path, StandardCharsets.UTF_8);
            return once.contains(KEY_START)
                    || URLDecoder.decode(once, StandardCharsets.UTF_8).contains(KEY_START);
        } catch (IllegalArgumentException e) {
            // Nothing decodes it, so nothing tells what it holds.
            return true;
        }
    }

    /** Whether the URL holds an escape that nothing can decode. */
    public static boolean hasUnreadableUri(RoutingContext request) {
        String uri = request.request().uri();
        return uri.indexOf('%') >= 0 && BAD_ESCAPE.matcher(uri).find();
    }
}
