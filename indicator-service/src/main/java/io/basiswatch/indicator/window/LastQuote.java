package io.basiswatch.indicator.window;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import java.util.Optional;

/** The last uncrossed quote of an instrument. A gap in its stream forgets it. */
public final class LastQuote implements Indicator.Feed {
    private final Instrument instrument;
    private final String name;
    private Quote last;
    private long known = Long.MIN_VALUE;

    public LastQuote(Instrument instrument) {
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
            case Quote quote when !quote.isCrossed() -> take(quote, quote.receivedTime());
            case FeedGap gap -> take(null, gap.receivedTime());
            case InstrumentDelisted delisted -> take(null, delisted.receivedTime());
            default -> {}
        }
    }

    private void take(Quote quote, long receivedTime) {
        last = quote;
        known = receivedTime;
    }

    public Instrument instrument() {
        return instrument;
    }

    /** The instrument's name, as inputs carry it. */
    public String name() {
        return name;
    }

    /** The quote, if it is young enough to be used without a remark. */
    public Optional<Quote> fresh(Evaluation at) {
        return last != null && at.isFresh(last.stamp()) ? Optional.of(last) : Optional.empty();
    }

    /** The quote, if it is young enough to be used at all. */
    public Optional<Quote> usable(Evaluation at) {
        return last != null && at.isUsable(last.stamp()) ? Optional.of(last) : Optional.empty();
    }
}
