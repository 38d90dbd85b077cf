package io.basiswatch.indicator.depth;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.DollarRate;
import io.basiswatch.indicator.window.ExpectedSeries;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A number of each book, and one of all books of a kind and quote currency together: {@code spot.usd}, {@code perp.usdt}. */
final class BookGroups implements Indicator.State {
    static final List<String> DIMENSIONS = List.of(
            "spot.usd, spot.usdt, spot.usdc: all spot books in one quote currency",
            "perp.usd, perp.usdt, perp.usdc: all books of perpetuals in one quote currency",
            BookBoard.DIMENSION);

    static final Definition.Attribute BOOKS =
            new Definition.Attribute("books", "how many books are in a group's value");

    private final SeriesOf series;
    private final Unit unit;
    private final Together together;
    private final BookBoard board;
    private final Map<Series, Optional<String>> groups = new HashMap<>();
    private final ExpectedSeries expected = new ExpectedSeries();

    /** What the numbers of a group's books, at least one and in the order of their names, give together. */
    @FunctionalInterface
    interface Together {
        double of(List<Double> books);
    }

    BookGroups(String asset, String id, Unit unit, BookBoard.Reading reading, Together together) {
        this.series = new SeriesOf(asset, id);
        this.unit = unit;
        this.together = together;
        this.board = new BookBoard(asset, id, unit, reading);
    }

    @Override
    public Indicator.Feed feed(Instrument instrument) {
        return board.feed(instrument);
    }

    @Override
    public void closed(Series series, long minute, double value) {
        if (group(series.dimension()).isPresent()) {
            expected.closed(series, minute);
        }
    }

    /** The group that a book is part of; empty where {@code dimension} is itself a group, or not of dollars. */
    static Optional<String> group(String dimension) {
        String[] parts = dimension.substring(dimension.indexOf('.') + 1).split("-");
        if (parts.length < 2 || !DollarRate.isFor(parts[1])) {
            return Optional.empty();
        }
        return Optional.of((parts.length == 2 ? "spot." : "perp.") + parts[1].toLowerCase(Locale.ROOT));
    }

    /** The group's number from the values of its books that a receipt holds. */
    static OptionalDouble recompute(Receipt receipt, Together together) {
        List<Double> books = receipt.used("value").stream().map(Input::value).toList();
        return books.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(together.of(books));
    }

    @Override
    public void values(Evaluation at) {
        board.values(at);
        Map<String, BookGroup> found = new TreeMap<>();
        board.books()
                .forEach((name, book) -> groupOf(name)
                        .filter(group -> book.usable(at).isPresent())
                        .ifPresent(group ->
                                add(at, name, found.computeIfAbsent(group, key -> new BookGroup(draft(at, key))))));
        for (Series gone : expected.missing(at)) {
            groupOf(gone).map(found::get).ifPresent(group -> group.misses(gone.dimension()));
        }
        found.values().forEach(group -> group.publish(together));
    }

    private static void add(Evaluation at, Series book, BookGroup group) {
        at.value(book).ifPresentOrElse(group::add, () -> group.misses(book.dimension()));
    }

    private Optional<String> groupOf(Series book) {
        return groups.computeIfAbsent(book, key -> group(key.dimension()));
    }

    private ValueDraft draft(Evaluation at, String group) {
        return at.draft(series.dimension(group), unit);
    }
}
