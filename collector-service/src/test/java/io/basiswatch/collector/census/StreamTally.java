package io.basiswatch.collector.census;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.FeedSession;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What became of the frames of one venue, by stream. */
final class StreamTally {
    private static final int SHOWN = 160;

    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<String, Long> kinds = new TreeMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private boolean quotes;

    /** Counts of one stream. */
    static final class Row {
        long frames;
        long events;
        long control;
        long unused;
        long unknown;
        long rejected;
    }

    /**
     * Runs one file through a decoder that has seen nothing.
     *
     * @param mayBeQuoted whether the licence of the file lets a piece of a frame be shown
     */
    void read(VenueFeed feed, boolean mayBeQuoted, Consumer<Consumer<CapturedLine>> lines) {
        quotes = mayBeQuoted;
        FeedSession session = new FeedSession(feed, asset -> true);
        lines.accept(line -> take(line, session));
    }

    private void take(CapturedLine line, FeedSession session) {
        switch (line) {
            case CapturedLine.Received(Frame frame) -> decode(frame, session);
            case CapturedLine.Connected connected -> session.connected(connected.connection(), connected.first());
            case CapturedLine.Closed closed ->
                session.closed(closed.connection(), closed.receivedTime(), Origin.REPLAY, closed.reason(), this::event);
            case CapturedLine.Turn turn -> session.turn(turn, Origin.REPLAY, event -> {});
            case CapturedLine.Unreadable(long number, String reason) -> rejected.add("line " + number + ": " + reason);
            case CapturedLine.Sent sent -> {}
        }
    }

    private void event(MarketEvent event) {
        kinds.merge(event.getClass().getSimpleName(), 1L, Long::sum);
    }

    private void decode(Frame frame, FeedSession session) {
        long[] events = {0};
        try {
            Outcome outcome = session.frame(frame, event -> {
                events[0]++;
                event(event);
            });
            Row row = row(session);
            row.events += events[0];
            switch (outcome) {
                case EVENTS -> {}
                case CONTROL -> row.control++;
                case UNUSED -> row.unused++;
                case UNKNOWN -> {
                    row.unknown++;
                    unknown.add(session.stream() + ": " + shown(frame));
                }
            }
        } catch (FrameException e) {
            row(session).rejected++;
            rejected.add(session.stream() + ": " + e.getMessage() + ": " + shown(frame));
        }
    }

    private Row row(FeedSession session) {
        String stream = session.stream();
        Row row = rows.computeIfAbsent(stream.isEmpty() ? "?" : stream, name -> new Row());
        row.frames++;
        return row;
    }

    private String shown(Frame frame) {
        if (!quotes) {
            return "a frame that may not be quoted";
        }
        String text = new String(frame.payload(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        return frame.address() + " " + text.substring(0, Math.min(SHOWN, text.length()));
    }

    Map<String, Row> rows() {
        return new LinkedHashMap<>(rows);
    }

    Map<String, Long> kinds() {
        return kinds;
    }

    List<String> unknown() {
        return unknown;
    }

    List<String> rejected() {
        return rejected;
    }
}
