package io.basiswatch.collector.feed;

import io.basiswatch.model.Venue;

/**
 * A frame that could not be read.
 *
 * @param venue whose
 * @param frame as it came
 * @param reason what was wrong with it, for people
 */
public record Rejected(Venue venue, Frame frame, String reason) {}
