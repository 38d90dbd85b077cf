package io.basiswatch.collector.venue.binance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of one market of Binance: combined ({@code {"stream":…,"data":…}}) or raw, one event or an array.
 *
 * <p>A frame is read to its end before anything in it is believed; {@link BinanceMessages} says what it means.
 */
final class BinanceDecoder implements Decoder {
    private static final byte[] DATA = "data".getBytes(ISO_8859_1);

    private final JsonCursor cursor = new JsonCursor();
    private final JsonCursor elements = new JsonCursor();
    private final JsonFields fields = BinanceFields.create();
    private final List<MarketEvent> events = new ArrayList<>();
    private final ExchangeInfo exchangeInfo;
    private final BinanceMessages messages;

    BinanceDecoder(Market market, Predicate<String> assets) {
        Symbols symbols = new Symbols(market, assets);
        this.exchangeInfo = new ExchangeInfo(market, symbols);
        this.messages = new BinanceMessages(market, new Message(symbols, fields), events::add);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.clear();
        messages.begin();
        fields.clear();
        try {
            cursor.reset(frame.payload());
            Outcome outcome = read(frame);
            for (int i = 0; i < events.size(); i++) {
                out.accept(events.get(i));
            }
            return events.isEmpty() ? outcome : Outcome.EVENTS;
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome read(Frame frame) {
        JsonKind kind = cursor.kind();
        if (kind == JsonKind.OBJECT) {
            return readObject(frame);
        }
        int start = cursor.position();
        cursor.skip();
        cursor.end();
        String word = RestWords.of(frame.address());
        messages.name(word);
        if (kind == JsonKind.ARRAY) {
            Optional<Outcome> past = messages.past(word, elements.reset(frame.payload()), frame);
            return past.isPresent() ? past.get() : readElements(frame, start, frame.payload().length);
        }
        return word.isEmpty() ? Outcome.UNKNOWN : Outcome.UNUSED;
    }

    private Outcome readObject(Frame frame) {
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.fieldIs(DATA) && cursor.kind() == JsonKind.OBJECT) {
                readData();
            } else {
                readField();
            }
        }
        cursor.end();
        if (fields.is(BinanceFields.SYMBOLS, JsonKind.ARRAY)) {
            return readInstruments(frame);
        }
        if (fields.is(BinanceFields.DATA, JsonKind.ARRAY)) {
            return readElements(frame, fields.start(BinanceFields.DATA), fields.end(BinanceFields.DATA));
        }
        return messages.interpret(frame);
    }

    private void readData() {
        cursor.beginObject();
        while (cursor.nextField()) {
            readField();
        }
    }

    private void readField() {
        if (cursor.kind() != JsonKind.ARRAY || !messages.levels().take(cursor)) {
            fields.take(cursor);
        }
    }

    private Outcome readInstruments(Frame frame) {
        messages.name(RestWords.EXCHANGE_INFO);
        elements.reset(frame.payload(), fields.start(BinanceFields.SYMBOLS), fields.end(BinanceFields.SYMBOLS));
        exchangeInfo.read(elements, frame, events::add);
        return Outcome.UNUSED;
    }

    /** Each element is a message by itself; the whole array was seen to be JSON. */
    private Outcome readElements(Frame frame, int start, int end) {
        Outcome outcome = Outcome.UNUSED;
        elements.reset(frame.payload(), start, end);
        elements.beginArray();
        while (elements.nextElement()) {
            if (elements.kind() == JsonKind.OBJECT) {
                fields.clear().read(elements);
                outcome = max(outcome, messages.interpret(frame));
            } else {
                elements.skip();
            }
        }
        return outcome;
    }

    /** Of several outcomes within one frame the one that says most: events, else the unknown. */
    private static Outcome max(Outcome one, Outcome other) {
        if (one == Outcome.EVENTS || other == Outcome.EVENTS) {
            return Outcome.EVENTS;
        }
        return one == Outcome.UNKNOWN ? one : other;
    }

    @Override
    public String stream() {
        return messages.stream();
    }

    @Override
    public void closed(String connection, long receivedTime) {
        messages.closed(connection, receivedTime);
    }

    @Override
    public void succeeded(String connection, long receivedTime) {
        messages.succeeded(connection);
    }

    @Override
    public void requests(Consumer<Request> to) {
        messages.requests(to);
    }
}
