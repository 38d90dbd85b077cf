package io.basiswatch.model;

/** How an event came to us. */
public enum Origin {
    /** From the venue's stream, as it happened. */
    LIVE,
    /** Asked for afterwards, to fill a hole or to have a history. */
    BACKFILL,
    /** From a capture. */
    REPLAY
}
