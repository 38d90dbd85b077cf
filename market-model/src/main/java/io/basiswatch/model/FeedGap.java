package io.basiswatch.model;

/**
 * We did not see, or cannot trust, part of an instrument's stream. What was known of it before is not valid any more.
 *
 * @param instrument whose stream
 * @param stamp when it was noticed
 * @param stream which stream, in the venue's words, such as {@code bookTicker}
 * @param from the last time at which the stream was known to be whole, microseconds since the epoch
 * @param reason why, for people
 */
public record FeedGap(Instrument instrument, Stamp stamp, String stream, long from, String reason)
        implements InstrumentEvent {
    public FeedGap {
        Checks.notBlank("stream", stream);
        Checks.notBlank("reason", reason);
    }
}
