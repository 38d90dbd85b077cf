package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quote;
import java.util.HashMap;
import java.util.Map;

/**
 * Thins the quotes that are read off a book: most changes of a book do not touch its top.
 *
 * <p>A quote is news where a price or a quantity is new, and once per second of receive time where none is, so that a
 * book that is alive and still does not look stale. Not thread-safe.
 */
public final class TopQuotes {
    private static final long SECOND = 1_000_000;

    private final Map<Instrument, Quote> last = new HashMap<>();

    /** Whether {@code quote} says something that the last news of its instrument did not. */
    public boolean isNews(Quote quote) {
        Quote before = last.get(quote.instrument());
        boolean news = before == null
                || quote.receivedTime() - before.receivedTime() >= SECOND
                || quote.bidPrice() != before.bidPrice()
                || quote.askPrice() != before.askPrice()
                || quote.bidQuantity() != before.bidQuantity()
                || quote.askQuantity() != before.askQuantity();
        if (news) {
            last.put(quote.instrument(), quote);
        }
        return news;
    }
}
