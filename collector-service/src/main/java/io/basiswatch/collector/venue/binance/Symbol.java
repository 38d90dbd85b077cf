package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.feed.SeenTrades;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.util.Optional;

/** What the decoder knows and remembers of one symbol. */
final class Symbol {
    /** The answer for a symbol that means nothing to us. */
    static final Symbol UNKNOWN = of("", false, Instrument.spot(Market.SPOT.venue(), "X", "X"), 1, false);

    /** A mark price that is older, by receive time, says nothing of now. */
    private static final long MARK_LIFE = 60_000_000;

    private final Terms terms;
    private final boolean wanted;
    private final Instrument index;
    private final boolean listed;
    private final Memory memory;

    /** What survives new terms. */
    private static final class Memory {
        private SeenTrades trades;
        private boolean sendsSingleTrades;
        private final FundingTimes funding = new FundingTimes();
        private double mark;
        private long markReceived;
        private Optional<BookFeed> book = Optional.empty();
    }

    private Symbol(Terms terms, boolean wanted, boolean listed, Memory memory) {
        Instrument of = terms.instrument();
        this.terms = terms;
        this.wanted = wanted;
        this.index = Instrument.of(of.venue(), of.base(), of.quote(), Contract.INDEX);
        this.listed = listed;
        this.memory = memory;
    }

    static Symbol of(String name, boolean wanted, Instrument instrument, double contractSize, boolean listed) {
        return new Symbol(new Terms(instrument, name, contractSize), wanted, listed, new Memory());
    }

    /** These terms, with what {@code before} remembers; a book in other units is not worth remembering. */
    Symbol remembering(Symbol before) {
        Symbol merged = new Symbol(terms, wanted, listed, before.memory);
        if (!listed || !terms.equals(before.terms)) {
            merged.memory.book = Optional.empty();
        }
        return merged;
    }

    String name() {
        return terms.symbol();
    }

    boolean isKnown() {
        return this != UNKNOWN;
    }

    boolean isWanted() {
        return wanted;
    }

    Terms terms() {
        return terms;
    }

    Instrument instrument() {
        return terms.instrument();
    }

    Instrument index() {
        return index;
    }

    /** Whether metadata said that it trades. */
    boolean isListed() {
        return listed;
    }

    FundingTimes funding() {
        return memory.funding;
    }

    /** The book, once its stream has spoken. */
    Optional<BookFeed> book() {
        return memory.book;
    }

    void keep(BookFeed book) {
        memory.book = Optional.of(book);
    }

    /** Notes the mark price. */
    void marked(double price, long receivedTime) {
        memory.mark = price;
        memory.markReceived = receivedTime;
    }

    /** The last mark price; 0 where none is known that is of now. */
    double mark(long now) {
        return now - memory.markReceived <= MARK_LIFE ? memory.mark : 0;
    }

    /** Notes a fill of the {@code trade} stream; false where it was there before. */
    boolean addSingle(long id, long eventTime) {
        memory.sendsSingleTrades = true;
        return seen().add(id, eventTime);
    }

    /** Notes an {@code aggTrade}; false where its fills come one by one as well, or where it was there before. */
    boolean addAggregate(long id, long eventTime) {
        return !memory.sendsSingleTrades && seen().add(id, eventTime);
    }

    private SeenTrades seen() {
        if (memory.trades == null) {
            memory.trades = new SeenTrades();
        }
        return memory.trades;
    }
}
