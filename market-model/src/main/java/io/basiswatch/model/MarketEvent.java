package io.basiswatch.model;

/** Something that a venue, a chain or a collector reported. */
public sealed interface MarketEvent extends Observation permits InstrumentEvent, ChainFlow, ClockTick, ExchangeReserve {
    Stamp stamp();

    default long eventTime() {
        return stamp().eventTime();
    }

    default long receivedTime() {
        return stamp().receivedTime();
    }
}
