package io.basiswatch.collector.venue.okx;

import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.json.JsonCursor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The rows of each channel, and who reads them. Nothing is changed by reading, but the events of the frame. */
final class OkxRows {
    private final OkxInstruments instruments;
    private final OkxMarkets markets;
    private final OkxTrades trades;
    private final OkxPast past;
    private final OkxBooks books;
    private final OkxDerivatives derivatives;
    private final OkxFunding funding;
    private final OkxPositioning positioning;
    private final FrameEvents events;

    /** What a message says that it does to a book. */
    enum Action {
        SNAPSHOT,
        UPDATE,
        /** Something else. */
        OTHER,
        /** It does not say. */
        NONE
    }

    OkxRows(Predicate<String> assets, FrameEvents events, Codes codes) {
        this.events = events;
        this.instruments = new OkxInstruments(assets);
        this.markets = new OkxMarkets(instruments, events, codes);
        this.trades = new OkxTrades(instruments, events, codes);
        this.past = new OkxPast(instruments, events);
        this.books = new OkxBooks(instruments, events);
        this.derivatives = new OkxDerivatives(instruments, events);
        this.funding = new OkxFunding(instruments, events);
        this.positioning = new OkxPositioning(instruments, events);
    }

    /**
     * Reads the rows that {@code cursor} is at.
     *
     * @param symbol that the channel is of; empty where the rows name theirs
     * @param address that was asked
     */
    void read(Channel channel, JsonCursor cursor, String symbol, String address) {
        switch (channel) {
            case BOOKS -> books.read(cursor);
            case TRADES, PAST_TRADES -> trades.read(cursor);
            case TICKERS, TICKER -> markets.tickers(cursor);
            case BEST, BOOKS_5 -> markets.books(cursor, symbol, channel);
            case MARK_PRICES -> derivatives.markPrices(cursor);
            case INDEX_PRICES -> derivatives.indexPrices(cursor);
            case FUNDING -> funding.running(cursor);
            case PAID_FUNDING -> funding.paid(cursor);
            case OPEN_INTEREST -> derivatives.openInterest(cursor);
            case LIQUIDATIONS -> derivatives.liquidations(cursor);
            case ACCOUNTS, TOP_ACCOUNTS, TOP_POSITIONS -> positioning.read(channel, address, cursor);
            case PAST_CANDLES -> past.candles(address, cursor);
            case PAST_OPEN_INTEREST -> past.openInterest(address, cursor);
            case INSTRUMENTS -> instruments.read(cursor);
            default -> throw new IllegalStateException("rows of " + channel + " are not read");
        }
    }

    /** Does what the rows that were read say, once their frame was read to its end. */
    void apply(Channel channel, Frame frame, String symbol, Action action) {
        switch (channel) {
            case BOOKS -> book(frame, symbol, action);
            case TRADES, PAST_TRADES -> trades.apply(frame);
            case INSTRUMENTS -> instruments.apply(frame.source() == Frame.Source.REST ? frame.address() : "", events);
            default -> {}
        }
    }

    private void book(Frame frame, String symbol, Action action) {
        boolean isSnapshot = action == Action.SNAPSHOT || action == Action.NONE && books.followsNothing();
        if (!isSnapshot && action != Action.UPDATE) {
            throw new FrameException("a book that is neither snapshot nor update");
        }
        books.apply(frame, symbol, isSnapshot);
    }

    /** A socket is gone. */
    void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
        trades.closed(connection);
    }

    /** A socket has a successor that was open while it flowed: no trade may be missing between them. */
    void succeeded(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
    }

    /** See {@link io.basiswatch.collector.feed.Decoder#requests}. */
    void requests(Consumer<Request> to) {
        books.requests(to);
    }
}
