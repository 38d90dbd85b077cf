package io.basiswatch.collector.venue.binance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonPairs;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The books of one market: changes from the {@code depth} stream, snapshots by REST; the payloads stand above the methods
 * that read them.
 *
 * <p>Levels are read straight from the frame's bytes into the one update of this decoder, whatever the order in which the
 * message tells things; they reach a book when the frame has been read to its end.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/How-to-manage-a-local-order-book-correctly">How
 *     to manage a local order book</a>
 */
final class BinanceBooks {
    private static final byte[] STREAM_BIDS = {'b'};
    private static final byte[] STREAM_ASKS = {'a'};
    private static final byte[] ANSWER_BIDS = "bids".getBytes(ISO_8859_1);
    private static final byte[] ANSWER_ASKS = "asks".getBytes(ISO_8859_1);
    private static final String SYMBOL_PARAMETER = "symbol=";

    /**
     * A snapshot with a side of so many levels may go on behind it: the least that any market gives where it is asked for all
     * it has. Nothing is claimed of what lies behind.
     */
    private static final int FULL_SNAPSHOT = 1_000;

    private final Market market;
    private final Message message;
    private final JsonFields fields;
    private final Consumer<MarketEvent> out;
    private final Books books = new Books();
    private final BookUpdate update = books.update();
    private final JsonPairs bids = update::bid;
    private final JsonPairs asks = update::ask;
    private final Set<String> opened = new HashSet<>();
    private boolean hasBids;
    private boolean hasAsks;

    BinanceBooks(Market market, Message message, Consumer<MarketEvent> out) {
        this.market = market;
        this.message = message;
        this.fields = message.fields();
        this.out = out;
    }

    Books books() {
        return books;
    }

    /** A new frame begins. */
    void clear() {
        update.clear();
        hasBids = false;
        hasAsks = false;
    }

    /** Reads the field that {@code cursor} is at, an array, if it holds levels. */
    boolean take(JsonCursor cursor) {
        if (cursor.fieldIs(STREAM_BIDS) || cursor.fieldIs(ANSWER_BIDS)) {
            requireFirst(hasBids);
            hasBids = true;
            cursor.pairs(bids);
            return true;
        }
        if (cursor.fieldIs(STREAM_ASKS) || cursor.fieldIs(ANSWER_ASKS)) {
            requireFirst(hasAsks);
            hasAsks = true;
            cursor.pairs(asks);
            return true;
        }
        return false;
    }

    private static void requireFirst(boolean seen) {
        if (seen) {
            throw new JsonException("levels of one side come twice");
        }
    }

    /**
     * {@code {"e":"depthUpdate","E":1723161256303,"T":1723161256302,"s":"ETHUSDT","U":5123107832349,"u":5123107837896,
     * "pu":5123107832175,"b":[["2671.65","20.506"],…],"a":[…]}}: quantities are absolute, 0 removes. Spot has neither
     * {@code T} nor {@code pu}; COIN-M counts contracts.
     */
    Outcome change() {
        requireBothSides();
        Symbol symbol = message.symbol(BinanceFields.SYMBOL);
        long time = message.time(
                fields.has(BinanceFields.TRANSACTION_TIME) ? BinanceFields.TRANSACTION_TIME : BinanceFields.EVENT_TIME);
        long first = fields.whole(BinanceFields.FIRST_UPDATE_ID);
        long last = fields.whole(BinanceFields.UPDATE_ID);
        long previous = market == Market.SPOT ? Stamp.NO_SEQUENCE : fields.whole(BinanceFields.PREVIOUS_UPDATE_ID);
        if (first > last) {
            throw new JsonException("updates run backwards, from " + first + " to " + last);
        }
        Stamp stamp = message.stamp(time, last);
        if (!symbol.isWanted()) {
            return Message.unwanted(symbol);
        }
        Frame frame = message.frame();
        update.asDelta(frame.receivedTime(), first, last, previous);
        inBaseCurrency(symbol);
        book(symbol).accept(frame.connection(), update, stamp, out);
        return Outcome.CONTROL;
    }

    /**
     * {@code {"lastUpdateId":5123107856276,"E":1723161256567,"T":1723161256561,"bids":[["2681.62","16.969"],…],"asks":[…]}}
     * as the answer to {@code depth?symbol=ETHUSDT&limit=1000}. Spot has no times, COIN-M adds {@code symbol}.
     */
    Outcome snapshot() {
        requireBothSides();
        long last = fields.whole(BinanceFields.LAST_UPDATE_ID);
        long received = message.frame().receivedTime();
        long time =
                fields.has(BinanceFields.TRANSACTION_TIME) ? message.time(BinanceFields.TRANSACTION_TIME) : received;
        Stamp stamp = message.stamp(time, last);
        Symbol symbol = asked();
        if (symbol.book().isEmpty()) {
            return Outcome.UNUSED;
        }
        update.asSnapshot(received, last);
        inBaseCurrency(symbol);
        symbol.book().get().acceptAnswer(update, stamp, out);
        return Outcome.CONTROL;
    }

    /** Whose book the answer is; a capture that does not say must be about the only book that waits for one. */
    private Symbol asked() {
        String address = message.frame().address();
        int at = address.indexOf(SYMBOL_PARAMETER);
        if (at >= 0) {
            int end = address.indexOf('&', at);
            return message.symbols()
                    .find(address.substring(at + SYMBOL_PARAMETER.length(), end < 0 ? address.length() : end));
        }
        if (fields.has(BinanceFields.REST_SYMBOL)) {
            return message.symbol(BinanceFields.REST_SYMBOL);
        }
        if (opened.size() == 1) {
            return message.symbols().find(opened.iterator().next());
        }
        List<Symbol> waiting = opened.stream()
                .map(message.symbols()::find)
                .filter(symbol -> symbol.book().filter(BookFeed::isLive).isEmpty())
                .toList();
        return waiting.size() == 1 ? waiting.getFirst() : Symbol.UNKNOWN;
    }

    private void requireBothSides() {
        if (!hasBids || !hasAsks) {
            throw new JsonException("a depth message without " + (hasBids ? "asks" : "bids"));
        }
    }

    private void inBaseCurrency(Symbol symbol) {
        double size = symbol.terms().contractSize();
        if (symbol.instrument().isInverse()) {
            update.ofQuoteContracts(size);
        } else if (size != 1) {
            update.ofBaseContracts(size);
        }
    }

    private BookFeed book(Symbol symbol) {
        Optional<BookFeed> known = symbol.book();
        if (known.isPresent()) {
            return known.get();
        }
        books.close(symbol.instrument());
        SyncRule rule = market == Market.SPOT ? SyncRule.SEQUENCE : SyncRule.PREVIOUS_ID_SNAPSHOT_APART;
        String path = market.depthPath(symbol.name());
        BookFeed made = books.open(
                symbol.instrument(),
                requests -> new BookFeed(
                        symbol.instrument(),
                        BinanceFeed.DEPTH,
                        rule,
                        Reach.snapshot(FULL_SNAPSHOT),
                        BookChecksum.none(),
                        connection -> new Request.Ask(path),
                        requests));
        symbol.keep(made);
        opened.add(symbol.name());
        return made;
    }
}
