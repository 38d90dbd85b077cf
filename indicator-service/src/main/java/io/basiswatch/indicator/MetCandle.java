package io.basiswatch.indicator;

import io.basiswatch.model.Candle;

/**
 * A candle as it was met in the log.
 *
 * @param candle the candle
 * @param isSimulated whether its venue is a simulation
 */
public record MetCandle(Candle candle, boolean isSimulated) {}
