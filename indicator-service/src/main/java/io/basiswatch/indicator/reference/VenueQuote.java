package io.basiswatch.indicator.reference;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import java.util.Optional;

/**
 * What one venue quotes, as a consensus looks at it: the last uncrossed quote, and whether the book has been crossed since. A
 * book that is crossed or locked for less than a second is taken for what it was before. A gap in the stream forgets both.
 */
final class VenueQuote implements Indicator.Feed {
    private static final long BRIEFLY = Resolution.SECOND.micros();
    private static final long REMEMBERED = Resolution.MINUTE.micros();
    private static final long NEVER = Long.MIN_VALUE / 2;

    /** What can be made of a venue at an instant. */
    enum Standing {
        /** A quote of the last 10 s. */
        FRESH,
        /** A quote of the last 60 s. */
        STALE,
        /** The book is crossed or locked. */
        CROSSED,
        /** It has quoted within the last 60 s, and what it said counts no more. */
        MISSING,
        /** It has not been heard for 60 s. */
        SILENT
    }

    /** How a venue stands, with the quote that tells it; none where it is missing or silent. */
    record Reading(Standing standing, Optional<Quote> quote) {}

    private final Instrument instrument;
    private final String name;
    private Quote uncrossed;
    private Quote crossed;
    private long crossedSince = NEVER;
    private long heard = NEVER;
    private long known = Long.MIN_VALUE;

    VenueQuote(Instrument instrument) {
        this.instrument = instrument;
        this.name = instrument.toString();
    }

    @Override
    public void update(InstrumentEvent event) {
        // What comes late knows less than what is there, and nothing of a gap since.
        if (event.receivedTime() < known) {
            return;
        }
        switch (event) {
            case Quote quote -> take(quote);
            case FeedGap gap -> forget(gap.receivedTime());
            case InstrumentDelisted delisted -> {
                forget(delisted.receivedTime());
                heard = NEVER;
            }
            default -> {}
        }
    }

    private void take(Quote quote) {
        known = quote.receivedTime();
        heard = known;
        if (quote.isCrossed()) {
            crossedSince = crossed == null ? known : crossedSince;
            crossed = quote;
        } else {
            uncrossed = quote;
            crossed = null;
        }
    }

    private void forget(long receivedTime) {
        known = receivedTime;
        uncrossed = null;
        crossed = null;
    }

    /** Depends on the events of the last 60 s only: since when a book is crossed is asked where it was uncrossed within them. */
    Reading read(Evaluation at) {
        boolean isUsable = uncrossed != null && at.isUsable(uncrossed.stamp());
        if (crossed != null && at.isUsable(crossed.stamp()) && (!isUsable || at.instant() - crossedSince >= BRIEFLY)) {
            return new Reading(Standing.CROSSED, Optional.of(crossed));
        }
        if (isUsable) {
            return new Reading(at.isFresh(uncrossed.stamp()) ? Standing.FRESH : Standing.STALE, Optional.of(uncrossed));
        }
        return new Reading(at.instant() - heard <= REMEMBERED ? Standing.MISSING : Standing.SILENT, Optional.empty());
    }

    String venue() {
        return instrument.venue().id();
    }

    /** The instrument's name, as inputs carry it. */
    String name() {
        return name;
    }
}
