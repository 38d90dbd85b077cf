package io.basiswatch.indicator;

/**
 * What the engine has met since it was made.
 *
 * @param events events taken
 * @param late events received before an instant that had already been evaluated when they came
 * @param dropped trades too late for their minute, or from the future
 * @param duplicates trades that had been seen before
 * @param filled gaps that were filled afterwards
 * @param revisions values of closed minutes that were corrected
 * @param candles candles met
 * @param passedOver candles of intervals that no value can be made of
 */
public record EngineCounts(
        long events,
        long late,
        long dropped,
        long duplicates,
        long filled,
        long revisions,
        long candles,
        long passedOver) {}
