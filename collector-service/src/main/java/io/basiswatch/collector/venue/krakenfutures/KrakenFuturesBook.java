package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.OrderBook;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.feed.TopQuotes;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The book of one product and the quote at its top: the ticker has a best bid and ask too, but one to four seconds late.
 *
 * <p>A gap in the book is a gap in the quotes as well.
 */
final class KrakenFuturesBook {
    private final byte[] product;
    private final Terms terms;
    private final BookFeed feed;
    private final Consumer<MarketEvent> out;
    private final Consumer<MarketEvent> teller = this::tell;
    private TopQuotes news = new TopQuotes();

    /**
     * A book.
     *
     * @param product as the frames write it
     * @param out takes what follows from the messages
     */
    KrakenFuturesBook(String product, Terms terms, BookFeed feed, Consumer<MarketEvent> out) {
        this.product = product.getBytes(StandardCharsets.ISO_8859_1);
        this.terms = terms;
        this.feed = feed;
        this.out = out;
    }

    /** Whether the message's product is this one. */
    boolean is(JsonFields message) {
        return message.is(KrakenFuturesFields.PRODUCT, product);
    }

    Terms terms() {
        return terms;
    }

    /** Takes a message that was read to its end. */
    void accept(String connection, BookUpdate update, Stamp stamp) {
        switch (feed.accept(connection, update, stamp, teller)) {
            case CHANGED, SYNCHRONISED -> feed.book().ifPresent(book -> quote(book, stamp));
            case IGNORED, HELD, STALE_SNAPSHOT, BROKEN -> {}
        }
    }

    private void tell(MarketEvent event) {
        out.accept(event);
        if (event instanceof FeedGap gap) {
            news = new TopQuotes();
            out.accept(new FeedGap(
                    gap.instrument(), gap.stamp(), gap.stream(), gap.from(), gap.reason(), FeedGap.Scope.QUOTES));
        }
    }

    private void quote(OrderBook book, Stamp stamp) {
        book.quote(terms.instrument(), stamp).filter(news::isNews).ifPresent(out);
    }
}
