/**
 * Order books that are provably right: one book for all venues, kept true by the venue's own sequence numbers, previous
 * ids or checksums, and worth nothing the moment one of them does not fit.
 *
 * <p>No clock and no I/O: a book is a function of the messages that it was given.
 */
package io.basiswatch.collector.book;
