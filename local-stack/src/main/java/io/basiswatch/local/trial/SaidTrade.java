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
    private static final long SECOND = 1_000;

    /**
     * What makes two trades the same, whatever a venue calls them: venues print the same trade under ids of their own making and
     * round its size in their own way, but none changes its time, price and side. What trades add up to is for {@link
     * ValueLedger}.
     *
     * @param millis since the epoch
     */
    record Sameness(long millis, double price, Side aggressor) {
        /** The same trade as some venues tell it afterwards: in whole seconds. */
        Sameness cut() {
            return new Sameness(millis - Math.floorMod(millis, SECOND), price, aggressor);
        }
    }

    Sameness sameness() {
        return new Sameness(Math.floorDiv(time, MILLI), price, aggressor);
    }

    static Sameness sameness(Trade trade) {
        return new Sameness(Math.floorDiv(trade.eventTime(), MILLI), trade.price(), trade.aggressor());
    }
}
