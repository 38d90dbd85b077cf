package io.basiswatch.model;

/**
 * A change of a book: each level's quantity is absolute. It stays inside the collector.
 *
 * @param instrument whose book
 * @param stamp when; {@code sequence} is the last update that it holds
 * @param firstSequence the first update that it holds, or {@link Stamp#NO_SEQUENCE}
 * @param previousSequence the update that it must follow, or {@link Stamp#NO_SEQUENCE}
 * @param bids the bids that changed
 * @param asks the asks that changed
 */
public record BookDelta(
        Instrument instrument, Stamp stamp, long firstSequence, long previousSequence, Levels bids, Levels asks)
        implements InstrumentEvent {}
