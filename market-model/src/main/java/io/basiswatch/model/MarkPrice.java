package io.basiswatch.model;

/**
 * The price at which a venue values positions.
 *
 * @param instrument the derivative
 * @param stamp when
 * @param price in the quote currency
 */
public record MarkPrice(Instrument instrument, Stamp stamp, double price) implements InstrumentEvent {
    public MarkPrice {
        Checks.positive("price", price);
    }
}
