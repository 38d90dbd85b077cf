package io.basiswatch.model;

/**
 * Contracts outstanding, counted one-sided.
 *
 * @param instrument the derivative
 * @param stamp when
 * @param quantity in the base currency
 * @param notional in the quote currency
 */
public record OpenInterest(Instrument instrument, Stamp stamp, double quantity, double notional)
        implements InstrumentEvent {
    public OpenInterest {
        Checks.notNegative("quantity", quantity);
        Checks.notNegative("notional", notional);
    }
}
