package io.basiswatch.collector.venue.deribit;

/** Where quotes come from, the slowest first: once a faster stream has spoken, slower ones would only go back. */
enum QuoteStream {
    TICKER,
    BOOK,
    QUOTE
}
