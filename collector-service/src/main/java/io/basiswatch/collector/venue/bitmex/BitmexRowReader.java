package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.json.JsonCursor;
import java.util.function.Consumer;

/** Gives the rows of a table's change to whoever reads them. */
final class BitmexRowReader {
    private final JsonCursor cursor = new JsonCursor();
    private final BitmexInstruments instruments;
    private final BitmexStates states;
    private final BitmexMarkets markets;
    private final BitmexPayments payments;
    private final BitmexBooks books;
    private final FrameEvents events;

    BitmexRowReader(
            BitmexInstruments instruments,
            BitmexStates states,
            BitmexMarkets markets,
            BitmexPayments payments,
            BitmexBooks books,
            FrameEvents events) {
        this.instruments = instruments;
        this.states = states;
        this.markets = markets;
        this.payments = payments;
        this.books = books;
        this.events = events;
    }

    /** Reads the rows that {@code at} is at; nothing that lasts follows from them before the frame was read to its end. */
    void busy(BitmexTable table, LevelRow.Action action, JsonCursor at) {
        // Rows that leave a table because it holds the newest only are no news.
        boolean isGone = action == LevelRow.Action.DELETE;
        switch (table) {
            case LEVELS -> books.read(at, true, action);
            case BEST_LEVELS -> books.read(at, false, action);
            case TRADE -> readUnless(isGone, at, markets::trades);
            case QUOTE -> readUnless(isGone, at, markets::quotes);
            case BEST_TEN -> readUnless(isGone, at, markets::books);
            default -> at.skip();
        }
    }

    /** Reads the rows from {@code start} to before {@code end} of a frame that was found to be whole. */
    void quiet(BitmexTable table, LevelRow.Action action, Frame frame, int start, int end) {
        cursor.reset(frame.payload(), start, end);
        switch (table) {
            case FUNDING -> readUnless(action == LevelRow.Action.DELETE, cursor, payments::payments);
            // Orders of the partial are older than our subscription; updates follow as they fill.
            case LIQUIDATION -> readUnless(action != LevelRow.Action.INSERT, cursor, payments::liquidations);
            case INSTRUMENT -> instruments(action, frame, start, end);
            default -> busy(table, action, cursor);
        }
        cursor.end();
    }

    private static void readUnless(boolean isNoNews, JsonCursor at, Consumer<JsonCursor> reader) {
        if (isNoNews) {
            at.skip();
        } else {
            reader.accept(at);
        }
    }

    private void instruments(LevelRow.Action action, Frame frame, int start, int end) {
        if (action == LevelRow.Action.DELETE) {
            instruments.gone(cursor, events);
            return;
        }
        boolean isWhole = action != LevelRow.Action.UPDATE;
        if (isWhole) {
            instruments.read(cursor, "", events);
            cursor.reset(frame.payload(), start, end);
        }
        states.read(cursor, isWhole, frame.connection());
    }
}
