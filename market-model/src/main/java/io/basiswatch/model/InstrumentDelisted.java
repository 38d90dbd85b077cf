package io.basiswatch.model;

/**
 * A venue no longer lists an instrument, or has settled it.
 *
 * @param instrument what is gone
 * @param stamp when
 * @param symbol the venue's own name for it
 */
public record InstrumentDelisted(Instrument instrument, Stamp stamp, String symbol) implements InstrumentEvent {
    public InstrumentDelisted {
        Checks.notBlank("symbol", symbol);
    }
}
