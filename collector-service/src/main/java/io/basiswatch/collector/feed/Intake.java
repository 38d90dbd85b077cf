package io.basiswatch.collector.feed;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Where everything that one venue's connections bring is stamped, recorded, decoded and handed on, in this order.
 *
 * <p>A frame that cannot be read is counted and logged, never thrown: the connection goes on. Runs on the collector's
 * event loop.
 */
final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final int SHOWN = 200;

    /** Clocks that differ by more are worth a warning; microseconds. */
    private static final long WIDE = 1_000_000;

    private final VenueFeed feed;
    private final FeedSession session;
    private final ReceiveClock clock;
    private final Consumer<CapturedLine> recorder;
    private final Consumer<MarketEvent> out;
    private final Consumer<Rejected> rejected;
    private final FeedMetrics metrics;
    private final VenueLead lead = new VenueLead();
    private boolean warned;
    private final Set<String> opened = new HashSet<>();
    private Consumer<Request> requests = request -> {};
    private boolean readable;

    Intake(
            VenueFeed feed,
            Predicate<String> assets,
            ReceiveClock clock,
            Consumer<CapturedLine> recorder,
            Consumer<MarketEvent> out,
            Consumer<Rejected> rejected,
            FeedMetrics metrics) {
        this.feed = feed;
        this.session = new FeedSession(feed, assets, request -> requests.accept(request));
        this.clock = clock;
        this.recorder = recorder;
        this.out = out;
        this.rejected = rejected;
        this.metrics = metrics;
    }

    /** What the decoder needs from the venue goes to {@code carrier} from now on. */
    void onRequest(Consumer<Request> carrier) {
        requests = carrier;
    }

    VenueFeed feed() {
        return feed;
    }

    /** Somebody else has told everything up to {@code time}; trades since then are missing. */
    void wholeUntil(long time) {
        turn(new CapturedLine.Resumed(time, clock.next()));
    }

    /** Microseconds since the epoch, by the clock of the stamps; no stamp. */
    long now() {
        return clock.now();
    }

    FeedMetrics metrics() {
        return metrics;
    }

    /**
     * Takes a frame in; {@code seen} is told of each event about an instrument that it held.
     *
     * @return whether it could be read
     */
    boolean frame(
            Frame.Source source, String connection, String address, byte[] payload, Consumer<InstrumentEvent> seen) {
        return taken(source, connection, address, payload, Origin.LIVE, seen);
    }

    /**
     * Takes an answer about the past in; all that comes of it says so.
     *
     * @param url what was asked
     * @param seen is told of each event about an instrument that it held
     * @return whether it could be read
     */
    boolean past(String url, byte[] body, Consumer<InstrumentEvent> seen) {
        readable = true;
        taken(Frame.Source.REST, Frame.PAST, url, body, Origin.BACKFILL, seen);
        return readable;
    }

    private boolean taken(
            Frame.Source source,
            String connection,
            String address,
            byte[] payload,
            Origin origin,
            Consumer<InstrumentEvent> seen) {
        long started = System.nanoTime();
        Frame frame = new Frame(source, connection, address, payload, clock.next(), origin);
        recorder.accept(new CapturedLine.Received(frame));
        long received = System.nanoTime();
        metrics.received(received - started);
        try {
            Outcome outcome = session.frame(frame, this::handOn, seen);
            metrics.decoded(connection, outcome, System.nanoTime() - received);
            if (outcome == Outcome.UNKNOWN) {
                LOG.debugf("%s %s: not recognised: %s", feed.venue(), connection, shown(payload));
            }
            return true;
        } catch (FrameException e) {
            readable = false;
            metrics.rejected(connection);
            rejected.accept(new Rejected(feed.venue(), frame, e.getMessage()));
            LOG.warnf("%s %s: %s, in: %s", feed.venue(), connection, e.getMessage(), shown(payload));
            return false;
        }
    }

    private void handOn(MarketEvent event) {
        metrics.event(event);
        if (event instanceof InstrumentEvent news) {
            lead.arrived(news);
        }
        out.accept(event);
    }

    /** What must be said back on a message that came over a socket; it need not have been taken in. */
    Optional<String> reply(String connection, String address, byte[] payload) {
        return feed.reply(new Frame(Frame.Source.WEBSOCKET, connection, address, payload, clock.now(), Origin.LIVE));
    }

    /** One stream of an open socket is lost; it gets its gap. */
    void lost(String connection, MarketStream stream, String reason) {
        turn(new CapturedLine.Lost(connection, stream.instrument(), stream.kind(), clock.next(), reason));
    }

    /** A socket has been replaced; the next messages of it are those that its successor held. */
    void succeeded(String connection, String address, int held) {
        turn(new CapturedLine.Succeeded(connection, address, clock.next(), held));
    }

    /** Trades of an instrument may be missing. */
    void doubted(Instrument instrument) {
        turn(new CapturedLine.Doubted(instrument, clock.next()));
    }

    /** Missing trades have been asked for until {@code to}. */
    void settled(TradeHoles.Missing missing, long to, boolean filled) {
        turn(new CapturedLine.Settled(missing.instrument(), missing.from(), to, filled, clock.next()));
    }

    private void turn(CapturedLine.Turn turn) {
        recorder.accept(turn);
        session.turn(turn, Origin.LIVE, this::handOn);
    }

    /** Trades that are missing. */
    List<TradeHoles.Missing> missing() {
        return session.missing();
    }

    /** A time by the venue's clock at which all that it says now has happened already. */
    long venueTime() {
        return clock.now() - Math.max(lead.micros(clock.now()).orElse(0), 0);
    }

    /** Tells how our clock and the venue's differ; to be called each second. */
    void compareClocks() {
        OptionalLong micros = lead.micros(clock.now());
        metrics.lead(micros);
        clock.heard(feed.venue(), micros);
        boolean wide = micros.isPresent() && Math.abs(micros.getAsLong()) > WIDE;
        if (wide && !warned) {
            LOG.warnf(
                    "%s: its clock is %s %.1f s %s ours",
                    feed.venue(),
                    micros.getAsLong() < 0 ? "at least" : "up to",
                    Math.abs(micros.getAsLong()) / 1e6,
                    micros.getAsLong() < 0 ? "ahead of" : "behind");
        }
        warned = wide;
    }

    private static String shown(byte[] payload) {
        int length = Math.min(payload.length, SHOWN);
        String start = new String(payload, 0, length, StandardCharsets.UTF_8);
        return length < payload.length ? start + "…" : start;
    }

    void connected(String connection, String address) {
        boolean first = opened.add(connection);
        recorder.accept(new CapturedLine.Connected(connection, address, clock.next(), first));
        session.connected(connection, first);
    }

    void sent(String connection, String address, String payload) {
        recorder.accept(new CapturedLine.Sent(connection, address, clock.next(), payload));
    }

    void closed(String connection, String reason) {
        long time = clock.next();
        recorder.accept(new CapturedLine.Closed(connection, time, reason));
        session.closed(connection, time, Origin.LIVE, reason, this::handOn);
    }
}
