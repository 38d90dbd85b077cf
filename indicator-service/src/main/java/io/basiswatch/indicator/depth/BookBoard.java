package io.basiswatch.indicator.depth;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.Map;
import java.util.TreeMap;

/** A number of each order book of an asset, taken from the book's newest profile. */
final class BookBoard implements Indicator.State {
    static final String SILENCE = "no profile of a sound book within 60 s";
    /** How one book is called in a series. */
    static final String DIMENSION = "<venue>.<BASE>-<QUOTE>, <venue>.<BASE>-<QUOTE>-PERP: one book";

    /** Since when a minute is a median, and not a mean. */
    static final int VERSION = 2;

    static final String WINDOW =
            "an instant; the minute is the median of its instants at 0, 10, … 50 s; the hour the mean of its minutes, the day"
                    + " that of its hours";

    /** What distances and prices are measured from. */
    static final Definition.Attribute REFERENCE =
            new Definition.Attribute("reference", "mid: what is measured from, the middle of best bid and best ask");

    static final String MID = "mid";

    private final String asset;
    private final String id;
    private final Unit unit;
    private final Reading reading;
    private final Map<Series, LastOf<DepthProfile>> books = new TreeMap<>();

    /** What a profile says. */
    @FunctionalInterface
    interface Reading {
        /** Ends {@code draft}: with a number, or with why there is none. */
        void take(Evaluation at, LastOf<DepthProfile> book, DepthProfile profile, ValueDraft draft);
    }

    BookBoard(String asset, String id, Unit unit, Reading reading) {
        this.asset = asset;
        this.id = id;
        this.unit = unit;
        this.reading = reading;
    }

    static boolean hasBook(Instrument instrument) {
        return instrument.isSpot() || instrument.isPerpetual();
    }

    @Override
    public Indicator.Feed feed(Instrument instrument) {
        LastOf<DepthProfile> book = new LastOf<>(instrument, DepthProfile.class);
        books.put(Series.of(asset, id, book.dimension()), book);
        return book;
    }

    /** The books that have a series, by it. */
    Map<Series, LastOf<DepthProfile>> books() {
        return books;
    }

    @Override
    public void values(Evaluation at) {
        books.forEach((series, book) ->
                book.usable(at).ifPresent(profile -> reading.take(at, book, profile, at.draft(series, unit))));
    }
}
