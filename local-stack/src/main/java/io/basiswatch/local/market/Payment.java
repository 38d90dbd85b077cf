package io.basiswatch.local.market;

/**
 * Funding that was paid.
 *
 * @param time when, microseconds since the epoch
 * @param rate for the interval that ended then
 * @param intervalHours how long that was
 */
public record Payment(long time, double rate, int intervalHours) {}
