package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.feed.Terms;

/** What the messages with one channel number are about. */
sealed interface Channel {
    /** A number that nobody told us the meaning of. */
    Channel UNKNOWN = new Unknown();

    /** The venue's own word for the stream; one constant text for each kind. */
    default String word() {
        return switch (this) {
            case Trades trades -> "trades";
            case Ticker ticker -> "ticker";
            case Book book -> "book";
            case Status status -> "status deriv";
            case Liquidations liquidations -> "status liq";
            case Unused(String word) -> word;
            case Unknown unknown -> "";
        };
    }

    /** Trades of a pair. */
    record Trades(Terms terms) implements Channel {}

    /** The ticker of a pair. */
    record Ticker(Terms terms) implements Channel {}

    /** The book of a pair at full price precision. */
    record Book(Terms terms, BookFeed feed, TopOfBook top) implements Channel {}

    /** The status of a perpetual. */
    record Status(Terms terms) implements Channel {}

    /** Liquidations of all perpetuals. */
    record Liquidations() implements Channel {}

    /** Something that we do not follow. */
    record Unused(String word) implements Channel {}

    /** See {@link #UNKNOWN}. */
    record Unknown() implements Channel {}
}
