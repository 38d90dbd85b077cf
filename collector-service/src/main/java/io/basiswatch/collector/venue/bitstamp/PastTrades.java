package io.basiswatch.collector.venue.bitstamp;

import java.util.ArrayList;
import java.util.List;

/** The trades of one answer, which the venue tells newest first. */
final class PastTrades {
    /**
     * One of them.
     *
     * @param second when, seconds since the epoch
     * @param type the taker's side: 0 bought, 1 sold
     */
    record Row(long second, long id, double price, double amount, long type) {}

    private final List<Row> newestFirst = new ArrayList<>();

    void add(long second, long id, double price, double amount, long type) {
        newestFirst.add(new Row(second, id, price, amount, type));
    }

    List<Row> oldestFirst() {
        return newestFirst.reversed();
    }
}
