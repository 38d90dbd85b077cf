package io.basiswatch.gateway.access;

import java.time.Instant;

/**
 * A key was replaced by another one and both work for a while.
 *
 * @param to id of the key that replaces it
 * @param since when that was made
 * @param end until when the old key works, exclusive
 */
public record Succession(String to, Instant since, Instant end) {}
