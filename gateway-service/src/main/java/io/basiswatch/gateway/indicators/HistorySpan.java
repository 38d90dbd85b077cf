package io.basiswatch.gateway.indicators;

import io.basiswatch.model.Series;
import java.util.Optional;

/**
 * What is left to be read of a history.
 *
 * @param series of which series
 * @param from first time, milliseconds, inclusive
 * @param to last time, milliseconds, exclusive
 * @param asOf only what was known then belongs to it, milliseconds; empty for all that is known
 */
record HistorySpan(Series series, long from, long to, Optional<Long> asOf) {}
