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
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Sees every request as it leaves the decoder, and answers what is no HTTP with a problem, as everything else is: the
 * server behind it would answer with a bare status.
 */
final class RequestHeads extends ChannelInboundHandlerAdapter {
    static final String NAME = "basiswatch-heads";

    private final GuardedConnection connection;
    private final ConnectionLimits limits;
    private ChannelHandlerContext context;
    private boolean inBody;
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
            if (request.decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                limits.refused("unreadable");
                refuse(reason(request.decoderResult().cause()));
                return;
            }
            inBody = true;
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
            finished++;
        }
        here.fireChannelRead(message);
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
        context.channel()
                .pipeline()
                .context(NAME)
                .writeAndFlush(answer)
                .addListener(ChannelFutureListener.CLOSE);
    }
}
