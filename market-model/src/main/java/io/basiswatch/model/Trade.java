package io.basiswatch.model;

/**
 * One print: a taker's order met the book.
 *
 * @param instrument what was traded
 * @param stamp when; {@code sequence} is the venue's trade number where it is a number
 * @param tradeId the venue's own id, unique per instrument
 * @param price in the quote currency
 * @param quantity in the base currency
 * @param notional in the quote currency; for an inverse contract the face value of the contracts traded
 * @param aggressor the taker's side
 */
public record Trade(
        Instrument instrument,
        Stamp stamp,
        String tradeId,
        double price,
        double quantity,
        double notional,
        Side aggressor)
        implements InstrumentEvent {
    public Trade {
        Checks.notBlank("tradeId", tradeId);
        Checks.positive("price", price);
        Checks.positive("quantity", quantity);
        Checks.positive("notional", notional);
    }
}
