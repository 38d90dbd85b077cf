package io.basiswatch.local.venue;

import java.time.Duration;
import java.util.Optional;

/**
 * What a question leads to.
 *
 * @param answer none where nothing ever comes back
 * @param after how long it takes beyond what the way takes
 */
public record Reply(Optional<Answer> answer, Duration after) {}
