package io.basiswatch.model;

/**
 * A whole book, or as much of it as the venue sends. It replaces whatever was known; it stays inside the collector.
 *
 * @param instrument whose book
 * @param stamp when; {@code sequence} is the last update that it holds
 * @param bids the bids
 * @param asks the asks
 */
public record BookSnapshot(Instrument instrument, Stamp stamp, Levels bids, Levels asks) implements InstrumentEvent {}
