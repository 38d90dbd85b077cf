package io.basiswatch.model;

/**
 * We did not see, or cannot trust, part of an instrument's stream. What was known of it before is not valid any more.
 *
 * @param instrument whose stream
 * @param stamp when it was noticed
 * @param stream which stream, in the venue's words, such as {@code bookTicker}
 * @param from the last time at which the stream was known to be whole, microseconds since the epoch
 * @param reason why, for people
 * @param scope what of the instrument is affected
 */
public record FeedGap(Instrument instrument, Stamp stamp, String stream, long from, String reason, Scope scope)
        implements InstrumentEvent {
    /** What a gap leaves unknown; the rest of the instrument's news stays valid. */
    public enum Scope {
        /** Everything of the instrument. */
        ALL,
        TRADES,
        QUOTES,
        /** Mark and index price, and running funding. */
        MARKS,
        /** The order book behind the best prices. */
        DEPTH
    }

    public FeedGap {
        Checks.notBlank("stream", stream);
        Checks.notBlank("reason", reason);
    }

    /** A gap in everything. */
    public FeedGap(Instrument instrument, Stamp stamp, String stream, long from, String reason) {
        this(instrument, stamp, stream, from, reason, Scope.ALL);
    }
}
