package io.basiswatch.model;

/**
 * A position closed by force.
 *
 * @param instrument the derivative
 * @param stamp when
 * @param price of the forced order, in the quote currency
 * @param quantity in the base currency
 * @param notional in the quote currency
 * @param closedPosition which side died: a long is closed by a forced sale
 * @param completeness whether the venue reports every liquidation
 */
public record Liquidation(
        Instrument instrument,
        Stamp stamp,
        double price,
        double quantity,
        double notional,
        Position closedPosition,
        Completeness completeness)
        implements InstrumentEvent {

    /** The direction of a position. */
    public enum Position {
        LONG,
        SHORT
    }

    /** How much of what happened the venue tells. */
    public enum Completeness {
        COMPLETE,
        /** The venue throttles its stream, so sums are at least this much. */
        LOWER_BOUND
    }

    public Liquidation {
        Checks.positive("price", price);
        Checks.positive("quantity", quantity);
        Checks.positive("notional", notional);
    }
}
