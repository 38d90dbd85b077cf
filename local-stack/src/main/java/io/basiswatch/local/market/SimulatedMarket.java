package io.basiswatch.local.market;

import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.List;

/**
 * What a simulated market does, at every venue: functions of time, which give the same answer whenever they are asked.
 *
 * <p>Times are microseconds since the epoch.
 */
public interface SimulatedMarket {
    /** Books change on this grid. */
    long STEP = 100_000;

    /** What {@code venue} lists at {@code time}: contracts that have expired are gone. */
    List<Listing> listings(Venue venue, long time);

    /** The trades from {@code from}, inclusive, to {@code to}, exclusive, in the order of their ids. */
    List<SimulatedTrade> trades(Listing listing, long from, long to);

    /** The trades with ids from {@code firstId} on, at most {@code many}, none later than {@code now}. */
    List<SimulatedTrade> tradesById(Listing listing, long firstId, int many, long now);

    /** The book as it stands at {@code time}. */
    SimulatedBook book(Listing listing, long time);

    /** The levels of {@code now} that differ from those of {@code before}; with 0 lots those that are gone. */
    SimulatedBook changes(SimulatedBook before, SimulatedBook now);

    /** Of a derivative, at {@code time}. */
    Marks marks(Listing listing, long time);

    /** The price of the base in {@code quote} that indices are made of, at {@code time}. */
    double index(String base, String quote, long time);

    /** What a perpetual has paid from {@code from}, inclusive, to {@code to}, exclusive. */
    List<Payment> payments(Listing listing, long from, long to);

    /** The candle that opens at {@code openTime}: a minute, an hour or a day. */
    SimulatedCandle candle(Listing listing, long openTime, Duration interval);

    /** The share of accounts that are long in a perpetual, between 0 and 1. */
    double longShare(Listing listing, long time);
}
