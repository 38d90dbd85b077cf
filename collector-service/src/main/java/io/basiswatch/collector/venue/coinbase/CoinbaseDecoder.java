package io.basiswatch.collector.venue.coinbase;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.SeenTrades;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads both feeds of Coinbase, told apart by the frame: Advanced Trade names a {@code channel}, the Exchange feed a
 * {@code type}. Over REST, the list of products of either.
 */
final class CoinbaseDecoder implements Decoder {
    private static final byte[] PRODUCTS = "products".getBytes(ISO_8859_1);

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields fields = CoinbaseFields.create();
    private final List<MarketEvent> events = new ArrayList<>();
    private final Map<Instrument, SeenTrades> seen = new HashMap<>();
    private final Map<String, AdvancedConnection> connections = new HashMap<>();
    private final Products products;
    private final ExchangeFeedMessages exchange;
    private final AdvancedTradeMessages advanced;

    CoinbaseDecoder(Venue venue, Predicate<String> assets) {
        this.products = new Products(venue, assets);
        CoinbaseEvents interpreter = new CoinbaseEvents(products);
        this.exchange = new ExchangeFeedMessages(interpreter);
        this.advanced = new AdvancedTradeMessages(interpreter);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.clear();
        fields.clear();
        try {
            cursor.reset(frame.payload());
            Outcome outcome = cursor.kind() == JsonKind.ARRAY ? products(frame) : message(frame);
            boolean lost = isAfterLoss(frame, out);
            events.removeIf(this::isRepeated);
            events.forEach(out);
            if (lost) {
                return Outcome.EVENTS;
            }
            return outcome == Outcome.EVENTS && events.isEmpty() ? Outcome.UNUSED : outcome;
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    /** Counts the frame; whether some before it are missing, of which {@code out} was told. */
    private boolean isAfterLoss(Frame frame, Consumer<MarketEvent> out) {
        if (frame.source() != Frame.Source.WEBSOCKET || !fields.has(CoinbaseFields.SEQUENCE_NUM)) {
            return false;
        }
        return connections
                .computeIfAbsent(frame.connection(), name -> new AdvancedConnection())
                .count(fields.whole(CoinbaseFields.SEQUENCE_NUM), frame, events, out);
    }

    /** Asked only of frames that were read to their end, so that a bad frame leaves no mark. */
    private boolean isRepeated(MarketEvent event) {
        return event instanceof Trade trade
                && !seen.computeIfAbsent(trade.instrument(), instrument -> new SeenTrades())
                        .add(trade.stamp().sequence(), trade.eventTime());
    }

    private Outcome products(Frame frame) {
        if (frame.source() != Frame.Source.REST) {
            throw new JsonException("an array, where the venue sends objects");
        }
        readProducts(frame);
        cursor.end();
        return events.isEmpty() ? Outcome.UNUSED : Outcome.EVENTS;
    }

    private void readProducts(Frame frame) {
        long time = frame.receivedTime();
        products.read(cursor, new Stamp(time, time, Stamp.NO_SEQUENCE, frame.origin()), events::add);
    }

    private Outcome message(Frame frame) {
        boolean listing = false;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.fieldIs(PRODUCTS) && cursor.kind() == JsonKind.ARRAY) {
                readProducts(frame);
                listing = true;
            } else {
                fields.take(cursor);
            }
        }
        cursor.end();
        if (listing) {
            return events.isEmpty() ? Outcome.UNUSED : Outcome.EVENTS;
        }
        if (fields.has(CoinbaseFields.CHANNEL)) {
            return advanced.interpret(frame, fields, events::add);
        }
        if (fields.has(CoinbaseFields.TYPE)) {
            return exchange.interpret(frame, fields, events::add);
        }
        return frame.source() == Frame.Source.REST ? Outcome.UNUSED : Outcome.UNKNOWN;
    }
}
