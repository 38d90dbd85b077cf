package io.basiswatch.collector.venue.binance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of one market of Binance: combined ({@code {"stream":…,"data":…}}) or raw, one event or an array.
 *
 * <p>Used: {@code trade}, {@code aggTrade}, {@code bookTicker}, {@code markPriceUpdate}, {@code indexPriceUpdate}, and
 * over REST {@code exchangeInfo} and {@code premiumIndex}. Books and candles are recognised and not used.
 */
final class BinanceDecoder implements Decoder {
    private static final byte[] DATA = "data".getBytes(ISO_8859_1);
    private static final byte[] SYMBOLS = "symbols".getBytes(ISO_8859_1);

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields fields = BinanceFields.create();
    private final List<MarketEvent> events = new ArrayList<>();
    private final ExchangeInfo exchangeInfo;
    private final BinanceEvents interpreter;

    BinanceDecoder(Market market, Predicate<String> assets) {
        Symbols symbols = new Symbols(market, assets);
        this.exchangeInfo = new ExchangeInfo(market, symbols);
        this.interpreter = new BinanceEvents(symbols, fields, events::add);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.clear();
        try {
            cursor.reset(frame.payload());
            Outcome outcome = cursor.kind() == JsonKind.ARRAY ? readArray(frame) : readObject(frame);
            for (int i = 0; i < events.size(); i++) {
                out.accept(events.get(i));
            }
            return outcome;
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    /** Only REST answers with an array; each element is read by itself. */
    private Outcome readArray(Frame frame) {
        Outcome outcome = Outcome.UNUSED;
        cursor.beginArray();
        while (cursor.nextElement()) {
            outcome = max(outcome, readElement(frame));
        }
        cursor.end();
        return outcome;
    }

    private Outcome readElement(Frame frame) {
        if (cursor.kind() != JsonKind.OBJECT) {
            cursor.skip();
            return Outcome.UNUSED;
        }
        fields.clear().read(cursor);
        return interpreter.interpret(frame);
    }

    private Outcome readObject(Frame frame) {
        Outcome outcome = Outcome.UNUSED;
        List<Symbol> listed = List.of();
        boolean whole = true;
        fields.clear();
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.fieldIs(DATA) && cursor.kind() == JsonKind.OBJECT) {
                fields.read(cursor);
            } else if (cursor.fieldIs(DATA) && cursor.kind() == JsonKind.ARRAY) {
                outcome = max(outcome, readArrayOfData(frame));
                whole = false;
            } else if (cursor.fieldIs(SYMBOLS) && cursor.kind() == JsonKind.ARRAY) {
                listed = exchangeInfo.read(cursor);
                whole = false;
            } else {
                fields.take(cursor);
            }
        }
        cursor.end();
        if (!whole) {
            Stamp stamp = new Stamp(frame.receivedTime(), frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
            exchangeInfo.apply(listed, stamp, events::add);
            return events.isEmpty() ? outcome : Outcome.EVENTS;
        }
        return interpreter.interpret(frame);
    }

    private Outcome readArrayOfData(Frame frame) {
        Outcome outcome = Outcome.UNUSED;
        cursor.beginArray();
        while (cursor.nextElement()) {
            outcome = max(outcome, readElement(frame));
        }
        fields.clear();
        return outcome;
    }

    /** Of several outcomes within one frame the one that says most: events, else the unknown. */
    private static Outcome max(Outcome one, Outcome other) {
        if (one == Outcome.EVENTS || other == Outcome.EVENTS) {
            return Outcome.EVENTS;
        }
        return one == Outcome.UNKNOWN ? one : other;
    }
}
