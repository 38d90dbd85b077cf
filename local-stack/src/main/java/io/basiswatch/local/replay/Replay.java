package io.basiswatch.local.replay;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.FeedSession;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.local.capture.MergedCaptures;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Captures through the collector's decoders: every event in the order received, every line accounted for. */
final class Replay {
    private final Map<Venue, Optional<FeedSession>> sessions = new TreeMap<>();
    private final Map<Venue, VenueTally> tallies = new TreeMap<>();

    /**
     * @param feeds the venues that can be read; frames of others are counted
     */
    Replay(List<CaptureFile> captures, Predicate<String> assets, Function<Venue, Optional<VenueFeed>> feeds) {
        for (CaptureFile capture : captures) {
            sessions.computeIfAbsent(
                    capture.venue(), venue -> feeds.apply(venue).map(feed -> new FeedSession(feed, assets)));
            tallies.computeIfAbsent(capture.venue(), venue -> new VenueTally(venue.id()));
        }
    }

    /**
     * @param passes told of the time of each line, before its events
     */
    void run(Iterator<MergedCaptures.Entry> lines, Consumer<Long> passes, Consumer<MarketEvent> events) {
        while (lines.hasNext()) {
            MergedCaptures.Entry entry = lines.next();
            VenueTally tally = tallies.get(entry.capture().venue());
            tally.line();
            if (entry.time() > 0) {
                passes.accept(entry.time());
            }
            Consumer<MarketEvent> counted = event -> {
                tally.event(EventJson.snake(event.getClass().getSimpleName()));
                events.accept(event);
            };
            sessions.get(entry.capture().venue())
                    .ifPresentOrElse(
                            session -> decode(entry.line(), session, tally, counted), () -> pass(entry.line(), tally));
        }
    }

    private static void decode(CapturedLine line, FeedSession session, VenueTally tally, Consumer<MarketEvent> events) {
        switch (line) {
            case CapturedLine.Received(Frame frame) -> {
                try {
                    tally.decoded(session.frame(frame, events));
                } catch (FrameException e) {
                    tally.rejected(frame.receivedTime(), e.getMessage());
                }
            }
            case CapturedLine.Connected connected -> session.connected(connected.connection(), connected.first());
            case CapturedLine.Closed closed ->
                session.closed(closed.connection(), closed.receivedTime(), Origin.REPLAY, closed.reason(), events);
            case CapturedLine.Turn turn -> session.turn(turn, Origin.REPLAY, events);
            case CapturedLine.Unreadable(long number, String reason) -> tally.unreadable(number, reason);
            case CapturedLine.Sent sent -> {}
        }
    }

    private static void pass(CapturedLine line, VenueTally tally) {
        switch (line) {
            case CapturedLine.Received received -> tally.undecoded();
            case CapturedLine.Unreadable(long number, String reason) -> tally.unreadable(number, reason);
            default -> {}
        }
    }

    Iterable<VenueTally> tallies() {
        return tallies.values();
    }
}
