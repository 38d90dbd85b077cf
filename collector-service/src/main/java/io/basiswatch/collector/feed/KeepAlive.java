package io.basiswatch.collector.feed;

import java.time.Duration;

/**
 * What we say of our own accord so that a venue keeps the socket open.
 *
 * @param message the frame to send, as text
 * @param every how often
 */
public record KeepAlive(String message, Duration every) {
    public KeepAlive {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("not an interval: " + every);
        }
    }
}
