package io.basiswatch.collector.feed;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One venue's way from frames and connections to events; live and replay both go through it.
 *
 * <p>On top of the decoder it makes gaps of lost connections and thins the quotes of stablecoins to the first of each
 * second of receive time per pair, because those are written to every partition. What venues tell only every few minutes it
 * says again in between ({@link StandingFigures}). Not thread-safe.
 */
public final class FeedSession {
    private static final long SECOND = 1_000_000;

    private final VenueFeed feed;
    private final Decoder decoder;
    private final TradeHoles holes = new TradeHoles();
    private final HeldNews held = new HeldNews();
    private final GapTracker gaps;
    private final StandingFigures standing = new StandingFigures();
    private final Map<Instrument, Long> stablecoinSeconds = new HashMap<>();
    private final List<MarketEvent> decoded = new ArrayList<>();
    private final Consumer<MarketEvent> decodes = decoded::add;
    private final Consumer<MarketEvent> tells = this::tell;
    private final Consumer<Request> requests;
    private OptionalLong wholeUntil = OptionalLong.empty();
    private Consumer<MarketEvent> out = event -> {};

    /** A session that nobody answers: a replay. */
    public FeedSession(VenueFeed feed, Predicate<String> assets) {
        this(feed, assets, request -> {});
    }

    /**
     * A session.
     *
     * @param requests takes what the decoder needs from the venue
     */
    FeedSession(VenueFeed feed, Predicate<String> assets, Consumer<Request> requests) {
        this.feed = feed;
        this.decoder = feed.decoder(assets);
        this.gaps = new GapTracker(feed);
        this.requests = requests;
    }

    /**
     * Decodes a frame and hands on what it holds.
     *
     * @throws FrameException where the frame cannot be read; then nothing of it was handed on
     */
    public Outcome frame(Frame frame, Consumer<MarketEvent> out) {
        return frame(frame, out, seen -> {});
    }

    /** The same; {@code seen} is told of each event about an instrument, also of those that are thinned out. */
    Outcome frame(Frame frame, Consumer<MarketEvent> to, Consumer<InstrumentEvent> seen) {
        decoded.clear();
        out = to;
        try {
            Outcome outcome = decode(frame);
            for (int i = 0; i < decoded.size(); i++) {
                if (frame.isPast()) {
                    past(decoded.get(i), seen);
                } else {
                    handOn(frame.connection(), decoded.get(i), seen);
                    standing.heard(decoded.get(i));
                }
            }
            standing.tell(frame, tells);
            return outcome;
        } finally {
            held.passed(frame.connection(), tells);
            decoder.requests(requests);
        }
    }

    /** The venue's own word for the stream of the last frame; empty where that cannot be told. */
    public String stream() {
        return decoder.stream();
    }

    /** A decoder that trips over a frame has not read it; that must not stop the feed. */
    private Outcome decode(Frame frame) {
        try {
            return decoder.decode(frame, decodes);
        } catch (FrameException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FrameException("the decoder failed: " + e, e);
        }
    }

    /** Of the trades of the past only those are news that we have missed. */
    private void past(MarketEvent event, Consumer<InstrumentEvent> seen) {
        if (event instanceof InstrumentEvent news) {
            seen.accept(news);
        }
        if (!(event instanceof Trade trade) || holes.fills(trade)) {
            out.accept(event);
        }
    }

    private void handOn(String connection, MarketEvent event, Consumer<InstrumentEvent> seen) {
        if (event instanceof InstrumentEvent news) {
            seen.accept(news);
            gaps.arrived(connection, news, tells);
            if (news instanceof Quote quote && isSurplus(quote)) {
                return;
            }
        }
        if (!held.takes(connection, event)) {
            tell(event);
        }
    }

    /** After a gap the next quote is needed at once. */
    private void tell(MarketEvent event) {
        switch (event) {
            case FeedGap gap -> {
                stablecoinSeconds.remove(gap.instrument());
                missed(gap);
            }
            case Trade trade -> {
                if (!holes.live(trade)) {
                    return;
                }
            }
            default -> {}
        }
        out.accept(event);
    }

    private void missed(FeedGap gap) {
        if (gap.scope() == FeedGap.Scope.TRADES || gap.scope() == FeedGap.Scope.ALL) {
            holes.open(gap.instrument());
            if (gap.reason().equals(GapTracker.STARTED)) {
                wholeUntil.ifPresent(time -> holes.openSince(gap.instrument(), time));
            }
        }
    }

    /** Trades that are missing. */
    List<TradeHoles.Missing> missing() {
        return holes.missing();
    }

    /** Something was found out or done about the feed; a gap or its end goes out where that is one. */
    public void turn(CapturedLine.Turn turn, Origin origin, Consumer<MarketEvent> to) {
        out = to;
        switch (turn) {
            case CapturedLine.Lost lost -> gaps.lost(lost, origin, tells);
            case CapturedLine.Resumed(long through, long time) -> wholeUntil = OptionalLong.of(through);
            case CapturedLine.Doubted(Instrument instrument, long time) -> holes.doubt(instrument);
            case CapturedLine.Succeeded(String connection, String address, long time, int messages) -> {
                held.end(connection, tells);
                held.begin(connection, messages);
                decoder.succeeded(connection, time);
                decoder.requests(requests);
            }
            case CapturedLine.Settled settled -> {
                holes.settled(settled.instrument(), settled.to());
                if (settled.filled()) {
                    out.accept(filled(settled, origin));
                }
            }
        }
    }

    private GapFilled filled(CapturedLine.Settled settled, Origin origin) {
        long time = settled.receivedTime();
        return new GapFilled(
                settled.instrument(),
                new Stamp(time, time, Stamp.NO_SEQUENCE, origin),
                feed.word(StreamKind.TRADES),
                settled.from(),
                settled.to(),
                FeedGap.Scope.TRADES);
    }

    /** Whether the second of receive time already has a quote of this stablecoin. */
    private boolean isSurplus(Quote quote) {
        if (!Stablecoins.isReference(quote.instrument())) {
            return false;
        }
        long second = quote.receivedTime() / SECOND;
        Long before = stablecoinSeconds.put(quote.instrument(), second);
        return before != null && before == second;
    }

    /**
     * A socket is open.
     *
     * @param first whether it is the first of this name since the collector started
     */
    public void connected(String connection, boolean first) {
        gaps.connected(connection, first);
    }

    /** A socket is gone; a gap goes out for each stream that it had carried. */
    public void closed(String connection, long receivedTime, Origin origin, String reason, Consumer<MarketEvent> to) {
        out = to;
        held.end(connection, tells);
        gaps.closed(connection, receivedTime, origin, reason, tells);
        decoder.closed(connection, receivedTime);
    }
}
