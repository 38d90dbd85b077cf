package io.basiswatch.collector.feed;

import io.basiswatch.collector.feed.ConnectionState.Active;
import io.basiswatch.collector.feed.ConnectionState.BackingOff;
import io.basiswatch.collector.feed.ConnectionState.Connecting;
import io.basiswatch.collector.feed.ConnectionState.Idle;
import io.basiswatch.model.InstrumentEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final Duration CHECK = Duration.ofMillis(250);
    private static final long QUIET_MICROS = 3_000_000;

    private final Network network;
    private final Subscription subscription;
    private final Intake intake;
    private final FeedPolicy policy;
    private final Backoff backoff;
    private final BooleanSupplier congested;
    private final SilenceWatch silence;
    private ConnectionState state = new Idle();
    private Optional<Network.Socket> socket = Optional.empty();
    private final List<Network.Timer> timers = new ArrayList<>();
    private final Set<MarketStream> notBegun = new HashSet<>();
    private int address;

    FeedConnection(
            Network network,
            Subscription subscription,
            Intake intake,
            FeedPolicy policy,
            Backoff backoff,
            BooleanSupplier congested) {
        this.network = network;
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
        socket = Optional.of(network.connect(target, policy.connectTimeout(), new Network.Listener() {
            @Override
            public void opened() {
                FeedConnection.this.opened(connecting, target);
            }

            @Override
            public void received(byte[] message) {
                FeedConnection.this.received(message, target);
            }

            @Override
            public void ended(Network.Ending ending) {
                FeedConnection.this.ended(ending);
            }
        }));
    }

    private void ended(Network.Ending ending) {
        if (state instanceof Connecting connecting) {
            failed(connecting, ending);
        } else if (ending.cause() == Network.Cause.TOO_LARGE) {
            lost(ReconnectReason.TOO_LARGE, ending.text());
        } else {
            lost(ReconnectReason.LOST, "connection lost: " + ending.text());
        }
    }

    private void failed(Connecting connecting, Network.Ending ending) {
        LOG.warnf("%s %s: cannot connect: %s", intake.feed().venue(), name(), ending.text());
        intake.metrics().reconnecting(name(), ReconnectReason.CONNECT_FAILED);
        address++;
        waitFor(connecting.failed(backoff));
    }

    private void opened(Connecting connecting, String target) {
        long now = network.monotonic();
        state = connecting.connected(now);
        silence.start(now);
        notBegun.clear();
        notBegun.addAll(subscription.streams());
        intake.connected(name(), target);
        LOG.infof(
                "%s %s: connected, %d streams",
                intake.feed().venue(), name(), subscription.streams().size());
        say(subscription.greetings());
        timers.add(network.every(CHECK, this::check));
        intake.feed()
                .keepAlive()
                .ifPresent(keep -> timers.add(network.every(keep.every(), () -> say(List.of(keep.message())))));
    }

    /** Sends messages where the socket is open; a new one begins with its own. */
    void say(List<String> messages) {
        if (state instanceof Active) {
            socket.ifPresent(open -> messages.forEach(message -> {
                intake.sent(name(), address(), message);
                open.say(message);
            }));
        }
    }

    /** Closes the socket and opens a new one. */
    void renew(String reason) {
        lost(ReconnectReason.INCOMPLETE, reason);
    }

    /** The venue is going to close the socket. */
    void replace(String reason) {
        lost(ReconnectReason.LIFETIME, reason);
    }

    private void received(byte[] message, String target) {
        Frame taken = intake.frame(Frame.Source.WEBSOCKET, name(), target, message, this::arrived);
        intake.feed().reply(taken).ifPresent(reply -> say(List.of(reply)));
    }

    private void arrived(InstrumentEvent event) {
        StreamKind.of(event).ifPresent(kind -> {
            MarketStream stream = new MarketStream(event.instrument(), kind);
            silence.arrived(stream, network.monotonic());
            notBegun.remove(stream);
            if (state instanceof Active active && !active.proven()) {
                state = active.broughtData();
            }
        });
    }

    /** Whether every stream has begun; of trades there need not be any in the first seconds. */
    boolean flows() {
        return state instanceof Active active
                && active.proven()
                && (notBegun.isEmpty()
                        || network.monotonic() - active.since() > QUIET_MICROS
                                && notBegun.stream().allMatch(stream -> stream.kind() == StreamKind.TRADES));
    }

    private void check() {
        if (!(state instanceof Active active)) {
            return;
        }
        long now = network.monotonic();
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
        timers.forEach(Network.Timer::cancel);
        timers.clear();
        Optional<Network.Socket> dropped = socket;
        socket = Optional.empty();
        dropped.ifPresent(Network.Socket::close);
    }

    private void waitFor(BackingOff waiting) {
        state = waiting;
        network.once(waiting.delay(), () -> {
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
