package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;

/**
 * Something that a venue said to one client, or meant to.
 *
 * @param time when, microseconds since the epoch
 * @param client the number of the socket, counted from 1 at each venue
 * @param stream what it belongs to, by the venue's name; empty for replies
 * @param fate what became of it
 * @param frame what was meant
 */
public record Told(long time, Venue venue, int client, String stream, Fate fate, byte[] frame) {
    /** What becomes of a frame. */
    public enum Fate {
        SENT,
        DROPPED,
        DOUBLED,
        SWAPPED,
        DELAYED,
        DAMAGED,
        CUT,
        MUTED
    }
}
