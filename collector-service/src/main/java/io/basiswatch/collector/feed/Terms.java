package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Stamp;

/**
 * What a venue's symbol stands for, and what one unit of the quantities that the venue quotes for it is.
 *
 * @param instrument the symbol's meaning
 * @param symbol the venue's own name
 * @param contractSize one unit of quantity: in the base currency for spot and linear contracts, in the quote currency
 *     for inverse ones
 * @param listedMillis when the venue began to trade it, milliseconds since the epoch; {@link #NOT_TOLD} where it does not
 *     say so
 */
public record Terms(Instrument instrument, String symbol, double contractSize, long listedMillis) {
    /** The venue does not say when it began to trade the symbol. */
    public static final long NOT_TOLD = -1;

    /** Terms of a symbol whose listing time is not known. */
    public Terms(Instrument instrument, String symbol, double contractSize) {
        this(instrument, symbol, contractSize, NOT_TOLD);
    }

    public Terms {
        if (!(contractSize > 0 && contractSize < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "contract size of " + symbol + " is no positive number: " + contractSize);
        }
    }

    /** The base currency in {@code quantity} units at {@code price}. */
    public double base(double quantity, double price) {
        double amount = quantity * contractSize;
        return instrument.isInverse() ? amount / price : amount;
    }

    /** The quote currency in {@code quantity} units at {@code price}: the face value for an inverse contract. */
    public double notional(double quantity, double price) {
        double amount = quantity * contractSize;
        return instrument.isInverse() ? amount : amount * price;
    }

    public InstrumentListed listed(Stamp stamp) {
        return new InstrumentListed(instrument, stamp, symbol, contractSize);
    }
}
