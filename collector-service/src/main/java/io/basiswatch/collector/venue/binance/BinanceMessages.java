package io.basiswatch.collector.venue.binance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells what a message of Binance is and has it read by whom it concerns. */
final class BinanceMessages {
    private static final byte[] BOOK_TICKER = "bookTicker".getBytes(ISO_8859_1);
    private static final byte[] DEPTH = "depthUpdate".getBytes(ISO_8859_1);
    private static final byte[] TRADE = "trade".getBytes(ISO_8859_1);
    private static final byte[] AGGREGATE_TRADE = "aggTrade".getBytes(ISO_8859_1);
    private static final byte[] MARK_PRICE = "markPriceUpdate".getBytes(ISO_8859_1);
    private static final byte[] INDEX_PRICE = "indexPriceUpdate".getBytes(ISO_8859_1);
    private static final byte[] FORCE_ORDER = "forceOrder".getBytes(ISO_8859_1);
    private static final byte[] CANDLE = "kline".getBytes(ISO_8859_1);
    private static final byte[] PARTIAL_DEPTH = "@depth".getBytes(ISO_8859_1);

    /** Events that are known and not used, and the venue's word for their streams. */
    private static final Map<String, String> UNUSED = Map.ofEntries(
            Map.entry("continuous_kline", "continuousKline"),
            Map.entry("indexPrice_kline", "indexPriceKline"),
            Map.entry("markPrice_kline", "markPriceKline"),
            Map.entry("24hrTicker", "ticker"),
            Map.entry("24hrMiniTicker", "miniTicker"),
            Map.entry("1hTicker", "ticker_1h"),
            Map.entry("4hTicker", "ticker_4h"),
            Map.entry("1dTicker", "ticker_1d"),
            Map.entry("avgPrice", "avgPrice"),
            Map.entry("compositeIndex", "compositeIndex"),
            Map.entry("assetIndexUpdate", "assetIndex"),
            Map.entry("contractInfo", "contractInfo"),
            Map.entry("referencePrice", "referencePrice"));

    private final Market market;
    private final Message message;
    private final JsonFields fields;
    private final Ticks ticks;
    private final Marks marks;
    private final BinanceBooks books;
    private final Liquidations liquidations;
    private final Candles candles;
    private final Positioning positioning;
    private final PastAnswers past;
    private final List<Request> requests = new ArrayList<>();
    private String stream = "";

    BinanceMessages(Market market, Message message, Consumer<MarketEvent> out) {
        this.market = market;
        this.message = message;
        this.fields = message.fields();
        this.ticks = new Ticks(message, out);
        this.marks = new Marks(message, out);
        this.books = new BinanceBooks(market, message, out);
        this.liquidations = new Liquidations(market, message, out);
        this.candles = new Candles(message, out);
        this.positioning = new Positioning(message, out);
        this.past = new PastAnswers(message, out);
    }

    BinanceBooks levels() {
        return books;
    }

    void closed(String connection, long receivedTime) {
        books.books().closed(connection, receivedTime);
        ticks.closed(connection);
    }

    /** Updates and trades are numbered, whichever socket brings them. */
    void succeeded(String connection) {
        books.books().succeeded(connection);
    }

    void requests(Consumer<Request> to) {
        books.books().requests(to);
        requests.forEach(to);
        requests.clear();
    }

    /** The venue's word for what was read last. */
    String stream() {
        return stream;
    }

    /** A new frame begins. */
    void begin() {
        stream = "";
        books.clear();
    }

    /** Says what the frame is where that does not follow from its fields. */
    void name(String word) {
        stream = word;
    }

    /** Reads an answer whose rows do not say what they are; empty where each row is a message of its own. */
    Optional<Outcome> past(String word, JsonCursor rows, Frame frame) {
        message.in(frame);
        return switch (word) {
            case RestWords.CANDLES -> Optional.of(past.candles(rows, frame));
            case RestWords.TRADES -> Optional.of(past.trades(rows, frame));
            case RestWords.OPEN_INTEREST_PAST -> Optional.of(past.openInterest(rows));
            default -> Optional.empty();
        };
    }

    /** Reads the message whose fields were just taken. */
    Outcome interpret(Frame frame) {
        message.in(frame);
        if (!fields.has(BinanceFields.EVENT)) {
            return withoutName(frame);
        }
        if (fields.is(BinanceFields.EVENT, BOOK_TICKER)) {
            stream = BinanceFeed.QUOTES;
            return isOurs() ? ticks.quote() : Outcome.UNUSED;
        }
        if (fields.is(BinanceFields.EVENT, DEPTH)) {
            return depth(frame);
        }
        if (fields.is(BinanceFields.EVENT, TRADE)) {
            stream = BinanceFeed.TRADES;
            return isOurs() ? ticks.single() : Outcome.UNUSED;
        }
        return derived();
    }

    /** The rarer ones. */
    private Outcome derived() {
        if (fields.is(BinanceFields.EVENT, AGGREGATE_TRADE)) {
            stream = "aggTrade";
            return isOurs() ? ticks.aggregate() : Outcome.UNUSED;
        }
        if (fields.is(BinanceFields.EVENT, MARK_PRICE)) {
            stream = BinanceFeed.MARKS;
            return isOurs() ? marks.marks() : Outcome.UNUSED;
        }
        if (fields.is(BinanceFields.EVENT, INDEX_PRICE)) {
            stream = "indexPrice";
            return marks.index();
        }
        if (fields.is(BinanceFields.EVENT, FORCE_ORDER)) {
            stream = BinanceFeed.LIQUIDATIONS;
            return liquidations.read();
        }
        if (fields.is(BinanceFields.EVENT, CANDLE)) {
            stream = "kline";
            return isOurs() ? candles.read() : Outcome.UNUSED;
        }
        String event = fields.code(BinanceFields.EVENT);
        if (event.equals("serverShutdown")) {
            stream = "serverShutdown";
            String connection = message.frame().connection();
            requests.add(new Request.Replace(connection, "the venue announced that it will close"));
            return Outcome.CONTROL;
        }
        stream = UNUSED.getOrDefault(event, "");
        return stream.isEmpty() ? Outcome.UNKNOWN : Outcome.UNUSED;
    }

    /** Streams of all symbols mix both kinds of futures. */
    private boolean isOurs() {
        return !market.isOther(fields, BinanceFields.PRODUCT);
    }

    /**
     * On the futures markets a stream of the best 5, 10 or 20 levels sends the same event as that of the changes; only the
     * stream's name, or the address, tells them apart. Its levels are no changes.
     */
    private Outcome depth(Frame frame) {
        boolean partial = fields.has(BinanceFields.STREAM)
                ? isPartial(fields.text(), fields.start(BinanceFields.STREAM), fields.end(BinanceFields.STREAM))
                : isPartial(frame.address());
        if (partial) {
            stream = "partial depth";
            return Outcome.UNUSED;
        }
        stream = BinanceFeed.DEPTH;
        return isOurs() ? books.change() : Outcome.UNUSED;
    }

    private static boolean isPartial(byte[] text, int start, int end) {
        for (int at = end - 1; at > start; at--) {
            if (text[at] == '@' && text[at + 1] == 'd') {
                int next = at + PARTIAL_DEPTH.length;
                return next < end && text[next] >= '0' && text[next] <= '9';
            }
        }
        return false;
    }

    private static boolean isPartial(String address) {
        if (!address.contains("/ws/")) {
            return false;
        }
        byte[] text = address.getBytes(ISO_8859_1);
        return isPartial(text, 0, text.length);
    }

    /** Spot's quotes and snapshots, acknowledgements and REST answers do not say what they are. */
    private Outcome withoutName(Frame frame) {
        if (fields.has(BinanceFields.BID) && fields.has(BinanceFields.ASK) && fields.has(BinanceFields.SYMBOL)
                || fields.endsWith(BinanceFields.STREAM, BOOK_TICKER)) {
            stream = BinanceFeed.QUOTES;
            return ticks.quote();
        }
        if (frame.source() == Frame.Source.REST) {
            return answer(frame);
        }
        if (fields.has(BinanceFields.LAST_UPDATE_ID)) {
            stream = "partial depth";
            return Outcome.UNUSED;
        }
        boolean acknowledged = fields.has(BinanceFields.RESULT) && fields.has(BinanceFields.ID);
        if (acknowledged && !fields.has(BinanceFields.ERROR)) {
            stream = "ack";
            return Outcome.CONTROL;
        }
        return isPolled() ? polled() : Outcome.UNKNOWN;
    }

    /** An answer is told by its fields, and where they do not say, by its address. */
    private Outcome answer(Frame frame) {
        String word = RestWords.of(frame.address());
        if (fields.has(BinanceFields.LAST_UPDATE_ID) && !word.equals(RestWords.BOOK_TICKER)) {
            stream = RestWords.DEPTH;
            return books.snapshot();
        }
        if (isPolled()) {
            return polled();
        }
        stream = word;
        if (market == Market.USDM && fields.has(BinanceFields.RATIO) && Positioning.isNamed(word)) {
            return positioning.read(word);
        }
        boolean refused = fields.has(BinanceFields.CODE);
        return refused || word.isEmpty() ? Outcome.UNKNOWN : Outcome.UNUSED;
    }

    private boolean isPolled() {
        return fields.has(BinanceFields.REST_SYMBOL)
                && (fields.has(BinanceFields.LAST_FUNDING_RATE)
                        || fields.has(BinanceFields.OPEN_INTEREST) && fields.has(BinanceFields.TIME)
                        || fields.has(BinanceFields.FUNDING_RATE) && fields.has(BinanceFields.FUNDING_TIME));
    }

    private Outcome polled() {
        if (fields.has(BinanceFields.LAST_FUNDING_RATE)) {
            stream = RestWords.PREMIUM_INDEX;
            return marks.premiumIndex();
        }
        if (fields.has(BinanceFields.OPEN_INTEREST)) {
            stream = RestWords.OPEN_INTEREST;
            return marks.openInterest();
        }
        stream = RestWords.FUNDING_RATE;
        return marks.settled();
    }
}
