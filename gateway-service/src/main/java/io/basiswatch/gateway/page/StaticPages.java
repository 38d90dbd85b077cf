package io.basiswatch.gateway.page;

import io.basiswatch.gateway.problem.Problem;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Serves the files of the page from memory; they are few and small. */
@ApplicationScoped
class StaticPages {
    void register(@Observes Router router) throws IOException, GeneralSecurityException {
        for (StaticFile file : StaticFile.ALL) {
            byte[] content = content(file);
            String tag = '"' + digest(content) + '"';
            Buffer body = Buffer.buffer(content);
            router.route(file.path()).handler(request -> answer(file, tag, body, request));
        }
        // The contract is served by the framework, which would answer any method.
        for (String path : PublicPaths.OPENAPI) {
            router.route(path).order(-1).handler(StaticPages::readOnly);
        }
    }

    private static void readOnly(RoutingContext request) {
        HttpMethod method = request.request().method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS) {
            request.next();
        } else {
            refuse(request, "GET, HEAD, OPTIONS");
        }
    }

    private static void refuse(RoutingContext request, String allowed) {
        request.response().putHeader("Allow", allowed);
        Problem.send(ProblemException.of(Reason.METHOD_NOT_ALLOWED, "Pages can only be read."), request);
    }

    private static byte[] content(StaticFile file) throws IOException {
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(file.resource())) {
            if (stream == null) {
                throw new IOException(file.resource() + " is not in the class path");
            }
            return stream.readAllBytes();
        }
    }

    private static String digest(byte[] content) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
    }

    private static void answer(StaticFile file, String tag, Buffer body, RoutingContext request) {
        if (!file.path().equals(request.request().path())) {
            request.next();
            return;
        }
        HttpMethod method = request.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            refuse(request, "GET, HEAD");
            return;
        }
        request.response().putHeader("ETag", tag).putHeader("Cache-Control", "no-cache");
        if (tag.equals(request.request().getHeader("If-None-Match"))) {
            request.response().setStatusCode(304).end();
            return;
        }
        request.response().putHeader("Content-Type", file.mediaType()).end(body);
    }
}
