package io.basiswatch.gateway.stored;

/**
 * A closed value as a part of another one.
 *
 * @param time the start of its interval, milliseconds since the epoch
 * @param value the number
 * @param minutes of how many minutes it was made, as far as it tells; else 0
 */
public record StoredPart(long time, double value, long minutes) {}
