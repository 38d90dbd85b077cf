package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of books that happened at once. The venue tells a change level by level, a message each, and all of them with the same
 * time; between two of them the book is one that never was. So they are kept until a message of a later time has come over the
 * same connection, and then applied together.
 */
final class Moments {
    /** What is known so far of one book's moment. */
    static final class Moment {
        private final Channel.Book book;
        private final String connection;
        private final BookUpdate update = new BookUpdate();
        private Stamp stamp;
        private boolean isOpen;

        private Moment(Channel.Book book, String connection, Stamp stamp) {
            this.book = book;
            this.connection = connection;
            this.stamp = stamp;
        }

        Channel.Book book() {
            return book;
        }

        String connection() {
            return connection;
        }

        BookUpdate update() {
            return update;
        }

        /** When it was, and when its last message came. */
        Stamp stamp() {
            return stamp;
        }
    }

    /** Takes moments that are over. */
    @FunctionalInterface
    interface Ended {
        void apply(Moment moment);
    }

    private final List<Moment> all = new ArrayList<>();

    /** Keeps one level of a change; those of earlier moments were {@linkplain #end ended} before. */
    void add(Channel.Book book, String connection, Stamp stamp, boolean isBid, double price, double quantity) {
        Moment moment = find(book, connection, stamp);
        if (!moment.isOpen) {
            moment.isOpen = true;
            moment.update.delta(stamp.receivedTime(), Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE);
        }
        moment.stamp = stamp;
        if (isBid) {
            moment.update.bid(price, quantity);
        } else {
            moment.update.ask(price, quantity);
        }
    }

    private Moment find(Channel.Book book, String connection, Stamp stamp) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).book == book) {
                return all.get(i);
            }
        }
        Moment made = new Moment(book, connection, stamp);
        all.add(made);
        return made;
    }

    /** It is {@code time} on a connection: hands over what is older. */
    void end(String connection, long time, Ended to) {
        for (int i = 0; i < all.size(); i++) {
            Moment moment = all.get(i);
            if (moment.isOpen && moment.stamp.eventTime() != time && moment.connection.equals(connection)) {
                moment.isOpen = false;
                to.apply(moment);
            }
        }
    }

    /** What came over a connection does not count any more. */
    void forget(String connection) {
        all.removeIf(moment -> moment.connection.equals(connection));
    }

    /** A book begins anew. */
    void forget(Instrument instrument) {
        all.removeIf(moment -> moment.book.terms().instrument().equals(instrument));
    }
}
