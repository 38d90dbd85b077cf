package io.basiswatch.gateway.view;

/**
 * One stored value.
 *
 * @param time the start of its interval, milliseconds since the epoch
 * @param value the number, in the indicator's unit
 */
public record Point(long time, double value) {}
