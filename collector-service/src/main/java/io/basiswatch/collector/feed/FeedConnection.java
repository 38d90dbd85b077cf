package io.basiswatch.collector.feed;

import io.basiswatch.collector.feed.ConnectionState.Active;
import io.basiswatch.collector.feed.ConnectionState.BackingOff;
import io.basiswatch.collector.feed.ConnectionState.Connecting;
import io.basiswatch.collector.feed.ConnectionState.Idle;
import io.basiswatch.model.InstrumentEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * One socket to a venue, kept open: connect, subscribe, receive, notice loss and silence, wait, connect again.
 *
 * <p>All of it runs on the collector's event loop. Every loss goes through {@link #lost}, which tells the intake, so that
 * each stream that had brought data gets its gap.
 */
final class FeedConnection {
    private static final Logger LOG = Logger.getLogger(FeedConnection.class);
    private static final long CHECK_MILLIS = 250;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final Subscription subscription;
    private final Intake intake;
    private final FeedPolicy policy;
    private final Backoff backoff;
    private final BooleanSupplier congested;
    private final SilenceWatch silence;
    private ConnectionState state = new Idle();
    private Optional<WebSocket> socket = Optional.empty();
    private Buffer message = Buffer.buffer();
    private int address;
    private long timer = -1;
    private long keepAlive = -1;

    FeedConnection(
            Vertx vertx,
            WebSocketClient client,
            Subscription subscription,
            Intake intake,
            FeedPolicy policy,
            Backoff backoff,
            BooleanSupplier congested) {
        this.vertx = vertx;
        this.client = client;
        this.subscription = subscription;
        this.intake = intake;
        this.policy = policy;
        this.backoff = backoff;
        this.congested = congested;
        this.silence = new SilenceWatch(subscription.streams(), policy.silence()::get);
    }

    Subscription subscription() {
        return subscription;
    }

    private String address() {
        return subscription.addresses().get(address % subscription.addresses().size());
    }

    private String name() {
        return subscription.name();
    }

    void start() {
        if (state instanceof Idle idle) {
            connect(idle.connect());
        }
    }

    /** Stops for good; what the connection carried gets its gap. */
    void stop(ReconnectReason reason) {
        if (state instanceof Active) {
            intake.closed(name(), reason.tag());
        }
        state = state.close();
        dropSocket();
    }

    private void connect(Connecting connecting) {
        state = connecting;
        String target = address();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setAbsoluteURI(target)
                .setTimeout(policy.connectTimeout().toMillis());
        client.connect(options).onComplete(result -> {
            if (state != connecting) {
                if (result.succeeded()) {
                    result.result().close();
                }
            } else if (result.succeeded()) {
                opened(connecting, result.result(), target);
            } else {
                failed(connecting, result.cause());
            }
        });
    }

    private void failed(Connecting connecting, Throwable cause) {
        LOG.warnf("%s %s: cannot connect: %s", intake.feed().venue(), name(), cause.getMessage());
        intake.metrics().reconnecting(name(), ReconnectReason.CONNECT_FAILED);
        address++;
        waitFor(connecting.failed(backoff));
    }

    private void opened(Connecting connecting, WebSocket opened, String target) {
        long now = intake.now().getAsLong();
        Active active = connecting.connected(now);
        state = active;
        socket = Optional.of(opened);
        message = Buffer.buffer();
        silence.start(now);
        intake.connected(name(), target);
        LOG.infof(
                "%s %s: connected, %d streams",
                intake.feed().venue(), name(), subscription.streams().size());
        opened.frameHandler(frame -> received(opened, frame, target));
        opened.exceptionHandler(cause -> LOG.debugf("%s %s: %s", intake.feed().venue(), name(), cause));
        opened.closeHandler(nothing -> {
            if (socket.filter(opened::equals).isPresent()) {
                lost(ReconnectReason.LOST, "connection lost: " + closing(opened));
            }
        });
        subscription.greetings().forEach(greeting -> say(opened, target, greeting));
        timer = vertx.setPeriodic(CHECK_MILLIS, id -> check());
        intake.feed()
                .keepAlive()
                .ifPresent(keep -> keepAlive =
                        vertx.setPeriodic(keep.every().toMillis(), id -> say(opened, target, keep.message())));
    }

    /** Sends messages where the socket is open; a new one begins with its own. */
    void say(List<String> messages) {
        socket.ifPresent(open -> messages.forEach(message -> say(open, address(), message)));
    }

    /** Closes the socket and opens a new one. */
    void renew(String reason) {
        lost(ReconnectReason.INCOMPLETE, reason);
    }

    private void say(WebSocket to, String target, String text) {
        intake.sent(name(), target, text);
        to.writeTextMessage(text);
    }

    private static String closing(WebSocket closed) {
        String reason = closed.closeReason();
        return closed.closeStatusCode() == null
                ? "no close frame"
                : "status " + closed.closeStatusCode() + (reason == null ? "" : " " + reason);
    }

    /** Puts the frames of a message together; Vert.x answers pings by itself. */
    private void received(WebSocket from, WebSocketFrame frame, String target) {
        if (socket.filter(from::equals).isEmpty() || !frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
            return;
        }
        boolean whole = frame.isFinal() && message.length() == 0;
        Buffer part = frame.binaryData();
        if (part.length() + message.length() > policy.maxMessageBytes()) {
            lost(ReconnectReason.TOO_LARGE, "a message of more than " + policy.maxMessageBytes() + " bytes");
            return;
        }
        if (!whole) {
            message.appendBuffer(part);
        }
        if (frame.isFinal()) {
            byte[] payload = (whole ? part : message).getBytes();
            message = whole ? message : Buffer.buffer();
            Frame taken = intake.frame(Frame.Source.WEBSOCKET, name(), target, payload, this::arrived);
            intake.feed().reply(taken).ifPresent(reply -> say(from, target, reply));
        }
    }

    private void arrived(InstrumentEvent event) {
        StreamKind.of(event).ifPresent(kind -> {
            silence.arrived(new MarketStream(event.instrument(), kind), event.receivedTime());
            if (state instanceof Active active && !active.proven()) {
                state = active.broughtData();
            }
        });
    }

    private void check() {
        if (!(state instanceof Active active)) {
            return;
        }
        long now = intake.now().getAsLong();
        if (congested.getAsBoolean()) {
            lost(ReconnectReason.CONGESTED, "the log does not take events and the buffer is full");
        } else if (now - active.since() > subscription.lifetime().toMillis() * 1000) {
            lost(ReconnectReason.LIFETIME, "renewed after " + subscription.lifetime());
        } else {
            silence.check(now).ifPresent(this::silent);
        }
    }

    private void silent(SilenceWatch.Silent silent) {
        if (!silent.everSpoke()) {
            address++;
        }
        String word = intake.feed().word(silent.stream().kind());
        lost(
                ReconnectReason.SILENT,
                "no " + word + " of " + silent.stream().instrument() + " for "
                        + silent.since().toSeconds() + " s");
    }

    private void lost(ReconnectReason reason, String text) {
        if (state instanceof Active active) {
            LOG.warnf("%s %s: %s", intake.feed().venue(), name(), text);
            intake.metrics().reconnecting(name(), reason);
            dropSocket();
            intake.closed(name(), text);
            if (!active.proven() && reason != ReconnectReason.SILENT) {
                address++;
            }
            waitFor(active.lost(backoff));
        }
    }

    private void dropSocket() {
        vertx.cancelTimer(timer);
        vertx.cancelTimer(keepAlive);
        Optional<WebSocket> dropped = socket;
        socket = Optional.empty();
        dropped.ifPresent(WebSocket::close);
    }

    private void waitFor(BackingOff waiting) {
        state = waiting;
        vertx.setTimer(waiting.delay().toMillis(), id -> {
            if (state != waiting) {
                return;
            }
            if (congested.getAsBoolean()) {
                waitFor(waiting.waitOn(backoff));
            } else {
                connect(waiting.retry());
            }
        });
    }
}
