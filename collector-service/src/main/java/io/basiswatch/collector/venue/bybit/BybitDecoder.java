package io.basiswatch.collector.venue.bybit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import io.basiswatch.model.Stamp;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Bybit v5: {@code {"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":…,"data":…}}, with the fields
 * in any order, answers to our requests, and REST answers.
 *
 * <p>Deeper books, candles and price limits are recognised and not used. Of the retired v2 protocol the trades are read.
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

    private static final byte[] SNAPSHOT = "snapshot".getBytes(ISO_8859_1);
    private static final byte[] ANSWER = "COMMAND_RESP".getBytes(ISO_8859_1);
    private static final Set<String> UNUSED = Set.of(
            "kline",
            "kline_lt",
            "tickers_lt",
            "lt",
            "liquidation",
            "insurance",
            "priceLimit",
            "adlAlert",
            "system",
            "orderBookL2_25",
            "orderBook_200",
            "instrument_info",
            "klineV2",
            "candle");

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("topic", "type", "ts", "cts", "data", "cs", "op", "success");
    private final FrameEvents events = new FrameEvents();
    private final BybitMarkets markets;
    private final BybitTickers tickers;
    private final BybitAnswers answers;

    BybitDecoder(Predicate<String> assets) {
        BybitInstruments instruments = new BybitInstruments(assets);
        QuoteStreams quoteStreams = new QuoteStreams();
        this.markets = new BybitMarkets(instruments, quoteStreams, events);
        this.tickers = new BybitTickers(instruments, quoteStreams, events);
        this.answers = new BybitAnswers(instruments, tickers, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        try {
            cursor.reset(frame.payload());
            if (frame.source() == Frame.Source.REST) {
                answers.read(frame, cursor);
                return events.handOn(out);
            }
            envelope.clear().read(cursor);
            cursor.end();
            return envelope.has(TOPIC) ? push(frame, out) : conversation();
        } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    /** A pong is {@code "op":"pong"} or {@code "op":"ping","ret_msg":"pong"}, by category. */
    private Outcome conversation() {
        if (envelope.has(SUCCESS)) {
            return envelope.bool(SUCCESS) ? Outcome.CONTROL : Outcome.UNKNOWN;
        }
        return envelope.has(OPERATION) || envelope.is(TYPE, ANSWER) ? Outcome.CONTROL : Outcome.UNKNOWN;
    }

    private Outcome push(Frame frame, Consumer<MarketEvent> out) {
        String topic = envelope.code(TOPIC);
        String channel = topic.indexOf('.') < 0 ? topic : topic.substring(0, topic.indexOf('.'));
        if (UNUSED.contains(channel)) {
            return Outcome.UNUSED;
        }
        Optional<Category> category = Category.of(frame);
        if (category.isEmpty() && !channel.equals("trade")) {
            return Outcome.UNKNOWN; // a symbol alone may be a pair or a contract
        }
        if (!envelope.has(DATA)) {
            throw new FrameException("no data on " + topic);
        }
        cursor.reset(frame.payload(), envelope.start(DATA), envelope.end(DATA));
        boolean known = channel.equals("trade") ? legacyTrades() : read(channel, topic, category.get());
        return known ? events.handOn(out) : Outcome.UNKNOWN;
    }

    private boolean legacyTrades() {
        markets.legacyTrades(cursor);
        return true;
    }

    /** False where there is no such channel. */
    private boolean read(String channel, String topic, Category category) {
        if (category == Category.OPTION) {
            return true;
        }
        switch (channel) {
            case "publicTrade" -> markets.trades(category, cursor);
            case "orderbook" -> book(topic, category);
            case "tickers" -> ticker(category);
            case "allLiquidation" -> markets.liquidations(category, cursor);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** {@code orderbook.1.BTCUSDT}; only depth 1 is whole in each message. */
    private void book(String topic, Category category) {
        String[] parts = topic.split("\\.", 3);
        if (parts.length == 3 && parts[1].equals("1") && envelope.is(TYPE, SNAPSHOT)) {
            long millis = envelope.whole(envelope.is(ENGINE_TIME, JsonKind.NUMBER) ? ENGINE_TIME : TIME);
            markets.best(category, parts[2], cursor, millis);
        }
    }

    private void ticker(Category category) {
        long sequence = envelope.is(SEQUENCE, JsonKind.NUMBER) ? envelope.whole(SEQUENCE) : Stamp.NO_SEQUENCE;
        tickers.read(category, cursor, envelope.is(TYPE, SNAPSHOT), envelope.whole(TIME), sequence);
        cursor.end();
    }
}
