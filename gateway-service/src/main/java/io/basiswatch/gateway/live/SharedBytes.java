package io.basiswatch.gateway.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that are written to many connections. For those that take them so they are kept once as a whole chunk of an HTTP/1
 * answer (RFC 9112, section 7.1) outside of the heap, which every connection only refers to.
 *
 * <p>Belongs to one event loop.
 */
final class SharedBytes implements AutoCloseable {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Buffer bytes;
    private ByteBuf chunk;

    SharedBytes(Buffer bytes) {
        this.bytes = bytes;
    }

    /** The bytes alone. */
    Buffer bytes() {
        return bytes;
    }

    /** The bytes as a chunk; whoever gets it releases it. */
    ByteBuf chunk() {
        if (chunk == null) {
            byte[] length = Integer.toHexString(bytes.length()).getBytes(StandardCharsets.US_ASCII);
            chunk = PooledByteBufAllocator.DEFAULT.directBuffer(length.length + bytes.length() + 2 * LINE_END.length);
            chunk.writeBytes(length).writeBytes(LINE_END);
            chunk.writeBytes(bytes.getBytes()).writeBytes(LINE_END);
        }
        return chunk.retainedDuplicate();
    }

    /** What was handed out stays until it is written. */
    @Override
    public void close() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }
}
