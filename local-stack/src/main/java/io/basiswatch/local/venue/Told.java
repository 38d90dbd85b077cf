package io.basiswatch.local.venue;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.Side;
import io.basiswatch.model.Venue;

/** Something that a venue has made public, whoever listened. */
public sealed interface Told {
    /** When, by the venue's own clock as it prints it, microseconds since the epoch. */
    long time();

    /**
     * A trade.
     *
     * @param id the venue's market counts them without a hole; some venues print another one
     * @param price in the quote currency, as it is printed
     * @param quantity in the base currency
     * @param aggressor the taker's side
     */
    record Trade(long time, Instrument instrument, long id, String price, double quantity, Side aggressor)
            implements Told {}

    /**
     * The best prices that a book has come to, in the quote currency as they are printed.
     *
     * @param levels how many rest on both sides together
     */
    record Book(long time, Instrument instrument, String bid, String ask, int levels) implements Told {}

    /**
     * The minute that is over.
     *
     * @param time its end
     * @param open its first price, as it is printed; so are the others
     */
    record Minute(long time, Instrument instrument, String open, String high, String low, String close)
            implements Told {}

    /**
     * A frame of a capture that was played.
     *
     * @param stream what it belongs to, by the venue's name
     */
    record Played(long time, Venue venue, String stream, String frame) implements Told {}
}
