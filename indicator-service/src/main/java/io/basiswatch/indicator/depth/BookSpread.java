package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Set;

/** How far the best bid and the best ask of a book are apart. */
@AutoService(Indicator.class)
public final class BookSpread implements Indicator {
    static final String ID = "spread_bps";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Spread",
            "How far the best ask is above the best bid, in basis points of the middle: what it costs to buy and sell a little"
                    + " at once.",
            Unit.BASIS_POINTS,
            "(ask − bid) / mid × 10,000",
            List.of("profiles of order books of spot and perpetuals, at most 60 s old; above 10 s a value is stale"),
            "an instant; the minute is the mean of its seconds",
            List.of(BookBoard.DIMENSION),
            List.of(),
            List.of(new Definition.Attribute("mid", "the middle of the book, in the quote currency")),
            "common to all venues");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.MEAN;
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
        return new BookBoard(asset, ID, DEFINITION.unit(), BookSpread::take);
    }

    @Override
    public String silence() {
        return BookBoard.SILENCE;
    }

    private static void take(Evaluation at, LastOf<DepthProfile> book, DepthProfile profile, ValueDraft draft) {
        draft.uses(book.name(), ID, profile.spreadBps(), profile.stamp(), 1)
                .attribute("mid", profile.mid())
                .publish(profile.spreadBps());
    }
}
