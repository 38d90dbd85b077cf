/**
 * What states are built of: the last event of an instrument, sums over seconds of trades, and windows over minutes, hours and
 * days whose mean, deviation, extremes and quantiles are those of what is in them, exactly.
 */
package io.basiswatch.indicator.window;
