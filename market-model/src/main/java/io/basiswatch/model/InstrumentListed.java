package io.basiswatch.model;

/**
 * A venue lists an instrument, or lists it with changed terms.
 *
 * @param instrument what is listed
 * @param stamp when we learnt it; the terms hold from {@code eventTime} on
 * @param symbol the venue's own name for it
 * @param contractSize what one unit of the venue's quantity stands for: in the base currency for spot and linear
 *     contracts, in the quote currency for inverse ones
 */
public record InstrumentListed(Instrument instrument, Stamp stamp, String symbol, double contractSize)
        implements InstrumentEvent {
    public InstrumentListed {
        Checks.notBlank("symbol", symbol);
        Checks.positive("contractSize", contractSize);
    }
}
