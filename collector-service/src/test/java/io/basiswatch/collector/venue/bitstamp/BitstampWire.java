package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The sockets and the REST address of Bitstamp in a test: frames go in a tenth of a second apart, all that follows is kept. */
final class BitstampWire {
    static final String ASK = "/api/v2/order_book/btcusd/?group=1";

    final List<MarketEvent> events = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    private final Decoder decoder = new BitstampFeed().decoder(asset -> true);
    private long now = Decoding.NOW;

    /** Brings a frame over the socket {@code connection}; false where it cannot be read. */
    boolean frame(String connection, String text) {
        return take(Frame.Source.WEBSOCKET, connection, "wss://ws.bitstamp.net", text);
    }

    /** A change of bitcoin's bid at 100, over the socket {@code depth}. */
    boolean change(long micros, double quantity) {
        return frame("depth", message("diff_order_book_btcusd", micros, "[\"100\",\"" + quantity + "\"]", ""));
    }

    /** An answer with a bid of 1 at 100 and an ask of 2 at 101. */
    boolean answer(long micros) {
        return take(
                Frame.Source.REST,
                "rest",
                "https://www.bitstamp.net" + ASK,
                levels(micros, "[\"100\",\"1\"]", "[\"101\",\"2\"]"));
    }

    private boolean take(Frame.Source source, String connection, String address, String text) {
        now += 100_000;
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
    void pass(int seconds) {
        now += seconds * 1_000_000L;
    }

    void close(String connection) {
        decoder.closed(connection, now);
    }

    String stream() {
        return decoder.stream();
    }

    static String message(String channel, long micros, String bids, String asks) {
        return "{\"data\":" + levels(micros, bids, asks) + ",\"channel\":\"" + channel + "\",\"event\":\"data\"}";
    }

    static String levels(long micros, String bids, String asks) {
        return "{\"timestamp\":\"1\",\"microtimestamp\":\"" + micros + "\",\"bids\":[" + bids + "],\"asks\":[" + asks
                + "]}";
    }

    List<FeedGap> gaps() {
        return events(FeedGap.class);
    }

    List<DepthProfile> profiles() {
        return events(DepthProfile.class);
    }

    List<Quote> quotes() {
        return events(Quote.class);
    }

    private <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
