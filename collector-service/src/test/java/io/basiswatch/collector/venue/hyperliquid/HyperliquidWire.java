package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The sockets of Hyperliquid in a test: frames go in a tenth of a second apart, all that follows is kept. */
final class HyperliquidWire {
    final List<MarketEvent> events = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    private final Decoder decoder = new HyperliquidFeed().decoder(asset -> true);
    private long now = 1_788_658_200_000_000L;
    private Outcome last = Outcome.UNKNOWN;

    /** Levels of both sides, a dollar away from 80,000 and from each other by {@code step}. */
    static String levels(int first, int step, int count, double size) {
        StringBuilder bids = new StringBuilder();
        StringBuilder asks = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String comma = i == 0 ? "" : ",";
            int away = first + i * step;
            bids.append(comma).append(level(80_000 - away, size));
            asks.append(comma).append(level(80_000 + away, size));
        }
        return "[[" + bids + "],[" + asks + "]]";
    }

    private static String level(int price, double size) {
        return "{\"px\":\"" + price + ".0\",\"sz\":\"" + size + "\",\"n\":1}";
    }

    /** A message of {@code l2Book} about bitcoin. */
    boolean book(String connection, String levels) {
        return frame(
                connection,
                "{\"channel\":\"l2Book\",\"data\":{\"coin\":\"BTC\",\"time\":" + now / 1_000 + ",\"levels\":" + levels
                        + "}}");
    }

    /** An acknowledgement of {@code method} for the book of bitcoin. */
    void acknowledged(String connection, String method, String digits) {
        frame(
                connection,
                "{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"" + method
                        + "\",\"subscription\":{\"type\":" + "\"l2Book\",\"coin\":\"BTC\",\"nSigFigs\":" + digits
                        + ",\"mantissa\":null}}}");
    }

    boolean frame(String connection, String text) {
        now += 100_000;
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        try {
            last = decoder.decode(
                    new Frame(Frame.Source.WEBSOCKET, connection, "", payload, now, Origin.LIVE), events::add);
            return true;
        } catch (FrameException e) {
            return false;
        } finally {
            decoder.requests(requests::add);
        }
    }

    Outcome last() {
        return last;
    }

    String stream() {
        return decoder.stream();
    }

    void pass(int seconds) {
        now += seconds * 1_000_000L;
    }

    void close(String connection) {
        decoder.closed(connection, now);
    }

    <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
