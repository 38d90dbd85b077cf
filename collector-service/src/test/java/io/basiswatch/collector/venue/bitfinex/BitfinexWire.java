package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket of Bitfinex in a test: frames go in half a second apart and are numbered, all that follows is kept. */
final class BitfinexWire {
    static final String SOCKET = "book";

    final List<MarketEvent> events = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    private final Decoder decoder = new BitfinexFeed().decoder(asset -> true);
    private long now = Decoding.NOW;
    private long sequence;

    /** A new socket on which sequences were agreed upon. */
    BitfinexWire open() {
        sequence = 0;
        frame("{\"event\":\"info\",\"version\":2,\"serverId\":\"s\",\"platform\":{\"status\":1}}");
        frame("{\"event\":\"conf\",\"status\":\"OK\",\"flags\":65536}");
        return this;
    }

    BitfinexWire subscribed(String channel, long number, String symbol) {
        frame("{\"event\":\"subscribed\",\"channel\":\"" + channel + "\",\"chanId\":" + number + ",\"symbol\":\""
                + symbol + "\",\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\"250\"}");
        return this;
    }

    /** Data of a channel, with the next sequence behind them. */
    boolean data(long number, String payload) {
        return frame("[" + number + "," + payload + "," + ++sequence + "]");
    }

    /** A message that the venue sent and that never came. */
    void drop() {
        sequence++;
    }

    boolean frame(String text) {
        now += 500_000;
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        try {
            decoder.decode(new Frame(Frame.Source.WEBSOCKET, SOCKET, "", payload, now, Origin.LIVE), events::add);
            return true;
        } catch (FrameException e) {
            return false;
        } finally {
            decoder.requests(requests::add);
        }
    }

    void pass(int seconds) {
        now += seconds * 1_000_000L;
    }

    void close() {
        decoder.closed(SOCKET, now);
    }

    String stream() {
        return decoder.stream();
    }

    <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
