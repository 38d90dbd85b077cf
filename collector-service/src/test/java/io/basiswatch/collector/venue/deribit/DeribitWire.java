package io.basiswatch.collector.venue.deribit;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The sockets and the REST address of Deribit in a test: frames go in a second apart, all that follows is kept. */
final class DeribitWire {
    static final String BOOKS = "books";

    final List<MarketEvent> events = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    private final Decoder decoder = new DeribitFeed().decoder(asset -> true);
    private long now = Decoding.NOW;

    /** Brings a frame over the socket of the books; false where it cannot be read. */
    boolean push(String text) {
        return take(Frame.Source.WEBSOCKET, BOOKS, "wss://streams.deribit.com/ws/api/v2", text);
    }

    /** Brings an answer; false where it cannot be read. */
    boolean answer(String address, String text) {
        return take(Frame.Source.REST, "rest", address, text);
    }

    private boolean take(Frame.Source source, String connection, String address, String text) {
        now += 1_000_000;
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        try {
            decoder.decode(new Frame(source, connection, address, payload, now, Origin.LIVE), events::add);
            return true;
        } catch (FrameException e) {
            return false;
        } finally {
            decoder.requests(requests::add);
        }
    }

    /** Some seconds pass. */
    void pass(long seconds) {
        now += seconds * 1_000_000;
    }

    long now() {
        return now;
    }

    void close() {
        decoder.closed(BOOKS, now);
    }

    String stream() {
        return decoder.stream();
    }

    List<FeedGap> gaps() {
        return events(FeedGap.class);
    }

    List<DepthProfile> profiles() {
        return events(DepthProfile.class);
    }

    <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
