package io.basiswatch.indicator.depth;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.DollarRate;
import io.basiswatch.indicator.window.ExpectedSeries;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import io.basiswatch.model.Side;
import io.basiswatch.model.Unit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What rests on one side of each book within a distance of mid, and of all books of one kind and quote currency. */
final class DepthBoard implements Indicator.State {
    private final SeriesOf series;
    private final Band band;
    private final BookBoard board;
    private final Map<Series, String> groups = new HashMap<>();
    private final ExpectedSeries expected = new ExpectedSeries();

    /**
     * Which part of a book is meant.
     *
     * @param percent the distance from mid
     * @param side bids are what others would buy, asks what they would sell
     */
    record Band(double percent, Side side) {
        private double notional(DepthProfile.Band found) {
            return side == Side.BUY ? found.bidNotional() : found.askNotional();
        }

        private String kind() {
            return side == Side.BUY ? "bid_notional" : "ask_notional";
        }
    }

    DepthBoard(String asset, String id, Band band) {
        this.series = new SeriesOf(asset, id);
        this.band = band;
        this.board = new BookBoard(asset, id, Unit.USD, this::take);
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

    /** The sum that a book is part of, such as {@code spot.usd}; empty where {@code dimension} is itself a sum. */
    private static Optional<String> group(String dimension) {
        String[] parts = dimension.substring(dimension.indexOf('.') + 1).split("-");
        if (parts.length < 2) {
            return Optional.empty();
        }
        return Optional.of((parts.length == 2 ? "spot." : "perp.") + parts[1].toLowerCase(Locale.ROOT));
    }

    @Override
    public void values(Evaluation at) {
        board.values(at);
        Map<String, DepthSum> sums = new TreeMap<>();
        board.books().forEach((name, book) -> {
            if (book.usable(at).isPresent()) {
                DepthSum sum = sums.computeIfAbsent(
                        groups.computeIfAbsent(
                                name, key -> group(key.dimension()).orElseThrow()),
                        group -> new DepthSum(draft(at, group)));
                Optional<IndicatorValue> own = at.value(name);
                own.ifPresentOrElse(sum::add, () -> sum.misses(name.dimension()));
            }
        });
        for (Series gone : expected.missing(at)) {
            Optional.ofNullable(sums.get(group(gone.dimension()).orElseThrow()))
                    .ifPresent(sum -> sum.misses(gone.dimension()));
        }
        sums.values().forEach(DepthSum::publish);
    }

    private ValueDraft draft(Evaluation at, String group) {
        return at.draft(series.dimension(group), Unit.USD);
    }

    private void take(Evaluation at, LastOf<DepthProfile> book, DepthProfile profile, ValueDraft draft) {
        Optional<DepthProfile.Band> found = profile.bands().stream()
                .filter(reached -> reached.percent() == band.percent)
                .findFirst();
        if (found.isEmpty()) {
            draft.absent("the feed of the book does not reach that far");
            return;
        }
        double notional = band.notional(found.get());
        double rate = DollarRate.enter(book.instrument().quote(), at, draft);
        draft.uses(book.name(), band.kind(), notional, profile.stamp(), rate).attribute("mid", profile.mid());
        draft.publish(notional * rate);
    }

    /** A sum over books while they are being added. */
    private static final class DepthSum {
        private final ValueDraft draft;
        private double dollars;
        private long books;

        DepthSum(ValueDraft draft) {
            this.draft = draft;
        }

        void add(IndicatorValue book) {
            book.reasons().forEach(reason -> draft.remark(book.quality(), reason));
            draft.input(ValueDraft.valueInput(book, 1));
            dollars += book.value().orElseThrow();
            books++;
        }

        void misses(String book) {
            draft.remark(Quality.PARTIAL, "missing: " + book);
        }

        /** Without a single book that reaches far enough there is no sum. */
        void publish() {
            draft.attribute("books", books);
            if (books > 0) {
                draft.publish(dollars);
            } else {
                draft.absent("no book reaches that far");
            }
        }
    }
}
