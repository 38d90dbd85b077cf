package io.basiswatch.collector.venue.bitstamp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.collector.venue.bitstamp.BitstampChannels.Channel;
import io.basiswatch.collector.venue.bitstamp.BitstampChannels.Kind;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Bitstamp: {@code {"event":"trade","channel":"live_trades_btcusd","data":{…}}}.
 *
 * <p>Used: {@code live_trades}; {@code order_book} and {@code detail_order_book} for the best prices; {@code
 * diff_order_book} on top of the book from REST for the depth; over REST the pairs, the book, and candles and trades of the past. Single orders
 * are recognised and not used. {@code bts:request_reconnect} makes us connect anew at once.
 *
 * @see <a href="https://www.bitstamp.net/websocket/v2/">WebSocket</a>
 */
final class BitstampDecoder implements Decoder {
    private static final String BOOK_PATH = "/order_book/";

    private static final int EVENT = 0;
    private static final int CHANNEL = 1;
    private static final int DATA = 2;

    private static final byte[] CHANGE = bytes("data");
    private static final byte[] TRADE = bytes("trade");
    private static final byte[] RECONNECT = bytes("bts:request_reconnect");

    private static final byte[][] CONTROL = {
        bytes("bts:subscription_succeeded"),
        bytes("bts:unsubscription_succeeded"),
        bytes("bts:heartbeat"),
        bytes("bts:error")
    };
    private static final String[] CONTROL_WORDS = {"ack", "ack", "heartbeat", "error"};
    private static final byte[][] ORDERS = {bytes("order_created"), bytes("order_changed"), bytes("order_deleted")};

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("event", "channel", "data");
    private final FrameEvents events = new FrameEvents();
    private final BitstampChannels channels = new BitstampChannels();
    private final BitstampBooks books = new BitstampBooks(events);
    private final List<Request> requests = new ArrayList<>();
    private final BitstampPairs pairs;
    private final BitstampMarket market;
    private final BitstampTrades trades;
    private final BitstampHistory history;
    private String stream = "";
    private Channel channel = Channel.NONE;

    BitstampDecoder(Predicate<String> assets) {
        this.pairs = new BitstampPairs(assets);
        this.market = new BitstampMarket(pairs, books, events);
        this.trades = new BitstampTrades(pairs, events);
        this.history = new BitstampHistory(pairs, trades, events);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        books.tellGaps();
        stream = "";
        channel = Channel.NONE;
        try {
            cursor.reset(frame.payload());
            if (frame.source() == Frame.Source.REST) {
                return answer(frame, out);
            }
            envelope.clear().read(cursor);
            cursor.end();
            return message(frame, out);
        } catch (JsonException | IllegalArgumentException e) {
            distrust(frame);
            throw new FrameException(e.getMessage(), e);
        } catch (FrameException e) {
            distrust(frame);
            throw e;
        }
    }

    /** A frame that cannot be read may have been a change of a book: of its pair's, or of any where that is not told. */
    private void distrust(Frame frame) {
        if (frame.source() == Frame.Source.REST) {
            return;
        }
        if (channel.kind() == Kind.OTHER) {
            books.lose(frame.connection());
        } else if (channel.kind() == Kind.CHANGES) {
            pairs.find(channel.symbol(), events).ifPresent(terms -> books.lose(frame.connection(), terms.instrument()));
        }
    }

    private Outcome answer(Frame frame, Consumer<MarketEvent> out) {
        Optional<String> past = history.read(frame.address(), cursor);
        if (past.isPresent()) {
            stream = past.get();
            return handOn(out);
        }
        String path = frame.address().replaceFirst("[?#].*", "");
        int book = path.indexOf(BOOK_PATH);
        if (book >= 0) {
            stream = "REST order_book";
            String symbol = path.substring(book + BOOK_PATH.length()).replace("/", "");
            market.answer(symbol, cursor, frame);
        } else if (cursor.kind() == JsonKind.ARRAY) {
            stream = "REST trading-pairs-info";
            pairs.read(cursor, path, events);
        } else {
            stream = "REST";
            cursor.skip();
            cursor.end();
            events.unknown();
        }
        return handOn(out);
    }

    private Outcome message(Frame frame, Consumer<MarketEvent> out) {
        if (envelope.is(CHANNEL, JsonKind.STRING)) {
            channel = channels.find(envelope.text(), envelope.start(CHANNEL), envelope.end(CHANNEL));
        }
        stream = channel.kind().word();
        if (envelope.is(EVENT, CHANGE)) {
            switch (channel.kind()) {
                case CHANGES -> market.change(channel.symbol(), data(), frame);
                case WHOLE_BOOK, WHOLE_BOOK_WITH_ORDERS -> market.best(channel.symbol(), data());
                case TRADES, ORDERS, OTHER -> events.unknown();
            }
        } else if (envelope.is(EVENT, TRADE) && channel.kind() == Kind.TRADES) {
            trades.trade(channel.symbol(), data());
        } else if (isControl(frame)) {
            return Outcome.CONTROL;
        } else if (indexAmong(ORDERS) < 0) {
            events.unknown();
        }
        return handOn(out);
    }

    /** Whether the message is about the connection, such as that we should open another one. */
    private boolean isControl(Frame frame) {
        int control = indexAmong(CONTROL);
        if (control >= 0) {
            stream = CONTROL_WORDS[control];
        } else if (envelope.is(EVENT, RECONNECT)) {
            stream = "request_reconnect";
            requests.add(new Request.Replace(frame.connection(), "the venue asks us to connect again"));
        } else {
            return false;
        }
        return true;
    }

    /** The position of the event's name; negative where it is not among {@code names}. */
    private int indexAmong(byte[][] names) {
        for (int i = 0; i < names.length; i++) {
            if (envelope.is(EVENT, names[i])) {
                return i;
            }
        }
        return -1;
    }

    private Outcome handOn(Consumer<MarketEvent> out) {
        Outcome outcome = events.handOn(out);
        books.toldGaps();
        return outcome;
    }

    private JsonCursor data() {
        if (!envelope.is(DATA, JsonKind.OBJECT)) {
            throw new JsonException("field 'data' is no object");
        }
        return cursor.reset(envelope.text(), envelope.start(DATA), envelope.end(DATA));
    }

    @Override
    public void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
    }

    @Override
    public void requests(Consumer<Request> to) {
        books.requests(to);
        if (!requests.isEmpty()) {
            requests.forEach(to);
            requests.clear();
        }
    }

    @Override
    public String stream() {
        return stream;
    }
}
