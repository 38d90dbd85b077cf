package io.basiswatch.local.market;

/**
 * The trades of one interval of a simulated market, summed up. Minutes are the sums of the trades that were told one by one;
 * hours and days are sums of minutes.
 *
 * @param open in ticks
 * @param high in ticks
 * @param low in ticks
 * @param close in ticks
 * @param lots the volume
 * @param notional in the quote currency
 * @param takerBuyLots the part that takers bought
 * @param takerBuyNotional in the quote currency
 * @param trades how many
 */
public record SimulatedCandle(
        long openTime,
        long open,
        long high,
        long low,
        long close,
        long lots,
        double notional,
        long takerBuyLots,
        double takerBuyNotional,
        int trades) {}
