package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.stored.StoredPoint;
import java.util.Optional;

/**
 * A point of a history.
 *
 * @param time the start of its interval, milliseconds since the epoch
 * @param value the number, in the indicator's unit
 * @param told all that is known of it, where that is told
 */
record HistoryPoint(long time, double value, Optional<StoredPoint> told) {}
