package io.basiswatch.indicator.window;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.Stamp;

/** The last mark or index price of an instrument. A gap in its stream forgets it. */
public final class LastPrice implements Indicator.Feed {
    private final String name;
    private double price;
    private Stamp stamp;
    private long known = Long.MIN_VALUE;

    public LastPrice(Instrument instrument) {
        this.name = instrument.toString();
    }

    @Override
    public void update(InstrumentEvent event) {
        // What comes late knows less than what is there, and nothing of a gap since.
        if (event.receivedTime() < known) {
            return;
        }
        switch (event) {
            case MarkPrice mark -> take(mark.price(), mark.stamp());
            case IndexPrice index -> take(index.price(), index.stamp());
            case FeedGap gap -> forget(gap.receivedTime());
            case InstrumentDelisted delisted -> forget(delisted.receivedTime());
            default -> {}
        }
    }

    private void take(double price, Stamp stamp) {
        this.price = price;
        this.stamp = stamp;
        known = stamp.receivedTime();
    }

    private void forget(long receivedTime) {
        stamp = null;
        known = receivedTime;
    }

    /** The instrument's name, as inputs carry it. */
    public String name() {
        return name;
    }

    public boolean isFresh(Evaluation at) {
        return stamp != null && at.isFresh(stamp);
    }

    public boolean isUsable(Evaluation at) {
        return stamp != null && at.isUsable(stamp);
    }

    /** In the quote currency; only where it {@link #isUsable}. */
    public double price() {
        return price;
    }

    /** When; only where it {@link #isUsable}. */
    public Stamp stamp() {
        return stamp;
    }
}
