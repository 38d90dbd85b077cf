package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.model.MarketEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a decoder makes of frames: events, requests, and what became of each frame, by stream. */
final class Decoded {
    final List<MarketEvent> events = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final List<String> unknown = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    final Map<String, Integer> streams = new TreeMap<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Decoder decoder;
    private int frames;

    Decoded(VenueFeed feed) {
        this.decoder = feed.decoder(asset -> true);
    }

    Decoded takeAll(List<Frame> all) {
        all.forEach(this::take);
        return this;
    }

    Decoded take(Frame frame) {
        frames++;
        try {
            Outcome outcome = decoder.decode(frame, events::add);
            outcomes.merge(outcome, 1, Integer::sum);
            if (outcome == Outcome.UNKNOWN) {
                unknown.add(text(frame));
            }
        } catch (FrameException e) {
            rejected.add(e.getMessage() + ": " + text(frame));
        }
        decoder.requests(requests::add);
        streams.merge(decoder.stream(), 1, Integer::sum);
        return this;
    }

    private static String text(Frame frame) {
        return frame.address() + ' ' + new String(frame.payload(), StandardCharsets.UTF_8);
    }

    void closed(String connection, long receivedTime) {
        decoder.closed(connection, receivedTime);
    }

    <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** How many events of each kind came out. */
    String kinds() {
        Map<String, Long> kinds = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.getClass().getSimpleName(), TreeMap::new, Collectors.counting()));
        return kinds.entrySet().stream()
                .map(kind -> kind.getKey() + ' ' + kind.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What became of the frames. */
    String outcomes() {
        return frames + " frames: " + outcomes.getOrDefault(Outcome.EVENTS, 0) + " events, "
                + outcomes.getOrDefault(Outcome.CONTROL, 0) + " control, " + outcomes.getOrDefault(Outcome.UNUSED, 0)
                + " unused, " + unknown.size() + " unknown, " + rejected.size() + " rejected";
    }
}
