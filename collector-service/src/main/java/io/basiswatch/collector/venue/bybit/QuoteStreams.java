package io.basiswatch.collector.venue.bybit;

import io.basiswatch.model.Instrument;
import java.util.HashSet;
import java.util.Set;

/** Which instruments have a stream of the best bid and ask: their tickers, which come later, make no quotes then. */
final class QuoteStreams {
    private final Set<Instrument> books = new HashSet<>();

    void addBook(Instrument instrument) {
        books.add(instrument);
    }

    boolean hasBook(Instrument instrument) {
        return books.contains(instrument);
    }
}
