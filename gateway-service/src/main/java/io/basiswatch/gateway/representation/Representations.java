package io.basiswatch.gateway.representation;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What every answer that may be asked for again says of itself, the same inside and outside of JAX-RS. */
@ApplicationScoped
public class Representations {
    private static final String JSON = Format.JSON.contentType();
    private static final CharSequence JSON_TYPE = HttpHeaders.createOptimized(JSON);
    private static final CharSequence VARIES =
            HttpHeaders.createOptimized("Accept, Accept-Encoding, Authorization, X-API-Key");

    private final Sightings sightings = new Sightings();
    private final Clock clock;

    Representations(Clock clock) {
        this.clock = clock;
    }

    /**
     * How an answer stands to what the client has.
     *
     * @param date since when it is what it is, as HTTP writes it; empty where whole seconds cannot tell it from the one before
     * @param isKnown whether the client has it already
     */
    record Standing(Optional<String> date, boolean isKnown) {}

    /** @throws ProblemException where the client does not take JSON */
    public static void requireJson(RoutingContext request) {
        Optional<String> accept = field(request.request(), HttpHeaders.ACCEPT);
        if (accept.isPresent() && Accepted.parse(accept.get()).ofMediaType(JSON) == 0) {
            throw ProblemException.of(
                    Reason.NOT_ACCEPTABLE, "The resource cannot be had in any media type of the Accept header.");
        }
    }

    /** Answers with JSON, or with 304 where the client has it, compressed where that pays and is taken. */
    public void send(RoutingContext request, Tag plain, Keep keep, Buffer body) {
        HttpServerResponse response = request.response();
        boolean compressed = body.length() >= Gzip.LEAST_BYTES && takesGzip(request.request());
        Tag tag = compressed ? plain.compressed() : plain;
        Standing standing = standing(request.request(), JSON, tag);
        response.putHeader(HttpHeaders.VARY, takeVary(response));
        response.putHeader(HttpHeaders.ETAG, tag.toString());
        response.putHeader(HttpHeaders.CACHE_CONTROL, keep.header());
        standing.date().ifPresent(date -> response.putHeader(HttpHeaders.LAST_MODIFIED, date));
        if (standing.isKnown()) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON_TYPE);
        if (compressed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
        }
        response.end(compressed ? Buffer.buffer(Gzip.of(body.getBytes())) : body);
    }

    /** What the answer varies by: what an earlier filter has said, such as the origin, and our own, as one list. */
    static CharSequence takeVary(HttpServerResponse sent) {
        String before = sent.headers().get(HttpHeaders.VARY);
        if (before == null) {
            return VARIES;
        }
        sent.headers().remove(HttpHeaders.VARY);
        return before + ", " + VARIES;
    }

    static boolean takesGzip(HttpServerRequest request) {
        Optional<String> accepted = field(request, HttpHeaders.ACCEPT_ENCODING);
        return accepted.isPresent() && Accepted.parse(accepted.get()).takesCoding(Gzip.CODING);
    }

    Standing standing(HttpServerRequest request, String type, Tag tag) {
        long now = clock.millis() / 1_000;
        Sightings.Sighting seen = sightings.of(request.uri() + ' ' + type + tag.variant(), tag, now);
        return new Standing(
                seen.since() <= now ? Optional.of(seen.date()) : Optional.empty(), isKnown(request, tag, seen.since()));
    }

    /** The tag decides where one was sent; only else the time does. */
    private static boolean isKnown(HttpServerRequest request, Tag tag, long since) {
        Optional<String> named = field(request, HttpHeaders.IF_NONE_MATCH);
        if (named.isPresent()) {
            return tag.isNamedIn(named.get());
        }
        Optional<String> time = field(request, HttpHeaders.IF_MODIFIED_SINCE);
        return time.isPresent() && since <= seconds(time.get());
    }

    /** Seconds since the epoch; long ago where it is no HTTP date, which then counts as not sent. */
    private static long seconds(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond();
        } catch (DateTimeParseException e) {
            return Long.MIN_VALUE;
        }
    }

    /** A field that may be sent several times means the list of what was sent. */
    private static Optional<String> field(HttpServerRequest request, CharSequence name) {
        List<String> sent = request.headers().getAll(name);
        return switch (sent.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(sent.getFirst());
            default -> Optional.of(String.join(",", sent));
        };
    }
}
