package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.book.BookAssembler;
import io.basiswatch.collector.feed.Terms;

/** What the messages with one channel number are about. */
sealed interface Channel {
    /** Trades of a pair. */
    record Trades(Terms terms) implements Channel {}

    /** The ticker of a pair. */
    record Ticker(Terms terms) implements Channel {}

    /** The book of a pair at full price precision. */
    record Book(Terms terms, BookAssembler assembler) implements Channel {}

    /** The status of a perpetual. */
    record Status(Terms terms) implements Channel {}

    /** Liquidations of all perpetuals. */
    record Liquidations() implements Channel {}

    /** Something that we do not follow. */
    record Unused() implements Channel {}
}
