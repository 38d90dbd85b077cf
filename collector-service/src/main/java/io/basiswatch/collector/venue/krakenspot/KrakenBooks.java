package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.book.PrintedNumber;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The books of Kraken's spot market. Each message carries a checksum over the printed text of the best ten levels; a book
 * that does not match is subscribed anew. Farther levels are not in it: of them shows what comes with a time that runs backwards.
 *
 * <p>A frame may speak of several pairs. What it says is kept by {@link #begin}, {@link #level} and {@link #end}, and goes
 * into the books by {@link #apply} once the frame was read to its end.
 */
final class KrakenBooks {
    /** So many levels of each side are in the checksum. */
    private static final int CHECKED = 10;

    private final Books books = new Books();
    /** Those whose messages come often drift to the front. */
    private final List<KrakenBook> known = new ArrayList<>();

    private final List<Pending> pending = new ArrayList<>();
    private final Set<Instrument> quoted = new HashSet<>();
    private final Consumer<MarketEvent> out;
    private int count;

    /** What a frame says of one book. */
    private static final class Pending {
        private final BookUpdate update = new BookUpdate();
        private Optional<KrakenBook> book = Optional.empty();
        private Stamp stamp;
        private boolean isSnapshot;
    }

    /**
     * No books yet.
     *
     * @param out takes what follows from the frames
     */
    KrakenBooks(Consumer<MarketEvent> out) {
        this.out = out;
    }

    /** Forgets what a frame before this one began. */
    void clear() {
        count = 0;
    }

    /** Begins what a frame says of one book. */
    void begin(boolean snapshot, long receivedTime) {
        if (count == pending.size()) {
            pending.add(new Pending());
        }
        Pending next = pending.get(count++);
        next.isSnapshot = snapshot;
        if (snapshot) {
            next.update.snapshot(receivedTime, Stamp.NO_SEQUENCE);
        } else {
            next.update.delta(receivedTime, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE);
        }
    }

    /** Adds a level, whose numbers are as printed, see {@link PrintedNumber}. */
    void level(boolean bid, long price, long quantity) {
        BookUpdate update = pending.get(count - 1).update;
        if (bid) {
            update.printedBid(price, quantity, PrintedNumber.value(quantity));
        } else {
            update.printedAsk(price, quantity, PrintedNumber.value(quantity));
        }
    }

    void checksum(long sent) {
        pending.get(count - 1).update.checksum(sent);
    }

    /**
     * Ends what the frame says of one book; empty where it is none of ours.
     *
     * @param order the time by which messages of this book are in order, or {@link Stamp#NO_SEQUENCE}
     */
    void end(Optional<KrakenBook> book, Stamp stamp, long order) {
        Pending last = pending.get(count - 1);
        if (!last.isSnapshot) {
            last.update.asDelta(stamp.receivedTime(), order, order, Stamp.NO_SEQUENCE);
        }
        last.book = book;
        last.stamp = stamp;
    }

    /** Puts what the frame said into the books. */
    void apply(String connection) {
        for (int i = 0; i < count; i++) {
            Pending next = pending.get(i);
            if (next.book.isPresent()) {
                next.book.get().accept(connection, next.update, next.stamp);
            }
        }
    }

    /** The book of the pair that is written in {@code text}, if its messages came before. */
    Optional<KrakenBook> find(byte[] text, int start, int end) {
        for (int i = 0; i < known.size(); i++) {
            KrakenBook book = known.get(i);
            if (book.is(text, start, end)) {
                if (i > 0) {
                    known.set(i, known.set(i - 1, book));
                }
                return Optional.of(book);
            }
        }
        return Optional.empty();
    }

    /**
     * The book of a pair whose messages begin.
     *
     * @param name the pair as the frames write it
     * @param depth how many levels of each side are sent
     * @param again what asks for a snapshot over a socket, given the pair's name and the depth
     */
    KrakenBook open(String name, Instrument instrument, int depth, BiFunction<String, Integer, List<String>> again) {
        BookFeed feed = books.open(
                instrument,
                requests -> new BookFeed(
                        instrument,
                        "book",
                        depth > CHECKED ? SyncRule.IN_TIME : SyncRule.UNNUMBERED,
                        Reach.window(depth),
                        BookChecksum.digitsOfTopTen(),
                        connection -> new Request.Say(connection, again.apply(name, depth)),
                        requests));
        KrakenBook book = new KrakenBook(name, feed, !quoted.contains(instrument), out);
        known.add(book);
        return book;
    }

    /** Forgets a book that is subscribed with another depth now. */
    void reopen(String name) {
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        find(text, 0, text.length).ifPresent(book -> {
            books.close(book.feed().instrument());
            known.remove(book);
        });
    }

    /** Forgets the pairs that are traded no more. */
    void relist(Predicate<Instrument> isListed) {
        List<KrakenBook> gone = known.stream()
                .filter(book -> !isListed.test(book.feed().instrument()))
                .toList();
        gone.forEach(book -> books.close(book.feed().instrument()));
        known.removeAll(gone);
    }

    /** The venue sends quotes of this pair, so its book need not be quoted. */
    void isQuoted(Instrument instrument) {
        if (quoted.add(instrument)) {
            known.stream()
                    .filter(book -> book.feed().instrument().equals(instrument))
                    .forEach(KrakenBook::leaveQuotes);
        }
    }

    /** Whether the book of this pair is right at the moment: then its top is the quote, and no ticker is needed. */
    boolean isLive(Instrument instrument) {
        return books.find(instrument).filter(BookFeed::isLive).isPresent();
    }

    /** A frame of this socket cannot be read; the checksum covers the best levels only and would not tell. */
    void lose(String connection, Stamp stamp, Consumer<MarketEvent> to) {
        known.stream()
                .filter(book -> book.isOver(connection))
                .forEach(book -> book.lose(stamp, "a message could not be read", to));
    }

    void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
    }

    void requests(Consumer<Request> to) {
        books.requests(to);
    }
}
