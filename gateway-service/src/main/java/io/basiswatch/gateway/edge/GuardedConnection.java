package io.basiswatch.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The first that sees the bytes of a connection. It ends those whose request's head does not become whole in time, and puts
 * {@link RequestHeads} behind the decoder.
 *
 * <p>Everything of one connection runs on one thread.
 */
final class GuardedConnection extends ChannelInboundHandlerAdapter {
    static final String NAME = "basiswatch-guard";

    /** Names that Vert.x gives to the parts of its pipeline. */
    private static final String DECODER = "httpDecoder";

    private static final String ENCODER = "httpEncoder";
    /** As many bytes as tell HTTP/2, whose first are {@code PRI} and a space, from every request of HTTP/1. */
    private static final int TELLING_BYTES = 4;

    private final ConnectionLimits limits;
    private Optional<InetAddress> counted = Optional.empty();
    private Optional<ScheduledFuture<?>> deadline = Optional.empty();
    private Optional<RequestHeads> heads = Optional.empty();
    private int told;

    GuardedConnection(ConnectionLimits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (context.channel().remoteAddress() instanceof InetSocketAddress peer) {
            if (!limits.opened(peer.getAddress())) {
                context.close();
                return;
            }
            counted = Optional.of(peer.getAddress());
        }
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        counted.ifPresent(limits::closed);
        counted = Optional.empty();
        inTime();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes) || !isHttp(context, bytes)) {
            context.fireChannelRead(message);
            return;
        }
        RequestHeads seen = heads.orElseThrow();
        int before = seen.finished();
        if (bytes.isReadable()) {
            context.fireChannelRead(bytes);
        } else {
            bytes.release();
        }
        if (seen.isBetweenRequests() && seen.finished() == before) {
            startDeadline(context);
        }
    }

    /**
     * Whether the connection is HTTP/1. To find out, its first bytes are passed on one by one: only then is there a decoder,
     * and only before the whole head is passed on can something be put behind it. Others, HTTP/2 and TLS, are left alone.
     */
    private boolean isHttp(ChannelHandlerContext context, ByteBuf bytes) {
        if (heads.isPresent()) {
            return true;
        }
        ChannelPipeline pipeline = context.pipeline();
        while (pipeline.get(DECODER) == null && told < TELLING_BYTES && bytes.isReadable()) {
            startDeadline(context);
            told++;
            context.fireChannelRead(bytes.readRetainedSlice(1));
        }
        if (pipeline.get(DECODER) == null) {
            if (told == TELLING_BYTES) {
                inTime();
            }
            return false;
        }
        RequestHeads made = new RequestHeads(this, limits);
        // Behind the encoder too, which is what its answers go through.
        pipeline.addAfter(ENCODER, RequestHeads.NAME, made);
        heads = Optional.of(made);
        return true;
    }

    private void startDeadline(ChannelHandlerContext context) {
        if (deadline.isEmpty()) {
            deadline = Optional.of(context.executor()
                    .schedule(() -> late(context), limits.head().toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /** A head has become whole. */
    void inTime() {
        deadline.ifPresent(timer -> timer.cancel(false));
        deadline = Optional.empty();
    }

    private void late(ChannelHandlerContext context) {
        limits.refused("slow");
        heads.ifPresentOrElse(
                seen -> seen.tooSlow(limits.head().toSeconds()),
                () -> context.channel().close());
    }
}
