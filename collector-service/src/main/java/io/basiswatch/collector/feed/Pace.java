package io.basiswatch.collector.feed;

import java.time.Duration;

/**
 * How often a venue lets something be done.
 *
 * @param many how many times
 * @param window within any span of this length
 */
public record Pace(int many, Duration window) {
    public Pace {
        if (many < 1 || !window.isPositive()) {
            throw new IllegalArgumentException(many + " in " + window);
        }
    }
}
