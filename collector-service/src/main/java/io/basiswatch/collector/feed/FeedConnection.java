package io.basiswatch.collector.feed;

import io.basiswatch.collector.feed.ConnectionState.Active;
import io.basiswatch.collector.feed.ConnectionState.BackingOff;
import io.basiswatch.collector.feed.ConnectionState.Connecting;
import io.basiswatch.collector.feed.ConnectionState.Idle;
import io.basiswatch.model.InstrumentEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One socket to a venue, kept open: connect, subscribe, receive, notice loss, wait, connect again. Before the venue would close
 * it, it is replaced ({@link Succession}), and nothing is lost. What is done about silent streams is for
 * {@link StreamCare}.
 *
 * <p>Every loss goes through {@link #lost}, which tells the intake, so that each stream that had brought data gets its gap.
 */
final class FeedConnection implements Line.Owner {
    private static final Logger LOG = Logger.getLogger(FeedConnection.class);
    private static final Duration CHECK = Duration.ofMillis(250);

    /** A venue that is not there is not bothered by the next try; so it comes soon. */
    private static final Duration UNREACHABLE = Duration.ofSeconds(10);

    private final VenueContext venue;
    private final Subscription subscription;
    private final StreamCare care;
    private final StreamStarts starts;
    private final Succession succession;
    private ConnectionState state = new Idle();
    private Optional<Line> line = Optional.empty();
    private Network.Timer check = () -> {};
    private Network.Timer pass = () -> {};
    private int address;

    FeedConnection(VenueContext venue, Subscription subscription) {
        this.venue = venue;
        this.subscription = subscription;
        this.care = new StreamCare(venue, subscription, this);
        this.starts = new StreamStarts(subscription.streams());
        this.succession = new Succession(
                venue,
                subscription.name(),
                subscription.streams().size() + subscription.greetings().size());
    }

    Subscription subscription() {
        return subscription;
    }

    boolean isActive() {
        return state instanceof Active;
    }

    /** Whether every stream has begun that can be expected to have. */
    boolean flows() {
        return isActive() && starts.flow(now());
    }

    private String name() {
        return subscription.name();
    }

    private long now() {
        return venue.network().monotonic();
    }

    void start() {
        if (state instanceof Idle idle) {
            connect(idle.connect());
        }
    }

    /** Stops for good; what the connection carried gets its gap. */
    void stop(ReconnectReason reason) {
        if (state instanceof Active) {
            venue.intake().closed(name(), reason.tag());
        } else if (state instanceof Connecting && line.isPresent()) {
            venue.gate().ended();
        }
        state = state.close();
        pass.cancel();
        drop();
    }

    private Line line() {
        List<String> addresses = subscription.addresses();
        String target = addresses.get(address % addresses.size());
        return new Line(venue.network(), target, venue.intake().feed().says(), this);
    }

    private void connect(Connecting connecting) {
        state = connecting;
        pass = venue.gate().pass(() -> {
            Line made = line();
            line = Optional.of(made);
            made.connect(venue.policy().connectTimeout());
        });
    }

    @Override
    public void opened(Line opened) {
        venue.gate().opened();
        opened.say(subscription.greetings());
        venue.intake().feed().keepAlive().ifPresent(opened::keepOpen);
        Optional<Successor> successor = succession.of(opened);
        if (successor.isPresent()) {
            successor.get().opened(now());
        } else if (state instanceof Connecting connecting) {
            state = connecting.connected(now());
            care.start(now());
            starts.start(now());
            venue.intake().connected(name(), opened.address());
            LOG.infof(
                    "%s %s: connected, %d streams",
                    venue.intake().feed().venue(),
                    name(),
                    subscription.streams().size());
            check = venue.network().every(CHECK, this::check);
        }
    }

    @Override
    public void said(Line by, String message) {
        venue.intake().sent(name(), by.address(), message);
    }

    @Override
    public void received(Line from, byte[] message) {
        Optional<Successor> successor = succession.of(from);
        if (successor.isPresent()) {
            successor.get().hold(message, now());
        } else if (line.filter(from::equals).isPresent()) {
            take(from, message);
        }
        venue.intake().reply(name(), from.address(), message).ifPresent(from::answer);
    }

    private void take(Line from, byte[] message) {
        boolean readable = venue.intake().frame(Frame.Source.WEBSOCKET, name(), from.address(), message, this::arrived);
        care.read(readable, now());
    }

    private void arrived(InstrumentEvent event) {
        StreamKind.of(event).ifPresent(kind -> {
            MarketStream stream = new MarketStream(event.instrument(), kind);
            care.arrived(stream, now());
            starts.arrived(stream);
            if (state instanceof Active active) {
                state = active.broughtData(now());
            }
        });
    }

    @Override
    public void ended(Line gone, Network.Ending ending) {
        Optional<Successor> successor = succession.of(gone);
        if (successor.isPresent()) {
            attemptEnded(ending, successor.get().isOpen());
            succession.failed(ending.text(), now());
        } else if (state instanceof Connecting connecting) {
            LOG.warnf("%s %s: cannot connect: %s", venue.intake().feed().venue(), name(), ending.text());
            venue.intake().metrics().reconnecting(name(), ReconnectReason.CONNECT_FAILED);
            address++;
            line = Optional.empty();
            boolean isRefused = ending.cause() == Network.Cause.REFUSED;
            waitFor(connecting.failed(
                    isRefused ? venue.backoff() : venue.backoff().upTo(UNREACHABLE)));
            attemptEnded(ending, false);
        } else if (ending.cause() == Network.Cause.TOO_LARGE) {
            lost(ReconnectReason.TOO_LARGE, ending.text());
        } else {
            lost(ReconnectReason.LOST, "connection lost: " + ending.text());
        }
    }

    private void attemptEnded(Network.Ending ending, boolean wasOpen) {
        if (ending.cause() == Network.Cause.REFUSED) {
            venue.gate().refused(ending.stayAway());
        } else if (!wasOpen) {
            venue.gate().ended();
        }
    }

    /** Sends messages where the socket is open; a new one begins with its own. */
    void say(List<String> messages) {
        if (state instanceof Active) {
            line.ifPresent(open -> open.say(messages));
        }
    }

    /** Closes the socket and opens a new one. */
    void renew(String reason) {
        lost(ReconnectReason.INCOMPLETE, reason);
    }

    /** Opens another socket, and closes this one once the other one flows. */
    void replace(String reason) {
        replace(ReconnectReason.LIFETIME, reason);
    }

    private void replace(ReconnectReason why, String reason) {
        if (state instanceof Active && succession.mayBegin(now())) {
            LOG.infof("%s %s: %s: opening its successor", venue.intake().feed().venue(), name(), reason);
            venue.intake().metrics().reconnecting(name(), why);
            succession.begin(line());
        }
    }

    private void check() {
        if (!(state instanceof Active active)) {
            return;
        }
        long now = now();
        if (venue.congested().getAsBoolean()) {
            lost(ReconnectReason.CONGESTED, "the log does not take events and the buffer is full");
            return;
        }
        if (now - active.since() > subscription.lifetime().toNanos() / 1_000) {
            replace(ReconnectReason.LIFETIME, "as old as it may get, " + subscription.lifetime());
        }
        if (succession.flows(now)) {
            succeed();
        } else {
            succession.giveUpIfMute(now);
        }
        care.check(line.filter(Line::hasSaidAll).isPresent(), now);
    }

    /** The successor takes over; the old socket has told all that it will. */
    private void succeed() {
        Successor next = succession.take();
        line.ifPresent(Line::close);
        line = Optional.of(next.line());
        state = new Active(0, now(), now());
        care.succeeding(next.flowsSince());
        venue.intake().succeeded(name(), next.line().address(), next.held().size());
        care.succeeded(now());
        LOG.infof(
                "%s %s: succeeded after %d messages",
                venue.intake().feed().venue(), name(), next.held().size());
        for (byte[] message : next.held()) {
            if (line.filter(next.line()::equals).isPresent()) {
                take(next.line(), message);
            }
        }
    }

    /** Streams are silent, and beginning them again has not helped. */
    void silent(SilenceWatch.Silent silent, boolean othersFlow, String text) {
        if (!silent.everSpoke()) {
            address++;
        }
        if (othersFlow) {
            replace(ReconnectReason.SILENT, text);
        } else {
            lost(ReconnectReason.SILENT, text);
        }
    }

    /** The socket brings what cannot be read. */
    void unreadable() {
        lost(ReconnectReason.UNREADABLE, "its messages cannot be read");
    }

    private void lost(ReconnectReason reason, String text) {
        if (!(state instanceof Active active)) {
            return;
        }
        LOG.warnf("%s %s: %s", venue.intake().feed().venue(), name(), text);
        if (reason == ReconnectReason.LOST && succession.flows(now())) {
            // It flowed before the old one ended, so nothing is missing.
            succeed();
            return;
        }
        venue.intake().metrics().reconnecting(name(), reason);
        drop();
        venue.intake().closed(name(), text);
        if (!active.proven() && reason != ReconnectReason.SILENT) {
            address++;
        }
        waitFor(active.lost(venue.backoff(), now()));
    }

    private void drop() {
        check.cancel();
        succession.drop();
        Optional<Line> dropped = line;
        line = Optional.empty();
        dropped.ifPresent(Line::close);
    }

    private void waitFor(BackingOff waiting) {
        state = waiting;
        venue.network().once(waiting.delay(), () -> {
            if (state != waiting) {
                return;
            }
            if (venue.congested().getAsBoolean()) {
                waitFor(waiting.waitOn(venue.backoff()));
            } else {
                connect(waiting.retry());
            }
        });
    }
}
