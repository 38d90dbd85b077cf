package io.basiswatch.collector.archive;

import io.basiswatch.collector.feed.Terms;
import java.util.OptionalDouble;

/**
 * What was traded within a candle, in the base and in the quote currency.
 *
 * <p>Where the archive counts contracts of a fixed amount of the quote currency, its {@code volume} is a number of
 * contracts and its {@code quote_volume} is in the base currency: the two change places.
 *
 * @param volume in the base currency
 * @param notional in the quote currency, where the file tells
 * @param takerBuyVolume the part of {@code volume} that takers bought, where the file tells
 * @param takerBuyNotional the part of {@code notional} that takers bought, where the file tells
 */
record CandleAmounts(
        double volume, OptionalDouble notional, OptionalDouble takerBuyVolume, OptionalDouble takerBuyNotional) {
    static final Column VOLUME = Column.required("volume", "base_volume", "base_asset_volume", "volume_base");
    static final Column QUOTE_VOLUME =
            Column.optional("quote_volume", "quote_asset_volume", "volume_quote", "quote_vol");
    static final Column TAKER_BUY = Column.optional(
            "taker_buy_volume", "taker_buy_base", "taker_buy_base_volume", "taker_buy_base_asset_volume");
    static final Column TAKER_BUY_QUOTE =
            Column.optional("taker_buy_quote_volume", "taker_buy_quote", "taker_buy_quote_asset_volume");

    /** Digits that were rounded away must not make a part larger than its whole. */
    private static final double ROUNDING = 1e-9;

    /** Beyond this factor the mean price is no price of this candle: the units are others than expected. */
    private static final double OFF = 2;

    /**
     * @param low the lowest price of the row
     * @param high the highest price of the row
     */
    static CandleAmounts read(Row row, Terms terms, double low, double high) {
        CandleAmounts amounts = terms.instrument().isInverse() ? contracts(row, terms) : base(row);
        requirePart("taker_buy_volume", amounts.takerBuyVolume, OptionalDouble.of(amounts.volume));
        requirePart("taker_buy_quote_volume", amounts.takerBuyNotional, amounts.notional);
        amounts.requirePriceWithin(low, high);
        return amounts;
    }

    private static CandleAmounts base(Row row) {
        return new CandleAmounts(
                row.notNegative(VOLUME),
                row.optionalNotNegative(QUOTE_VOLUME),
                row.optionalNotNegative(TAKER_BUY),
                row.optionalNotNegative(TAKER_BUY_QUOTE));
    }

    private static CandleAmounts contracts(Row row, Terms terms) {
        return new CandleAmounts(
                row.notNegative(QUOTE_VOLUME),
                OptionalDouble.of(row.notNegative(VOLUME) * terms.contractSize()),
                row.optionalNotNegative(TAKER_BUY_QUOTE),
                row.optionalNotNegative(TAKER_BUY).stream()
                        .map(contracts -> contracts * terms.contractSize())
                        .findFirst());
    }

    private static void requirePart(String name, OptionalDouble part, OptionalDouble whole) {
        if (part.isPresent() && whole.isPresent() && part.getAsDouble() > whole.getAsDouble() * (1 + ROUNDING)) {
            throw new BrokenRow(name + " is more than all: " + part.getAsDouble() + " of " + whole.getAsDouble());
        }
    }

    private void requirePriceWithin(double low, double high) {
        if (volume > 0 && notional.isPresent() && notional.getAsDouble() > 0) {
            double mean = notional.getAsDouble() / volume;
            if (mean < low / OFF || mean > high * OFF) {
                throw new BrokenRow("the mean price " + mean + " by its volumes is none between " + low + " and " + high
                        + ": is it a file of this instrument?");
            }
        }
    }
}
