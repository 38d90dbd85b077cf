package io.basiswatch.gateway.representation;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
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
    /** Larger bodies are compressed off the event loop, in pieces of this size. */
    private static final int PIECE_BYTES = 64 * 1_024;

    private final Representations representations;

    RepresentationFilter(Representations representations) {
        this.representations = representations;
    }

    @ServerResponseFilter
    void complete(ContainerRequestContext request, ContainerResponseContext response, RoutingContext routed) {
        response.getHeaders().putSingle(HttpHeaders.VARY, Representations.takeVary(routed.response()));
        boolean isRead =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!isRead || response.getStatus() != 200) {
            return;
        }
        switch (response.getEntity()) {
            case String text -> body(routed, response, text.getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> body(routed, response, bytes);
            case Lines lines -> body(routed, response, lines);
            case null, default -> {
                // Nothing of ours.
            }
        }
    }

    private void body(RoutingContext routed, ContainerResponseContext response, byte[] body) {
        boolean compressed = body.length >= Gzip.LEAST_BYTES && Representations.takesGzip(routed.request());
        Tag plain = tag(response).orElseGet(() -> Tag.of(type(response).toString(), body));
        Tag tag = compressed ? plain.compressed() : plain;
        if (isUnchanged(routed, response, tag)) {
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

    private void body(RoutingContext routed, ContainerResponseContext response, Lines lines) {
        boolean compressed = Representations.takesGzip(routed.request());
        Optional<Tag> known = tag(response).map(tag -> compressed ? tag.compressed() : tag);
        if (known.isPresent() && isUnchanged(routed, response, known.get()) || !compressed) {
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
        response.setEntity(lines.through(new Gzip()), null, type(response));
    }

    /** Resources that have one media type do not name it. */
    private static MediaType type(ContainerResponseContext response) {
        return response.getMediaType() == null ? MediaType.APPLICATION_JSON_TYPE : response.getMediaType();
    }

    private static Optional<Tag> tag(ContainerResponseContext response) {
        return response.getHeaders().getFirst(HttpHeaders.ETAG) instanceof Tag tag
                ? Optional.of(tag)
                : Optional.empty();
    }

    /** Says what the answer is and since when; makes it 304 where the client has it. */
    private boolean isUnchanged(RoutingContext routed, ContainerResponseContext response, Tag tag) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle(HttpHeaders.ETAG, tag.toString());
        Representations.Standing standing =
                representations.standing(routed.request(), type(response).toString(), tag);
        standing.date().ifPresent(date -> headers.putSingle(HttpHeaders.LAST_MODIFIED, date));
        if (!standing.isKnown()) {
            return false;
        }
        response.setStatus(304);
        response.setEntity(null);
        return true;
    }
}
