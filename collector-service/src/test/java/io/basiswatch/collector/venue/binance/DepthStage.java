package io.basiswatch.collector.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.VenueFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A venue that sends the changes of a real book, undamaged or not, and answers for snapshots as late and as often as a test
 * wants: the book as it was at any change, kept by other means than those under test.
 */
final class DepthStage {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The changes of the capture behind its own snapshot. */
    final List<Frame> changes = new ArrayList<>();

    final Decoded decoded;
    private final List<String> snapshots = new ArrayList<>();
    private final List<Integer> openQuestions = new ArrayList<>();
    private final String path;
    private int asked;

    DepthStage(VenueFeed feed, String file, String path) {
        this.decoded = new Decoded(feed);
        this.path = path;
        Map<Double, String> bids = new TreeMap<>(Comparator.reverseOrder());
        Map<Double, String> asks = new TreeMap<>();
        long last = -1;
        for (Frame frame : BinanceFrames.of(
                BinanceFrames.SHIPPED.resolve(feed.venue().id()).resolve(file))) {
            JsonNode message = tree(frame);
            if (message.has("lastUpdateId")) {
                last = message.get("lastUpdateId").longValue();
                put(bids, message.get("bids"));
                put(asks, message.get("asks"));
            } else if (last >= 0
                    && message.get("stream").asText().contains("@depth")
                    && message.get("data").get("u").longValue() > last) {
                put(bids, message.get("data").get("b"));
                put(asks, message.get("data").get("a"));
                changes.add(frame);
                snapshots.add(snapshot(message.get("data").get("u").longValue(), bids, asks));
            }
        }
    }

    private static JsonNode tree(Frame frame) {
        try {
            return JSON.readTree(frame.payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Map<Double, String> side, JsonNode rows) {
        for (JsonNode row : rows) {
            double price = row.get(0).asDouble();
            if (row.get(1).asDouble() == 0) {
                side.remove(price);
            } else {
                side.put(price, row.toString());
            }
        }
    }

    private static String snapshot(long last, Map<Double, String> bids, Map<Double, String> asks) {
        return "{\"lastUpdateId\":" + last + ",\"bids\":" + rows(bids) + ",\"asks\":" + rows(asks) + '}';
    }

    private static String rows(Map<Double, String> side) {
        return side.values().stream().collect(Collectors.joining(",", "[", "]"));
    }

    /** Sends one change as it is or was made. */
    void send(Frame frame) {
        decoded.take(frame);
        for (; asked < decoded.requests.size(); asked++) {
            openQuestions.add(asked);
        }
    }

    /** Sends changes as they are, and answers every question with the book of the change that led to it. */
    void sendAndAnswer(int from, int to) {
        for (int at = from; at < to; at++) {
            send(changes.get(at));
            if (isAsked()) {
                answer(at);
            }
        }
    }

    boolean isAsked() {
        return !openQuestions.isEmpty();
    }

    /** Answers what is open with the book as it is after a change, as if received with it. */
    void answer(int change) {
        openQuestions.clear();
        snapshot(change, changes.get(change).receivedTime());
    }

    /** A snapshot comes, asked for or not. */
    void snapshot(int change, long receivedTime) {
        byte[] payload = snapshots.get(change).getBytes(StandardCharsets.UTF_8);
        decoded.take(new Frame(
                Frame.Source.REST,
                "rest",
                "https://example.org" + path,
                payload,
                receivedTime,
                changes.get(change).origin()));
    }

    Request.Ask question() {
        return new Request.Ask(path);
    }

    /** The same frame with another text. */
    static Frame with(Frame frame, String text) {
        return new Frame(
                frame.source(),
                frame.connection(),
                frame.address(),
                text.getBytes(StandardCharsets.UTF_8),
                frame.receivedTime(),
                frame.origin());
    }

    static String text(Frame frame) {
        return new String(frame.payload(), StandardCharsets.UTF_8);
    }
}
