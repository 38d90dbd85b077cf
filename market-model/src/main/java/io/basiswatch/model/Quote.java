package io.basiswatch.model;

/**
 * The top of a book: the best bid and the best ask.
 *
 * <p>A one-sided book is no quote. A crossed quote (bid at or above ask) is one: it is what the venue said, and readers
 * decide with {@link #isCrossed}.
 *
 * @param instrument what is quoted
 * @param stamp when
 * @param bidPrice the highest price bid, in the quote currency
 * @param bidQuantity what is bid for at that price, in the base currency; 0 where the venue does not say
 * @param askPrice the lowest price asked, in the quote currency
 * @param askQuantity what is offered at that price, in the base currency; 0 where the venue does not say
 */
public record Quote(
        Instrument instrument, Stamp stamp, double bidPrice, double bidQuantity, double askPrice, double askQuantity)
        implements InstrumentEvent {
    public Quote {
        Checks.positive("bidPrice", bidPrice);
        Checks.notNegative("bidQuantity", bidQuantity);
        Checks.positive("askPrice", askPrice);
        Checks.notNegative("askQuantity", askQuantity);
    }

    /** The price half-way between the best bid and the best ask. */
    public double mid() {
        return (bidPrice + askPrice) / 2;
    }

    /** Whether the bid is at or above the ask, which no orderly book shows for long. */
    public boolean isCrossed() {
        return bidPrice >= askPrice;
    }
}
