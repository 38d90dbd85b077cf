package io.basiswatch.collector.feed;

/** What became of a frame that could be read. */
public enum Outcome {
    /** Events came out of it. */
    EVENTS,
    /** An acknowledgement, a heartbeat or another message about the connection itself. */
    CONTROL,
    /** A stream, an asset or a state of the market that is known and not used, such as a one-sided book. */
    UNUSED,
    /** Nothing that we recognise; worth a look when it happens often. */
    UNKNOWN
}
