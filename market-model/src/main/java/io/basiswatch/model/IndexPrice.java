package io.basiswatch.model;

/**
 * A venue's own reference price of a pair, made of spot markets.
 *
 * @param instrument the pair, as an instrument of kind {@link Contract.Index}
 * @param stamp when
 * @param price in the quote currency
 */
public record IndexPrice(Instrument instrument, Stamp stamp, double price) implements InstrumentEvent {
    public IndexPrice {
        Checks.positive("price", price);
    }
}
