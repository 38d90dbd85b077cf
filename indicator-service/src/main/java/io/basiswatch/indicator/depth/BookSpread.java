package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** How far the best bid and the best ask of a book are apart. */
@AutoService(Indicator.class)
public final class BookSpread implements Indicator {
    static final String ID = "spread_bps";

    private static final Definition DEFINITION = new Definition(
            ID,
            BookBoard.VERSION,
            "Spread",
            "How far the best ask is above the best bid, in basis points of the middle: what it costs to buy and sell a little"
                    + " at once. Of several books together it is the spread of the middle one.",
            Unit.BASIS_POINTS,
            "(ask − bid) / mid × 10,000; of a group, the median of its books",
            List.of("profiles of order books of spot and perpetuals, at most 60 s old; above 10 s a value is stale"),
            BookBoard.WINDOW,
            BookGroups.DIMENSIONS,
            List.of(),
            List.of(
                    BookBoard.REFERENCE,
                    new Definition.Attribute("mid", "the middle of one book, in the quote currency"),
                    BookGroups.BOOKS),
            "common to all venues");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.MEDIAN;
    }

    @Override
    public Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of(DepthProfile.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return BookBoard.hasBook(instrument);
    }

    @Override
    public State start(String asset) {
        return new BookGroups(asset, ID, DEFINITION.unit(), BookSpread::take, BookSpread::median);
    }

    @Override
    public String silence() {
        return BookBoard.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return receipt.find(ID)
                .map(Input::value)
                .map(OptionalDouble::of)
                .orElseGet(() -> BookGroups.recompute(receipt, BookSpread::median));
    }

    private static double median(List<Double> books) {
        List<Double> sorted = books.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static void take(Evaluation at, LastOf<DepthProfile> book, DepthProfile profile, ValueDraft draft) {
        draft.uses(book.name(), ID, profile.spreadBps(), profile.stamp(), 1)
                .attribute(BookBoard.REFERENCE.name(), BookBoard.MID)
                .attribute("mid", profile.mid())
                .publish(profile.spreadBps());
    }
}
