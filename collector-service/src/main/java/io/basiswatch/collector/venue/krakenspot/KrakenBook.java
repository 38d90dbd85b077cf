package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.feed.TopQuotes;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The book of one pair, and the quote at its top where the venue sends no quotes beside it. Then a gap in the book is one in
 * the quotes, too.
 */
final class KrakenBook {
    private final byte[] name;
    private final BookFeed feed;
    private final Consumer<MarketEvent> out;
    private final Consumer<MarketEvent> teller;
    private boolean quotes;
    private TopQuotes news = new TopQuotes();
    private String connection = "";

    /**
     * A book.
     *
     * @param name the pair as the frames write it
     * @param quotes whether its top is the quote
     * @param out takes what follows from the messages
     */
    KrakenBook(String name, BookFeed feed, boolean quotes, Consumer<MarketEvent> out) {
        this.name = name.getBytes(StandardCharsets.ISO_8859_1);
        this.feed = feed;
        this.quotes = quotes;
        this.out = out;
        this.teller = event -> tell(event, out);
    }

    boolean is(byte[] text, int start, int end) {
        return Arrays.equals(text, start, end, name, 0, name.length);
    }

    BookFeed feed() {
        return feed;
    }

    /** The venue sends quotes of this pair from now on. */
    void leaveQuotes() {
        quotes = false;
    }

    boolean isOver(String socket) {
        return connection.equals(socket);
    }

    /** Takes a message of a frame that was read to its end. */
    void accept(String over, BookUpdate update, Stamp stamp) {
        connection = over;
        switch (feed.accept(over, update, stamp, teller)) {
            case CHANGED, SYNCHRONISED -> quote(stamp);
            case IGNORED, HELD, STALE_SNAPSHOT, BROKEN -> {}
        }
    }

    private void quote(Stamp stamp) {
        if (quotes) {
            feed.book()
                    .flatMap(book -> book.quote(feed.instrument(), stamp))
                    .filter(news::isNews)
                    .ifPresent(out);
        }
    }

    /** A message that nobody can read may have been about this book. */
    void lose(Stamp stamp, String reason, Consumer<MarketEvent> to) {
        feed.lose(stamp, reason, event -> tell(event, to));
    }

    private void tell(MarketEvent event, Consumer<MarketEvent> to) {
        to.accept(event);
        if (quotes && event instanceof FeedGap gap) {
            news = new TopQuotes();
            to.accept(new FeedGap(
                    gap.instrument(), gap.stamp(), gap.stream(), gap.from(), gap.reason(), FeedGap.Scope.QUOTES));
        }
    }
}
