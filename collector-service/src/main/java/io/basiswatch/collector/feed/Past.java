package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * One kind of news of one instrument that a venue tells afterwards, over REST, page by page. The answers are frames like all
 * others, of origin {@code BACKFILL}, and read by the venue's decoder.
 *
 * @param instrument whose past
 * @param kind what of it
 * @param step the least time between two rows; zero where rows come at any time, as trades do
 * @param rows how many rows a page holds at most
 * @param holds which rows a page holds where the range has more of them
 * @param reach how far back the venue tells it
 * @param page the addresses
 */
public record Past(Instrument instrument, Kind kind, Duration step, int rows, Holds holds, Duration reach, Page page) {
    /** What is told of the past. */
    public enum Kind {
        TRADES,
        MINUTES,
        HOURS,
        DAYS,
        FUNDING,
        OPEN_INTEREST
    }

    /** The part of a range that a page holds where it cannot hold all of it. */
    public enum Holds {
        OLDEST,
        NEWEST
    }

    /** Makes the address of a page. */
    @FunctionalInterface
    public interface Page {
        /**
         * The address to ask; see {@link VenueFeed#metadata} for a {@code #} in it.
         *
         * @param from the start of the range, inclusive, microseconds since the epoch
         * @param to its end, exclusive
         * @param edge the outermost row of the page before, towards which the walk goes on; empty for the first page
         */
        String url(long from, long to, Optional<InstrumentEvent> edge);
    }

    public Past {
        if (rows < 1 || step.isNegative() || !reach.isPositive()) {
            throw new IllegalArgumentException(rows + " rows of " + step + ", " + reach + " back");
        }
    }
}
