package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a product id stands for, and its book if there is one. */
final class Product {
    private final String id;
    private final byte[] text;
    private final Optional<Terms> terms;
    private Optional<BookFeed> book = Optional.empty();
    private String connection = "";

    /**
     * A product.
     *
     * @param terms empty for what is not followed
     */
    Product(String id, Optional<Terms> terms) {
        this.id = id;
        this.text = id.getBytes(StandardCharsets.UTF_8);
        this.terms = terms;
    }

    String id() {
        return id;
    }

    boolean is(byte[] frame, int start, int end) {
        return Arrays.equals(frame, start, end, text, 0, text.length);
    }

    Optional<Terms> terms() {
        return terms;
    }

    Optional<Instrument> instrument() {
        return terms.map(Terms::instrument);
    }

    Optional<BookFeed> book() {
        return book;
    }

    /** Keeps the book of this product, which {@code socket} brings. */
    void book(BookFeed opened, String socket) {
        book = Optional.of(opened);
        connection = socket;
    }

    boolean isOver(String socket) {
        return book.isPresent() && connection.equals(socket);
    }
}
