package io.basiswatch.gateway.representation;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Completes every answer of a resource: what it varies by, its tag, since when it is what it is, 304 in place of what the
 * client has already, and compression.
 *
 * <p>A body that is there as a whole is tagged by its bytes, unless the resource has given a tag; one that is made while it is
 * sent has a tag only where the resource knows one.
 */
@Singleton
class RepresentationFilter {
    private static final String VARY = "Accept, Accept-Encoding, Authorization, X-API-Key";
    /** Larger bodies are compressed off the event loop, in pieces of this size. */
    private static final int PIECE_BYTES = 64 * 1_024;

    private final Sightings sightings = new Sightings();
    private final Clock clock;

    RepresentationFilter(Clock clock) {
        this.clock = clock;
    }

    @ServerResponseFilter
    void complete(ContainerRequestContext request, ContainerResponseContext response, RoutingContext routed) {
        response.getHeaders().putSingle(HttpHeaders.VARY, vary(routed.response()));
        boolean isRead =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!isRead || response.getStatus() != 200) {
            return;
        }
        switch (response.getEntity()) {
            case String text -> body(routed, request, response, text.getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> body(routed, request, response, bytes);
            case Lines lines -> body(routed, request, response, lines);
            case null, default -> {
                // Nothing of ours.
            }
        }
    }

    /** What stood before JAX-RS has its own to say, such as the origin; both become one list. */
    private static String vary(HttpServerResponse sent) {
        String before = sent.headers().get(HttpHeaders.VARY);
        sent.headers().remove(HttpHeaders.VARY);
        return before == null ? VARY : before + ", " + VARY;
    }

    private void body(
            RoutingContext routed, ContainerRequestContext request, ContainerResponseContext response, byte[] body) {
        boolean compressed = body.length >= Gzip.LEAST_BYTES && takesGzip(request);
        Tag plain = tag(response).orElseGet(() -> Tag.of(type(response).toString(), body));
        Tag tag = compressed ? plain.compressed() : plain;
        if (isUnchanged(routed, request, response, tag)) {
            return;
        }
        if (!compressed) {
            response.setEntity(body, null, type(response));
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
        Object entity = body.length > PIECE_BYTES ? Lines.of(body, PIECE_BYTES).through(new Gzip()) : Gzip.of(body);
        response.setEntity(entity, null, type(response));
    }

    private void body(
            RoutingContext routed, ContainerRequestContext request, ContainerResponseContext response, Lines lines) {
        boolean compressed = takesGzip(request);
        Optional<Tag> known = tag(response).map(tag -> compressed ? tag.compressed() : tag);
        if (known.isPresent() && isUnchanged(routed, request, response, known.get()) || !compressed) {
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
        response.setEntity(lines.through(new Gzip()), null, type(response));
    }

    /** Resources that have one media type do not name it. */
    private static MediaType type(ContainerResponseContext response) {
        return response.getMediaType() == null ? MediaType.APPLICATION_JSON_TYPE : response.getMediaType();
    }

    private static boolean takesGzip(ContainerRequestContext request) {
        String accepted = request.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && Accepted.parse(accepted).takesCoding(Gzip.CODING);
    }

    private static Optional<Tag> tag(ContainerResponseContext response) {
        return response.getHeaders().getFirst(HttpHeaders.ETAG) instanceof Tag tag
                ? Optional.of(tag)
                : Optional.empty();
    }

    /** Says what the answer is and since when; makes it 304 where the client has it. */
    private boolean isUnchanged(
            RoutingContext routed, ContainerRequestContext request, ContainerResponseContext response, Tag tag) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle(HttpHeaders.ETAG, tag.toString());
        long now = clock.instant().getEpochSecond();
        String question = routed.request().uri() + ' ' + type(response).toString() + tag.variant();
        Sightings.Sighting seen = sightings.of(question, tag, now);
        if (seen.since() <= now) {
            headers.putSingle(HttpHeaders.LAST_MODIFIED, seen.date());
        }
        if (!isKnown(request, tag, seen.since())) {
            return false;
        }
        response.setStatus(304);
        response.setEntity(null);
        return true;
    }

    /** The tag decides where one was sent; only else the time does. */
    private static boolean isKnown(ContainerRequestContext request, Tag tag, long since) {
        String named = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (named != null) {
            return tag.isNamedIn(named);
        }
        String time = request.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE);
        return time != null && since <= seconds(time);
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
}
