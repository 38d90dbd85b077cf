package io.basiswatch.gateway.representation;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends {@link Lines}: a piece is made when the one before has left, so a slow client costs one piece of memory. One that
 * takes nothing for the patience is cut off, and so is the answer where the rest of it cannot be had: a body that simply ended
 * would look whole.
 */
@Provider
@Singleton
public class LinesWriter implements ServerMessageBodyWriter<Lines> {
    private static final Logger LOG = Logger.getLogger(LinesWriter.class);
    private static final long PATIENCE_MILLIS = 30_000;

    private final Vertx vertx;

    LinesWriter(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == Lines.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Lines.class;
    }

    @Override
    public void writeResponse(Lines lines, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        request.suspend();
        HttpServerResponse response = request.unwrap(HttpServerResponse.class);
        response.setChunked(true);
        new Sending(lines, response, request).next();
    }

    @Override
    public void writeTo(
            Lines lines,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("lines are written to connections only");
    }

    /** One body under way. */
    private final class Sending {
        private final Lines lines;
        private final HttpServerResponse response;
        private final ResteasyReactiveRequestContext request;

        Sending(Lines lines, HttpServerResponse response, ResteasyReactiveRequestContext request) {
            this.lines = lines;
            this.response = response;
            this.request = request;
        }

        void next() {
            // Encoding and compression take milliseconds, which live streams on the event loop would wait for.
            Infrastructure.getDefaultWorkerPool()
                    .execute(() -> lines.next().get().subscribe().with(this::send, this::cut));
        }

        private void send(Optional<byte[]> piece) {
            if (piece.isEmpty()) {
                response.end();
                request.resume();
                return;
            }
            if (piece.get().length == 0) {
                next();
                return;
            }
            long timer = vertx.setTimer(PATIENCE_MILLIS, waited -> cut(new IllegalStateException("nothing is taken")));
            response.write(Buffer.buffer(piece.get())).onComplete(sent -> {
                vertx.cancelTimer(timer);
                if (sent.succeeded()) {
                    next();
                } else {
                    request.resume();
                }
            });
        }

        private void cut(Throwable failure) {
            LOG.debugf("an answer is cut off: %s", failure.getMessage());
            response.reset();
            request.resume();
        }
    }
}
