package io.basiswatch.local.venue;

/** What a venue's rule does with the times and counted numbers that it finds in a text. */
interface Numbers {
    /** Numbers that a venue counts up. */
    enum IdKind {
        /** Of a book's updates. */
        BOOK,
        TRADE,
        AGGREGATE,
        ORDER,
        SEQUENCE
    }

    /** The symbol that the numbers around are of. */
    default void symbol(String symbol) {}

    /** A time in milliseconds. */
    String millis(String text);

    /** A time in milliseconds that is part of an instrument's terms: the same whenever it is asked for. */
    String term(String text);

    /** A time as RFC 3339 writes it. */
    String rfc3339(String text);

    String id(IdKind kind, String text);
}
