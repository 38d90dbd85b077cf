package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;

/**
 * What the ticker of one symbol has said so far. A value that it has not said, or said to be empty, is NaN.
 *
 * @param bid the best bid
 * @param bidSize what is bid for there
 * @param ask the best ask
 * @param askSize what is offered there
 * @param mark the mark price
 * @param fundingRate the running rate per interval
 * @param fundingTime the coming payment, milliseconds since the epoch; 0 where there is none
 * @param fundingHours the interval; 0 where it was not told
 */
record Ticker(
        double bid,
        double bidSize,
        double ask,
        double askSize,
        double mark,
        double fundingRate,
        long fundingTime,
        int fundingHours) {
    static final Ticker EMPTY =
            new Ticker(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0);

    private static final int MAX_FUNDING_HOURS = 24;

    /** This, with what a message adds: a delta carries only what changed. */
    Ticker with(JsonFields fields) {
        return new Ticker(
                notNegative(newest(fields, TickerFields.BID, bid)),
                notNegative(newest(fields, TickerFields.BID_SIZE, bidSize)),
                notNegative(newest(fields, TickerFields.ASK, ask)),
                notNegative(newest(fields, TickerFields.ASK_SIZE, askSize)),
                notNegative(newest(fields, TickerFields.MARK, mark)),
                newest(fields, TickerFields.FUNDING_RATE, fundingRate),
                fields.has(TickerFields.FUNDING_TIME) ? whole(fields, TickerFields.FUNDING_TIME) : fundingTime,
                fields.has(TickerFields.FUNDING_HOURS) ? hours(fields) : fundingHours);
    }

    private static double newest(JsonFields fields, int field, double before) {
        if (!fields.has(field)) {
            return before;
        }
        return fields.hasValue(field) ? fields.quotedDecimal(field) : Double.NaN;
    }

    private static double notNegative(double value) {
        if (value < 0) {
            throw new JsonException("a price or size below 0: " + value);
        }
        return value;
    }

    private static long whole(JsonFields fields, int field) {
        return fields.hasValue(field) ? fields.quotedWhole(field) : 0;
    }

    private static int hours(JsonFields fields) {
        long hours = whole(fields, TickerFields.FUNDING_HOURS);
        if (hours < 0 || hours > MAX_FUNDING_HOURS) {
            throw new JsonException("no funding interval: " + hours + " hours");
        }
        return (int) hours;
    }

    /** Whether both sides of the book are known. */
    boolean isTwoSided() {
        return bid > 0 && bidSize > 0 && ask > 0 && askSize > 0;
    }
}
