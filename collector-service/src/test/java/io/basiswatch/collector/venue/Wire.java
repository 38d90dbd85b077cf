package io.basiswatch.collector.venue;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The sockets and the REST address of a venue in a test: frames go in a second apart, all that follows is kept. */
public final class Wire {
    /** The name of the socket that carries books. */
    public static final String BOOKS = "books";

    public final List<MarketEvent> events = new ArrayList<>();
    public final List<Request> requests = new ArrayList<>();
    private final Decoder decoder;
    private final String socket;
    private long now = Decoding.NOW;

    /** Follows every asset; {@code socket} is where its frames come from. */
    public Wire(VenueFeed feed, String socket) {
        this.decoder = feed.decoder(asset -> true);
        this.socket = socket;
    }

    /** Brings a frame over the socket of the books; false where it cannot be read. */
    public boolean push(String text) {
        return take(Frame.Source.WEBSOCKET, BOOKS, socket, text);
    }

    /** Brings an answer; false where it cannot be read. */
    public boolean answer(String address, String text) {
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
    public void pass(long seconds) {
        now += seconds * 1_000_000;
    }

    public long now() {
        return now;
    }

    public void close() {
        decoder.closed(BOOKS, now);
    }

    public String stream() {
        return decoder.stream();
    }

    public List<FeedGap> gaps() {
        return events(FeedGap.class);
    }

    public List<DepthProfile> profiles() {
        return events(DepthProfile.class);
    }

    public <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
