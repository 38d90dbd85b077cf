package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.TradeIds;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Kraken's spot market: v2 {@code {"channel":"trade","type":"update","data":[…]}}, v1 arrays, the
 * answers to our requests of both, and REST.
 *
 * <p>Used: {@code trade}, {@code ticker}, {@code book}, v1's {@code spread}; over REST the pairs, and of the past candles
 * and trades. The candles of the stream are recognised and not used.
 *
 * <p>A frame that cannot be read may have been a change of a book, and the checksum of the next one covers the best levels
 * only: so the books of its socket are lost, which the next frame that can be read tells.
 *
 * @see <a href="https://docs.kraken.com/api/docs/websocket-v2/ticker">WebSocket v2</a>
 */
final class KrakenSpotDecoder implements Decoder {
    private final JsonCursor cursor = new JsonCursor();
    private final FrameEvents events = new FrameEvents();
    private final KrakenEnvelope envelope;
    private final KrakenPairs pairs;
    private final KrakenBooks books;
    private final KrakenLegacyMarket legacy;
    private final List<MarketEvent> late = new ArrayList<>();
    private final Map<String, TradeIds> ids = new HashMap<>();
    private String stream = "";

    KrakenSpotDecoder(Predicate<String> assets) {
        this.pairs = new KrakenPairs(assets);
        this.books = new KrakenBooks(events::add);
        this.legacy = new KrakenLegacyMarket(pairs, books, events);
        this.envelope = new KrakenEnvelope(pairs, books, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        if (late.isEmpty()) {
            return read(frame, out);
        }
        List<MarketEvent> news = new ArrayList<>();
        read(frame, news::add);
        late.forEach(out);
        late.clear();
        news.forEach(out);
        return Outcome.EVENTS;
    }

    private Outcome read(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        books.clear();
        stream = "";
        try {
            cursor.reset(frame.payload());
            Outcome outcome = cursor.kind() == JsonKind.ARRAY ? array(frame) : object(frame);
            books.apply(frame.connection());
            return outcome == Outcome.EVENTS ? events.handOn(event -> tell(event, frame, out)) : outcome;
        } catch (JsonException | IllegalArgumentException e) {
            lose(frame);
            throw new FrameException(e.getMessage(), e);
        }
    }

    /** The ids of a pair's trades count up by one, so one that is left out shows with the next. */
    private void tell(MarketEvent event, Frame frame, Consumer<MarketEvent> out) {
        if (event instanceof Trade trade && trade.stamp().sequence() != Stamp.NO_SEQUENCE) {
            ids.computeIfAbsent(frame.connection(), socket -> new TradeIds())
                    .take(trade, trade.stamp().sequence(), "trade")
                    .ifPresent(out);
        }
        out.accept(event);
    }

    private void lose(Frame frame) {
        if (frame.source() == Frame.Source.WEBSOCKET && (stream.isEmpty() || stream.equals("book"))) {
            books.lose(frame.connection(), events.stampOnReceipt(), late::add);
        }
    }

    private Outcome array(Frame frame) {
        boolean known = legacy.read(cursor, frame, word -> stream = word);
        return known ? Outcome.EVENTS : Outcome.UNKNOWN;
    }

    private Outcome object(Frame frame) {
        try {
            return envelope.read(cursor, frame);
        } finally {
            stream = envelope.stream();
        }
    }

    @Override
    public void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
        ids.remove(connection);
    }

    @Override
    public void requests(Consumer<Request> to) {
        books.requests(to);
    }

    @Override
    public String stream() {
        return stream;
    }
}
