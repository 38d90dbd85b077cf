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
    private static final String UNDECIDED = "h2c";
    /** As many bytes as tell HTTP/2 from everything else. */
    private static final int FIRST_BYTES = 4;

    private final ConnectionLimits limits;
    private Optional<InetAddress> counted = Optional.empty();
    private Optional<ScheduledFuture<?>> deadline = Optional.empty();
    private Optional<RequestHeads> heads = Optional.empty();

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

    /** Whether the connection turned out to be HTTP/1; to find out, its first bytes may be passed on. */
    private boolean isHttp(ChannelHandlerContext context, ByteBuf bytes) {
        if (heads.isPresent()) {
            return true;
        }
        ChannelPipeline pipeline = context.pipeline();
        while (pipeline.get(UNDECIDED) != null && bytes.isReadable()) {
            startDeadline(context);
            context.fireChannelRead(bytes.readRetainedSlice(Math.min(FIRST_BYTES, bytes.readableBytes())));
        }
        if (pipeline.get(DECODER) == null) {
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
                seen -> seen.tooSlow(limits.head().toSeconds()), () -> context.channel().close());
    }
}
