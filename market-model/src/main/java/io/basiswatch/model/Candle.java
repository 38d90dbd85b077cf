package io.basiswatch.model;

import java.util.OptionalDouble;

/**
 * Trades of one interval, summed up by the venue; used to fill a history.
 *
 * @param instrument what was traded
 * @param stamp when it was told
 * @param openTime the start of the interval, inclusive, microseconds since the epoch
 * @param closeTime the end of the interval, exclusive, microseconds since the epoch
 * @param open the first price
 * @param high the highest price
 * @param low the lowest price
 * @param close the last price
 * @param volume in the base currency
 * @param notional in the quote currency, where the venue tells
 * @param takerBuyVolume the part of {@code volume} that takers bought, where the venue tells
 * @param takerBuyNotional the part of {@code notional} that takers bought, where the venue tells
 */
public record Candle(
        Instrument instrument,
        Stamp stamp,
        long openTime,
        long closeTime,
        double open,
        double high,
        double low,
        double close,
        double volume,
        OptionalDouble notional,
        OptionalDouble takerBuyVolume,
        OptionalDouble takerBuyNotional)
        implements InstrumentEvent {
    public Candle {
        Checks.positive("open", open);
        Checks.positive("high", high);
        Checks.positive("low", low);
        Checks.positive("close", close);
        Checks.notNegative("volume", volume);
        notional.ifPresent(value -> Checks.notNegative("notional", value));
        takerBuyVolume.ifPresent(value -> Checks.notNegative("takerBuyVolume", value));
        takerBuyNotional.ifPresent(value -> Checks.notNegative("takerBuyNotional", value));
        if (openTime >= closeTime) {
            throw new IllegalArgumentException("a candle from " + openTime + " to " + closeTime);
        }
    }
}
