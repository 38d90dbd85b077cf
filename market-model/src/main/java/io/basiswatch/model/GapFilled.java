package io.basiswatch.model;

/**
 * What was missed in a {@link FeedGap} has been asked for since and told, with {@link Origin#BACKFILL}, before this event:
 * the stream is whole between {@code from} and {@code to}.
 *
 * @param instrument whose stream
 * @param stamp when it was known
 * @param stream which stream, in the venue's words
 * @param from the start of what was missed, inclusive, by the venue's time; microseconds since the epoch
 * @param to the end of it, exclusive, by the venue's time; microseconds since the epoch
 * @param scope what of the instrument is whole again
 */
public record GapFilled(Instrument instrument, Stamp stamp, String stream, long from, long to, FeedGap.Scope scope)
        implements InstrumentEvent {
    public GapFilled {
        Checks.notBlank("stream", stream);
        if (from > to) {
            throw new IllegalArgumentException("filled from " + from + " to " + to);
        }
    }
}
