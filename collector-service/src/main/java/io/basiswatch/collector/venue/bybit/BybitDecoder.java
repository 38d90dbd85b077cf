package io.basiswatch.collector.venue.bybit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Codes;
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
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Bybit v5: {@code {"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":…,"data":…}}, with the fields
 * in any order, answers to our requests, and REST answers.
 *
 * <p>Data are read in the same pass as what stands around them where the topic comes first, as the venue writes it; in any
 * other order they are read afterwards. Either way nothing is changed by a frame that cannot be read to its end. Of the
 * retired v2 protocol the trades are read.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>
 */
final class BybitDecoder implements Decoder {
    private static final int TOPIC = 0;
    private static final int TYPE = 1;
    private static final int TIME = 2;
    private static final int ENGINE_TIME = 3;
    private static final int DATA = 4;
    private static final int SEQUENCE = 5;
    private static final int OPERATION = 6;
    private static final int SUCCESS = 7;
    private static final int LEGACY_CODE = 8;

    private static final byte[] DATA_NAME = "data".getBytes(ISO_8859_1);
    private static final byte[] SNAPSHOT = "snapshot".getBytes(ISO_8859_1);
    private static final byte[] DELTA = "delta".getBytes(ISO_8859_1);
    private static final byte[] ANSWER = "COMMAND_RESP".getBytes(ISO_8859_1);

    /** More topics than anybody subscribes to. */
    private static final int REMEMBERED_TOPICS = 10_000;

    private static final Topic NONE = new Topic(Channel.UNKNOWN, 0, "", "");

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope =
            JsonFields.of("topic", "type", "ts", "cts", "data", "cs", "op", "success", "ret_code");
    private final Codes codes = new Codes();
    private final Map<String, Topic> topics = new HashMap<>();
    private final FrameEvents events = new FrameEvents();
    private final BybitMarkets markets;
    private final BybitBooks books;
    private final BybitTickers tickers;
    private final BybitAnswers answers;
    private String stream = "";
    private Topic topic = NONE;
    private String address = "";
    private Optional<Category> category = Optional.empty();
    private boolean hasData;

    BybitDecoder(Predicate<String> assets) {
        BybitInstruments instruments = new BybitInstruments(assets);
        QuoteStreams quoteStreams = new QuoteStreams();
        this.markets = new BybitMarkets(instruments, events, codes);
        this.books = new BybitBooks(instruments, quoteStreams, events);
        this.tickers = new BybitTickers(instruments, quoteStreams, events, codes);
        this.answers = new BybitAnswers(instruments, markets, tickers, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        stream = "";
        try {
            cursor.reset(frame.payload());
            if (frame.source() == Frame.Source.REST) {
                Answer answer = Answer.to(frame.address());
                stream = answer.word();
                answers.read(answer, frame, cursor);
                return events.handOn(out);
            }
            locate(frame);
            readEnvelope();
            return envelope.has(TOPIC) ? push(frame, out) : conversation();
        } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    /** Which market the socket is of. */
    private void locate(Frame frame) {
        if (!frame.address().equals(address)) {
            address = frame.address();
            category = Category.of(frame);
        }
    }

    private void readEnvelope() {
        envelope.clear();
        topic = NONE;
        hasData = false;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (!hasData && cursor.fieldIs(DATA_NAME) && envelope.is(TOPIC, JsonKind.STRING)) {
                findTopic();
                if (isUsed()) {
                    hasData = true;
                    readData();
                    continue;
                }
            }
            envelope.take(cursor);
        }
        cursor.end();
        if (hasData && envelope.has(DATA)) {
            throw new JsonException("field 'data' comes twice");
        }
    }

    private void findTopic() {
        String text = codes.code(envelope, TOPIC);
        Topic known = topics.get(text);
        topic = known == null ? Topic.parse(text) : known;
        stream = topic.word();
        if (known == null && topics.size() < REMEMBERED_TOPICS) {
            topics.put(text, topic);
        }
    }

    private boolean isUsed() {
        if (topic.channel() == Channel.LEGACY_TRADES) {
            return true; // its symbols say what they are
        }
        return topic.channel().isUsed()
                && category.filter(one -> one != Category.OPTION).isPresent();
    }

    /** Nothing that is read here may change anything but the events of this frame. */
    private void readData() {
        switch (topic.channel()) {
            case BOOK -> books.read(cursor);
            case TRADES -> markets.trades(category.orElseThrow(), cursor);
            case TICKERS -> tickers.read(cursor);
            case LIQUIDATIONS -> markets.liquidations(category.orElseThrow(), cursor);
            case LEGACY_TRADES -> markets.legacyTrades(cursor);
            default -> throw new IllegalStateException("data of " + topic + " are not read");
        }
    }

    /** A pong is {@code "op":"pong"} or {@code "op":"ping","ret_msg":"pong"}, by category. */
    private Outcome conversation() {
        if (envelope.has(LEGACY_CODE) && !envelope.has(OPERATION)) {
            stream = "v2";
            return Outcome.UNUSED; // an answer of the retired v2 protocol that some capture has without its address
        }
        stream = "ack";
        if (envelope.has(SUCCESS)) {
            return envelope.bool(SUCCESS) ? Outcome.CONTROL : Outcome.UNKNOWN;
        }
        return envelope.has(OPERATION) || envelope.is(TYPE, ANSWER) ? Outcome.CONTROL : Outcome.UNKNOWN;
    }

    private Outcome push(Frame frame, Consumer<MarketEvent> out) {
        findTopic();
        if (topic.channel() == Channel.UNKNOWN) {
            return Outcome.UNKNOWN;
        }
        if (!topic.channel().isUsed()) {
            return Outcome.UNUSED;
        }
        if (!isUsed()) {
            return category.isPresent()
                    ? Outcome.UNUSED
                    : Outcome.UNKNOWN; // a symbol alone may be a pair or a contract
        }
        if (!hasData) {
            if (!envelope.has(DATA)) {
                throw new FrameException("no data on " + stream);
            }
            cursor.reset(frame.payload(), envelope.start(DATA), envelope.end(DATA));
            readData();
        }
        if (topic.channel() == Channel.BOOK) {
            long millis = envelope.whole(envelope.is(ENGINE_TIME, JsonKind.NUMBER) ? ENGINE_TIME : TIME);
            books.apply(frame, category.orElseThrow(), topic, isSnapshot(), millis);
        } else if (topic.channel() == Channel.TRADES) {
            markets.apply(frame.connection());
        } else if (topic.channel() == Channel.TICKERS) {
            long sequence = envelope.is(SEQUENCE, JsonKind.NUMBER) ? envelope.whole(SEQUENCE) : Stamp.NO_SEQUENCE;
            tickers.apply(category.orElseThrow(), isSnapshot(), envelope.whole(TIME), sequence);
        }
        return events.handOn(out);
    }

    private boolean isSnapshot() {
        boolean isSnapshot = envelope.is(TYPE, SNAPSHOT);
        if (!isSnapshot && !envelope.is(TYPE, DELTA)) {
            throw new FrameException("neither snapshot nor delta on " + stream);
        }
        return isSnapshot;
    }

    @Override
    public void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
        markets.closed(connection);
    }

    /** Trades go on where one socket flowed while the other was opened. */
    @Override
    public void succeeded(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
    }

    @Override
    public void requests(Consumer<Request> to) {
        books.requests(to);
        answers.requests(to);
    }

    @Override
    public String stream() {
        return stream;
    }
}
