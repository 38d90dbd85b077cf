package io.basiswatch.local.trial;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;

/**
 * A trade that a venue has made public, in the units in which we tell trades.
 *
 * @param instrument what was traded
 * @param time by the venue's clock as it printed it, microseconds since the epoch
 * @param price in the quote currency
 * @param quantity in the base currency
 * @param aggressor the taker's side
 */
record SaidTrade(Instrument instrument, long time, double price, double quantity, Side aggressor) {
    private static final long MILLI = 1_000;
    /** Quantities are printed with fewer digits than this tells apart. */
    private static final double GRAIN = 1e9;

    /**
     * What makes two trades the same, whatever a venue calls them: venues print the same trade under ids of their own
     * making, but none changes its time, price, side or size.
     */
    record Sameness(long millis, double price, long grains, Side aggressor) {}

    Sameness sameness() {
        return sameness(time, price, quantity, aggressor);
    }

    static Sameness sameness(Trade trade) {
        return sameness(trade.eventTime(), trade.price(), trade.quantity(), trade.aggressor());
    }

    private static Sameness sameness(long time, double price, double quantity, Side aggressor) {
        return new Sameness(Math.floorDiv(time, MILLI), price, Math.round(quantity * GRAIN), aggressor);
    }
}
