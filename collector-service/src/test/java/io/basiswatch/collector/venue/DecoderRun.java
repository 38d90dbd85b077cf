package io.basiswatch.collector.venue;

import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A decoder that is fed as a session feeds it: frames come over named sockets, a second apart unless said otherwise, what it
 * needs from the venue is collected, and every stream is counted.
 */
public final class DecoderRun {
    private static final long SECOND = 1_000_000;

    private final Decoder decoder;
    private final String address;
    private final List<MarketEvent> events = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final Map<String, Count> streams = new TreeMap<>();
    private long now = Decoding.NOW;

    /** What became of the frames of one stream. */
    private static final class Count {
        private int frames;
        private int events;
        private int unknown;
        private int rejected;
    }

    /** Follows every asset; {@code address} is that of sockets. */
    public DecoderRun(VenueFeed feed, String address) {
        this.decoder = feed.decoder(asset -> true);
        this.address = address;
    }

    /** A message over the socket {@code test}; returns the events that came out of it. */
    public List<MarketEvent> push(String payload) {
        return push("test", payload);
    }

    /** A message over a socket, a second after the frame before. */
    public List<MarketEvent> push(String connection, String payload) {
        now += SECOND;
        return again(connection, payload);
    }

    /** A message in the same microsecond as the frame before. */
    public List<MarketEvent> again(String connection, String payload) {
        return take(new Frame(Frame.Source.WEBSOCKET, connection, address, bytes(payload), now, Origin.LIVE));
    }

    /** A message over a socket of another address. */
    public List<MarketEvent> pushFrom(String otherAddress, String payload) {
        now += SECOND;
        return take(new Frame(Frame.Source.WEBSOCKET, "test", otherAddress, bytes(payload), now, Origin.LIVE));
    }

    /** A REST answer. */
    public List<MarketEvent> answer(String question, String payload) {
        now += SECOND;
        return take(new Frame(Frame.Source.REST, "rest", question, bytes(payload), now, Origin.LIVE));
    }

    /** The answer to a question about the past. */
    public List<MarketEvent> past(String question, String payload) {
        now += SECOND;
        return take(new Frame(Frame.Source.REST, "past", question, bytes(payload), now, Origin.BACKFILL));
    }

    private static byte[] bytes(String payload) {
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    /** A socket is lost. */
    public void close(String connection) {
        now += SECOND;
        decoder.closed(connection, now);
    }

    /** Every frame of a capture, at its own time. */
    public DecoderRun capture(Path file) {
        try (CaptureReader lines = CaptureReader.open(file)) {
            while (lines.hasNext()) {
                if (lines.next() instanceof CapturedLine.Received(Frame frame)) {
                    take(frame);
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<MarketEvent> take(Frame frame) {
        int before = events.size();
        String text = new String(frame.payload(), StandardCharsets.UTF_8);
        boolean isUnknown = false;
        boolean isRejected = false;
        try {
            isUnknown = decoder.decode(frame, events::add) == Outcome.UNKNOWN;
        } catch (FrameException e) {
            isRejected = true;
            rejected.add(e.getMessage() + ": " + text);
        }
        if (isUnknown) {
            unknown.add(text);
        }
        decoder.requests(requests::add);
        Count count = streams.computeIfAbsent(decoder.stream(), stream -> new Count());
        count.frames++;
        count.events += events.size() - before;
        count.unknown += isUnknown ? 1 : 0;
        count.rejected += isRejected ? 1 : 0;
        return List.copyOf(events.subList(before, events.size()));
    }

    public List<MarketEvent> events() {
        return events;
    }

    public <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What the decoder wanted from the venue since this was last called. */
    public List<Request> requests() {
        List<Request> since = List.copyOf(requests);
        requests.clear();
        return since;
    }

    /** Frames that could not be read, with the reason before the text. */
    public List<String> rejected() {
        return rejected;
    }

    public List<String> unknown() {
        return unknown;
    }

    /** One line per stream: {@code books: 290 frames, 36 events, 0 unknown, 0 rejected}. */
    public List<String> table() {
        List<String> table = new ArrayList<>();
        streams.forEach((stream, count) -> table.add("%s: %d frames, %d events, %d unknown, %d rejected"
                .formatted(stream, count.frames, count.events, count.unknown, count.rejected)));
        return table;
    }
}
