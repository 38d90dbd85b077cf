package io.basiswatch.indicator;

import io.basiswatch.model.Series;

/**
 * The last UTC day on which a series had a value that a simulated venue led to.
 *
 * @param series whose values
 * @param venue the id of the venue
 * @param day since 1970-01-01
 */
public record SimulatedDay(Series series, String venue, long day) {}
