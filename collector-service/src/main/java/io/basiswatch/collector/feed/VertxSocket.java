package io.basiswatch.collector.feed;

import io.basiswatch.collector.feed.Network.Cause;
import io.basiswatch.collector.feed.Network.Ending;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.util.Optional;

/**
 * One socket of the real network: puts the frames of a message together, so that what breaks off in the middle of one is
 * never seen. Vert.x answers pings by itself.
 */
final class VertxSocket implements Network.Socket {
    private static final int NO_CLOSE_FRAME = 1006;

    private final Network.Listener listener;
    private final int maxMessageBytes;
    private final Simulations simulations;
    private Optional<WebSocket> socket = Optional.empty();
    private Buffer message = Buffer.buffer();
    private boolean over;

    VertxSocket(Network.Listener listener, int maxMessageBytes, Simulations simulations) {
        this.listener = listener;
        this.maxMessageBytes = maxMessageBytes;
        this.simulations = simulations;
    }

    VertxSocket connect(WebSocketClient client, String address, Duration timeout) {
        WebSocketConnectOptions options =
                new WebSocketConnectOptions().setAbsoluteURI(address).setTimeout(timeout.toMillis());
        client.connect(options).onComplete(result -> {
            if (result.succeeded()) {
                // Vert.x keeps the headers no longer than this.
                simulations.heard(address, RestCall.headers(result.result().headers()));
                opened(result.result());
            } else {
                end(refusal(result.cause()));
            }
        });
        return this;
    }

    private static Ending refusal(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return cause instanceof UpgradeRejectedException rejected
                ? new Ending(
                        Cause.REFUSED,
                        text,
                        RestAnswer.seconds(rejected.getHeaders().get("Retry-After")))
                : new Ending(Cause.UNREACHABLE, text);
    }

    private void opened(WebSocket opened) {
        if (over) {
            opened.close();
            return;
        }
        socket = Optional.of(opened);
        opened.frameHandler(this::frame);
        opened.exceptionHandler(cause -> {});
        opened.closeHandler(nothing -> end(new Ending(Cause.LOST, closing(opened))));
        listener.opened();
    }

    private static String closing(WebSocket closed) {
        Short status = closed.closeStatusCode();
        String reason = closed.closeReason();
        return status == null || status == NO_CLOSE_FRAME
                ? "no close frame"
                : "status " + status + (reason == null ? "" : " " + reason);
    }

    private void frame(WebSocketFrame frame) {
        if (over || !frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
            return;
        }
        boolean whole = frame.isFinal() && message.length() == 0;
        Buffer part = frame.binaryData();
        if (part.length() + message.length() > maxMessageBytes) {
            socket.ifPresent(WebSocket::close);
            end(new Ending(Cause.TOO_LARGE, "a message of more than " + maxMessageBytes + " bytes"));
            return;
        }
        if (!whole) {
            message.appendBuffer(part);
        }
        if (frame.isFinal()) {
            byte[] payload = (whole ? part : message).getBytes();
            message = whole ? message : Buffer.buffer();
            listener.received(payload);
        }
    }

    private void end(Ending ending) {
        if (!over) {
            over = true;
            listener.ended(ending);
        }
    }

    @Override
    public void say(String text) {
        if (!over) {
            socket.ifPresent(open -> open.writeTextMessage(text));
        }
    }

    @Override
    public void close() {
        over = true;
        socket.ifPresent(WebSocket::close);
    }
}
