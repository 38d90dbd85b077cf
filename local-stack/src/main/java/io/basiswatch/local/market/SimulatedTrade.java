package io.basiswatch.local.market;

import io.basiswatch.model.Side;

/**
 * One trade of a simulated market.
 *
 * @param id consecutive per listing
 * @param time when, microseconds since the epoch, on a whole millisecond
 * @param ticks the price
 * @param lots the quantity
 * @param aggressor the taker's side
 * @param forced whether it liquidated a position: a forced sale closed a long one
 */
public record SimulatedTrade(long id, long time, long ticks, long lots, Side aggressor, boolean forced) {}
