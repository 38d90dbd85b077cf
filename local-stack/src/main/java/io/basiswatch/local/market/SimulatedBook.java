package io.basiswatch.local.market;

import java.util.List;

/**
 * An order book of a simulated market, as it stands from one step to the next.
 *
 * @param step which one: consecutive, the same for all listings
 * @param time when it came to stand so, microseconds since the epoch
 * @param bids highest price first
 * @param asks lowest price first
 */
public record SimulatedBook(long step, long time, List<Level> bids, List<Level> asks) {
    /**
     * What rests at one price.
     *
     * @param lots 0 in a change: nothing rests there any more
     */
    public record Level(long ticks, long lots) {}
}
