package io.basiswatch.collector.history;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.Instrument;

/**
 * One history: one kind of news of one instrument.
 *
 * @param instrument whose past
 * @param kind what of it
 */
public record HistoryKey(Instrument instrument, Past.Kind kind) {
    static HistoryKey of(Past past) {
        return new HistoryKey(past.instrument(), past.kind());
    }

    /**
     * The key that {@link #toString} has written.
     *
     * @throws IllegalArgumentException where {@code text} is none
     */
    static HistoryKey parse(String text) {
        int bar = text.lastIndexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("not a history: '" + text + "'");
        }
        return new HistoryKey(Instrument.parse(text.substring(0, bar)), Past.Kind.valueOf(text.substring(bar + 1)));
    }

    @Override
    public String toString() {
        return instrument + "|" + kind;
    }
}
