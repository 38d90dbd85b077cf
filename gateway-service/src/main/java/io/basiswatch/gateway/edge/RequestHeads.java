package io.basiswatch.gateway.edge;

import io.basiswatch.gateway.problem.Problem;
import io.basiswatch.gateway.problem.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Sees every request as it leaves the decoder, and answers what is no HTTP with a problem, as everything else is: the
 * server behind it would answer with a bare status.
 */
final class RequestHeads extends ChannelInboundHandlerAdapter {
    static final String NAME = "basiswatch-heads";

    private static final Set<HttpVersion> VERSIONS = Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9/?&=._,:@~-]*+");

    private final GuardedConnection connection;
    private final ConnectionLimits limits;
    private ChannelHandlerContext context;
    private boolean inBody;
    private long bodyBytes;
    private boolean ended;
    private int finished;

    RequestHeads(GuardedConnection connection, ConnectionLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Whether the next byte belongs to a head. */
    boolean isBetweenRequests() {
        return !inBody && !ended;
    }

    /** Requests that have come whole so far. */
    int finished() {
        return finished;
    }

    @Override
    public void channelRead(ChannelHandlerContext here, Object message) {
        if (ended) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            connection.inTime();
            Optional<Runnable> refusal = refusal(request);
            if (refusal.isPresent()) {
                ReferenceCountUtil.release(message);
                limits.refused("unreadable");
                refusal.get().run();
                return;
            }
            inBody = true;
            bodyBytes = 0;
        }
        if (message instanceof HttpContent part) {
            bodyBytes += part.content().readableBytes();
            if (bodyBytes > limits.bodyBytes()) {
                ReferenceCountUtil.release(message);
                limits.refused("unreadable");
                refuse(Reason.BODY_TOO_LARGE);
                return;
            }
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
            finished++;
        }
        here.fireChannelRead(message);
    }

    /** What the server or the framework would refuse with a bare status, before any filter sees it. */
    private Optional<Runnable> refusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(() -> refuse(reason(request.decoderResult().cause())));
        }
        if (!VERSIONS.contains(request.protocolVersion())) {
            return Optional.of(() -> refuse(Reason.BAD_REQUEST));
        }
        if (!isReadable(request.uri())) {
            return Optional.of(() -> end(Reason.BAD_REQUEST, "The URL is not correctly encoded."));
        }
        boolean large = HttpUtil.getContentLength(request, 0L) > limits.bodyBytes();
        return large ? Optional.of(() -> refuse(Reason.BODY_TOO_LARGE)) : Optional.empty();
    }

    private static boolean isReadable(String uri) {
        if (PLAIN.matcher(uri).matches()) {
            return true;
        }
        try {
            new URI(uri);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Reason reason(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> Reason.URI_TOO_LONG;
            case TooLongHttpHeaderException header -> Reason.HEADERS_TOO_LARGE;
            default -> Reason.BAD_REQUEST;
        };
    }

    private void refuse(Reason reason) {
        end(
                reason,
                switch (reason) {
                    case URI_TOO_LONG -> "The first line of the request is too long: it may have 4 KiB.";
                    case BODY_TOO_LARGE -> "The body may have " + limits.bodyBytes() + " bytes.";
                    case HEADERS_TOO_LARGE -> "The header of the request is too large: it may have 16 KiB.";
                    default -> "This is not HTTP/1.1 as RFC 9112 has it.";
                });
    }

    /** The head of a request has taken longer than this. */
    void tooSlow(long seconds) {
        end(Reason.REQUEST_TIMEOUT, "The header of the request did not come within " + seconds + " s.");
    }

    private void end(Reason reason, String detail) {
        ended = true;
        String id = UUID.randomUUID().toString();
        ByteBuf body = Unpooled.copiedBuffer(Problem.json(reason, detail, "/", id), StandardCharsets.UTF_8);
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reason.status()), body);
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close")
                .set("X-Content-Type-Options", "nosniff")
                .set(RequestMarks.REQUEST_ID, id);
        context.channel().pipeline().context(NAME).writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
}
