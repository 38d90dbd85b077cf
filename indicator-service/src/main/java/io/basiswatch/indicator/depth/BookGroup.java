package io.basiswatch.indicator.depth;

import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import java.util.ArrayList;
import java.util.List;

/** The value of a group of books while these are being added; says which are in it and which should be. */
final class BookGroup {
    private final ValueDraft draft;
    private final List<Double> books = new ArrayList<>();

    BookGroup(ValueDraft draft) {
        this.draft = draft;
    }

    void add(IndicatorValue book) {
        book.reasons().forEach(reason -> draft.remark(book.quality(), reason));
        draft.input(ValueDraft.valueInput(book, 1));
        books.add(book.value().orElseThrow());
    }

    void misses(String book) {
        draft.remark(Quality.PARTIAL, "missing: " + book);
    }

    /** Without a single book that reaches far enough there is no value. */
    void publish(BookGroups.Together together) {
        draft.attribute(BookGroups.BOOKS.name(), (long) books.size())
                .attribute(BookBoard.REFERENCE.name(), BookBoard.MID);
        if (books.isEmpty()) {
            draft.absent("no book reaches that far");
        } else {
            draft.publish(together.of(books));
        }
    }
}
