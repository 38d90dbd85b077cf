package io.basiswatch.local.venue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client at the other end of a real socket. What is said before the handshake is through waits for it. */
final class SocketClient implements VenueDoor.Client {
    private static final int SLOW_READER = 1008;
    private static final int TEXT = 0x81;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int LONGEST_SHORT = 0xFFFF;

    private final HttpConnection connection;
    private final List<byte[]> early = new ArrayList<>();
    private Optional<ServerWebSocket> socket = Optional.empty();
    private boolean ended;

    SocketClient(HttpConnection connection) {
        this.connection = connection;
    }

    /** The handshake is through. */
    void opened(ServerWebSocket open) {
        socket = Optional.of(open);
        early.forEach(payload -> say("", payload));
        early.clear();
    }

    @Override
    public void say(String stream, byte[] payload) {
        if (ended) {
            return;
        }
        if (socket.isEmpty()) {
            early.add(payload);
        } else if (socket.get().writeQueueFull()) {
            // As the venues do: who does not read is not waited for.
            close(SLOW_READER, "slow reader");
        } else {
            socket.get().writeTextMessage(new String(payload, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close(int status, String reason) {
        if (!ended) {
            ended = true;
            if (status == 1006) {
                connection.close();
            } else {
                socket.ifPresent(open -> open.close((short) status, reason));
            }
        }
    }

    /** Writes the beginning of a frame past everything that knows what a frame is, and hangs up. */
    @Override
    public void cut(byte[] payload, int bytes) {
        if (!ended) {
            ended = true;
            Channel channel = ((ConnectionBase) connection).channel();
            ByteBuf frame = frame(payload);
            ByteBuf part = frame.readSlice(Math.min(bytes, frame.readableBytes()));
            channel.eventLoop()
                    .execute(() -> channel.pipeline()
                            .firstContext()
                            .writeAndFlush(part)
                            .addListener(ChannelFutureListener.CLOSE));
        }
    }

    /** As RFC 6455 frames the text of a server. */
    private static ByteBuf frame(byte[] payload) {
        ByteBuf frame = Unpooled.buffer(payload.length + 10).writeByte(TEXT);
        if (payload.length < TWO_BYTES) {
            frame.writeByte(payload.length);
        } else if (payload.length <= LONGEST_SHORT) {
            frame.writeByte(TWO_BYTES).writeShort(payload.length);
        } else {
            frame.writeByte(EIGHT_BYTES).writeLong(payload.length);
        }
        return frame.writeBytes(payload);
    }
}
