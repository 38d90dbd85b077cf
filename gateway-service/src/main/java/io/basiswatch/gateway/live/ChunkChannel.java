package io.basiswatch.gateway.live;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/**
 * Where chunks of an answer may be written as they are: past the encoder of HTTP/1, whose work on them is the same for
 * every connection and was done before.
 */
final class ChunkChannel {
    private static final String ENCODER = "httpEncoder";
    private static final String COMPRESSOR = "deflater";

    private final ChannelHandlerContext encoder;

    private ChunkChannel(ChannelHandlerContext encoder) {
        this.encoder = encoder;
    }

    /** Of the connection, where it is of HTTP/1 and nothing would change the bytes on their way. */
    static Optional<ChunkChannel> of(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_1 || !(request.connection() instanceof ConnectionBase connection)) {
            return Optional.empty();
        }
        ChannelPipeline pipeline = connection.channel().pipeline();
        boolean compressed = pipeline.get(COMPRESSOR) != null
                && !request.response().headers().contains(HttpHeaders.CONTENT_ENCODING);
        return compressed
                ? Optional.empty()
                : Optional.ofNullable(pipeline.context(ENCODER)).map(ChunkChannel::new);
    }

    /** Must be called on the connection's event loop, after the head was written. */
    void write(SharedBytes bytes) {
        encoder.writeAndFlush(bytes.chunk(), encoder.voidPromise());
    }

    boolean isFull() {
        return !encoder.channel().isWritable();
    }
}
