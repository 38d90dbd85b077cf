package io.basiswatch.collector.book;

import io.basiswatch.model.Stamp;

/** Short messages of a stream, one microsecond after another, always with an ask of 1 at 101. */
final class Messages {
    static final long NO = Stamp.NO_SEQUENCE;

    /** When the last message came. */
    long now = 1_000;

    static OrderBook live(BookAssembler assembler) {
        return assembler.book().orElseThrow();
    }

    BookUpdate snapshot(long last, double bid, double quantity) {
        return new BookUpdate().snapshot(++now, last).bid(bid, quantity).ask(101, 1);
    }

    BookUpdate change(long first, long last, double bid, double quantity) {
        return change(first, last, NO, bid, quantity);
    }

    BookUpdate change(long first, long last, long previous, double bid, double quantity) {
        return new BookUpdate().delta(++now, first, last, previous).bid(bid, quantity);
    }
}
