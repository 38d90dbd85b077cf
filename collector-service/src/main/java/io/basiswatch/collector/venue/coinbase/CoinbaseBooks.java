package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The books of Coinbase: every level of a product, then changes with absolute quantities. They have no numbers of their
 * own: Advanced Trade numbers all messages of a socket, the Exchange feed nothing.
 *
 * <p>What a frame says is kept by {@link #begin} and {@link #level} and goes into the books by {@link #apply} once the
 * frame was read to its end. A snapshot is had by subscribing again; products that need one at the same time share one
 * message, because the venue takes eight a second.
 */
final class CoinbaseBooks {
    private final Books books = new Books();
    private final List<Pending> pending = new ArrayList<>();
    private final Map<String, Again> again = new TreeMap<>();
    private final Products products;
    private int count;

    /** What a frame says of one book. */
    private static final class Pending {
        private final BookUpdate update = new BookUpdate();
        private Product product;
        private Terms terms;
    }

    /** The products of one socket whose snapshot is missing. */
    private record Again(FeedKind feed, SortedSet<String> ids) {}

    CoinbaseBooks(Products products) {
        this.products = products;
    }

    /** Forgets what a frame before this one began. */
    void clear() {
        count = 0;
    }

    /** Begins what a frame says of one product. */
    void begin(Product product, Terms terms, boolean snapshot, long receivedTime) {
        if (count == pending.size()) {
            pending.add(new Pending());
        }
        Pending next = pending.get(count++);
        next.product = product;
        next.terms = terms;
        if (snapshot) {
            next.update.snapshot(receivedTime, Stamp.NO_SEQUENCE);
        } else {
            next.update.delta(receivedTime, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE);
        }
    }

    /** Adds a level of {@code quantity} contracts; 0 removes it. */
    void level(boolean bid, double price, double quantity) {
        Pending last = pending.get(count - 1);
        double base = quantity == 0 ? 0 : last.terms.base(quantity, price);
        if (bid) {
            last.update.bid(price, base);
        } else {
            last.update.ask(price, base);
        }
    }

    /** Whether a frame is about a book of ours. */
    boolean isPending() {
        return count > 0;
    }

    /** Puts what the frame said into the books. */
    void apply(FeedKind feed, String connection, Stamp stamp, Consumer<MarketEvent> out) {
        for (int i = 0; i < count; i++) {
            Pending next = pending.get(i);
            if (!next.product.isOver(connection)) {
                next.product.book(open(feed, next.product, next.terms.instrument()), connection);
            }
            next.product.book().get().accept(connection, next.update, stamp, out);
        }
        count = 0;
    }

    private BookFeed open(FeedKind feed, Product product, Instrument instrument) {
        return books.open(
                instrument,
                requests -> new BookFeed(
                        instrument,
                        "level2",
                        SyncRule.UNNUMBERED,
                        Reach.WHOLE,
                        BookChecksum.none(),
                        connection -> note(feed, connection, product.id()),
                        requests));
    }

    /** Notes that a product must be subscribed again; {@link #requests} says so, for all of a socket at once. */
    private Request note(FeedKind feed, String connection, String product) {
        again.computeIfAbsent(connection, name -> new Again(feed, new TreeSet<>()))
                .ids()
                .add(product);
        return new Request.Say(connection, List.of());
    }

    /** Messages of a socket are missing, nobody knows of which product. */
    void lose(String connection, Stamp stamp, String reason, Consumer<MarketEvent> out) {
        for (Product product : products.all()) {
            if (product.isOver(connection)) {
                product.book().get().lose(stamp, reason, out);
            }
        }
    }

    /** A socket counts anew without having been closed; what it had brought is not to be trusted. */
    void restart(String connection, Stamp stamp, Consumer<MarketEvent> out) {
        for (Product product : products.all()) {
            if (product.isOver(connection) && product.book().get().isLive()) {
                product.book().get().lose(stamp, "the connection counts anew", out);
            }
        }
    }

    void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
    }

    void requests(Consumer<Request> to) {
        books.requests(noted -> {});
        again.forEach((connection, wanted) ->
                to.accept(new Request.Say(connection, wanted.feed().againBooks(wanted.ids()))));
        again.clear();
    }
}
