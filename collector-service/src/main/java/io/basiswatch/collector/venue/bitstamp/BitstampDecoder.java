package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Bitstamp: {@code {"event":"trade","channel":"live_trades_btcusd","data":{…}}}.
 *
 * <p>Used: {@code live_trades}, {@code order_book} and {@code detail_order_book}, {@code diff_order_book} on top of the
 * book from REST; over REST the pairs and the book. Single orders are recognised and not used.
 *
 * @see <a href="https://www.bitstamp.net/websocket/v2/">WebSocket</a>
 */
final class BitstampDecoder implements Decoder {
    private static final String BOOK_PATH = "/order_book/";
    private static final Set<String> CONTROL = Set.of(
            "bts:subscription_succeeded",
            "bts:unsubscription_succeeded",
            "bts:heartbeat",
            "bts:request_reconnect",
            "bts:error");
    private static final Set<String> UNUSED = Set.of("order_created", "order_changed", "order_deleted");

    private static final int EVENT = 0;
    private static final int CHANNEL = 1;
    private static final int DATA = 2;

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("event", "channel", "data");
    private final FrameEvents events = new FrameEvents();
    private final BitstampPairs pairs;
    private final BitstampMarket market;

    BitstampDecoder(Predicate<String> assets) {
        this.pairs = new BitstampPairs(assets);
        this.market = new BitstampMarket(pairs, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        try {
            cursor.reset(frame.payload());
            if (frame.source() == Frame.Source.REST) {
                return answer(frame, out);
            }
            envelope.clear().read(cursor);
            cursor.end();
            return message(frame.receivedTime(), out);
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome answer(Frame frame, Consumer<MarketEvent> out) {
        String path = frame.address().replaceFirst("[?#].*", "");
        int book = path.indexOf(BOOK_PATH);
        if (book >= 0) {
            String symbol = path.substring(book + BOOK_PATH.length()).replace("/", "");
            market.answeredBook(symbol, cursor, frame.receivedTime());
        } else if (cursor.kind() == JsonKind.ARRAY) {
            pairs.read(cursor, path, events);
        } else {
            cursor.skip();
            cursor.end();
            return Outcome.UNKNOWN;
        }
        return events.handOn(out);
    }

    private Outcome message(long receivedTime, Consumer<MarketEvent> out) {
        String event = envelope.has(EVENT) ? envelope.code(EVENT) : "";
        if (CONTROL.contains(event)) {
            return Outcome.CONTROL;
        }
        if (UNUSED.contains(event)) {
            return Outcome.UNUSED;
        }
        String channel = envelope.has(CHANNEL) ? envelope.code(CHANNEL) : "";
        int name = channel.lastIndexOf('_');
        String symbol = channel.substring(name + 1);
        switch (event + ' ' + channel.substring(0, Math.max(name, 0))) {
            case "trade live_trades" -> market.trade(symbol, data());
            case "data order_book", "data detail_order_book" -> market.book(symbol, data(), receivedTime);
            case "data diff_order_book" -> market.change(symbol, data(), receivedTime);
            default -> {
                return Outcome.UNKNOWN;
            }
        }
        return events.handOn(out);
    }

    private JsonCursor data() {
        if (!envelope.is(DATA, JsonKind.OBJECT)) {
            throw new JsonException("field 'data' is no object");
        }
        return cursor.reset(envelope.text(), envelope.start(DATA), envelope.end(DATA));
    }
}
