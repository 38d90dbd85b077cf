package io.basiswatch.collector.venue.bitmex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** One book with the ids of its levels. Rows change the ids at once, the book itself only when their frame was read. */
final class LevelBook {
    /** How many levels of each side {@code orderBookL2_25} shows. */
    private static final int SHORT_DEPTH = 25;

    private final Terms terms;
    private final byte[] symbol;
    private final boolean isFull;
    private final LevelIds ids = new LevelIds();
    private final BookFeed feed;
    private LevelRow.Action action = LevelRow.Action.DELETE;
    private String connection = "";
    private long unknownLevel;
    private boolean hasUnknownLevel;
    private int version;

    /**
     * A book of which nothing is known yet.
     *
     * @param version of the instruments that say {@code terms}
     */
    LevelBook(Terms terms, boolean isFull, int version, Books books) {
        this.terms = terms;
        this.symbol = terms.symbol().getBytes(ISO_8859_1);
        this.isFull = isFull;
        this.version = version;
        String table = isFull ? "orderBookL2" : "orderBookL2_25";
        this.feed = books.open(
                terms.instrument(),
                requests -> new BookFeed(
                        terms.instrument(),
                        table,
                        SyncRule.IN_TIME,
                        isFull ? Reach.WHOLE : Reach.window(SHORT_DEPTH),
                        BookChecksum.none(),
                        over -> new Request.Say(over, again(table + ':' + terms.symbol())),
                        requests));
    }

    /** What begins a topic anew. */
    static List<String> again(String topic) {
        return List.of(
                "{\"op\":\"unsubscribe\",\"args\":[\"" + topic + "\"]}",
                "{\"op\":\"subscribe\",\"args\":[\"" + topic + "\"]}");
    }

    /** Whether the book's quantities are what these terms make of contracts. */
    boolean isCountedIn(Terms other) {
        return terms.instrument().equals(other.instrument()) && terms.contractSize() == other.contractSize();
    }

    Instrument instrument() {
        return terms.instrument();
    }

    String symbol() {
        return terms.symbol();
    }

    boolean isFull() {
        return isFull;
    }

    boolean isOf(byte[] text, int from, int to) {
        return Arrays.equals(symbol, 0, symbol.length, text, from, to);
    }

    boolean isOver(String other) {
        return connection.equals(other);
    }

    /** Whether no metadata came since the terms were looked up. */
    boolean isCurrent(int instrumentsVersion) {
        return version == instrumentsVersion;
    }

    void checked(int instrumentsVersion) {
        version = instrumentsVersion;
    }

    /** A message begins. */
    void begin(LevelRow.Action told) {
        action = told;
        hasUnknownLevel = false;
        if (told == LevelRow.Action.PARTIAL) {
            ids.clear();
        }
    }

    /** Takes a row of the message into {@code update}; what comes before the snapshot says nothing. */
    void take(LevelRow row, BookUpdate update) {
        if (action != LevelRow.Action.PARTIAL && !feed.isLive()) {
            return;
        }
        double before = ids.get(row.id());
        boolean isNew = action == LevelRow.Action.PARTIAL || action == LevelRow.Action.INSERT;
        // A level that is deleted from the side where it is not: what put it on the other one was to come after this
        // message.
        boolean isElsewhere = action == LevelRow.Action.DELETE && before > 0 != row.isBid();
        if (!isNew && before == LevelIds.NONE || isElsewhere) {
            hasUnknownLevel = true;
            unknownLevel = row.id();
            return;
        }
        double price = row.price() > 0 ? row.price() : Math.abs(before);
        boolean isMoved = before != LevelIds.NONE && before != (row.isBid() ? price : -price);
        if (isMoved) {
            add(update, before > 0, Math.abs(before), 0);
        }
        if (action == LevelRow.Action.DELETE) {
            ids.remove(row.id());
            add(update, row.isBid(), price, 0);
        } else {
            ids.put(row.id(), row.isBid() ? price : -price);
            add(update, row.isBid(), price, terms.base(row.size(), price));
        }
    }

    private static void add(BookUpdate update, boolean isBid, double price, double quantity) {
        if (isBid) {
            update.bid(price, quantity);
        } else {
            update.ask(price, quantity);
        }
    }

    /**
     * The message's frame was read to its end: its rows count.
     *
     * @param order the time by which messages are in order, or {@link Stamp#NO_SEQUENCE} where they have none
     */
    void apply(Frame frame, BookUpdate update, Stamp stamp, long order, Consumer<MarketEvent> out) {
        connection = frame.connection();
        if (action == LevelRow.Action.PARTIAL) {
            update.asSnapshot(frame.receivedTime(), Stamp.NO_SEQUENCE);
        } else {
            update.asDelta(frame.receivedTime(), order, order, Stamp.NO_SEQUENCE);
        }
        if (hasUnknownLevel) {
            lose(stamp, "a change of level " + unknownLevel + ", which is not known", out);
        } else {
            feed.accept(connection, update, stamp, out);
        }
    }

    /** Nothing that came before is trusted. */
    void lose(Stamp stamp, String reason, Consumer<MarketEvent> out) {
        feed.lose(stamp, reason, out);
    }
}
