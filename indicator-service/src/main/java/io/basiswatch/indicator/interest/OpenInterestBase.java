package io.basiswatch.indicator.interest;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** How much of the asset all open contracts stand for, counted one-sided. */
@AutoService(Indicator.class)
public final class OpenInterestBase implements Indicator {
    public static final String ID = "open_interest_base";

    private static final String QUANTITY = "open_interest";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Open interest in the asset",
            "How much of the asset the open contracts stand for: of BTC, bitcoins. Each contract is counted once. A"
                    + " change of the price alone does not change it.",
            Unit.ASSET,
            "Σ quantity of the open contracts; of inverse contracts their dollars / mark price",
            List.of("open interest of perpetuals and dated futures, told or asked within 100 s; above 30 s a value is"
                    + " stale"),
            "an instant; the minute is its last second; an hour or a day of one market may be asked for afterwards:"
                    + " what was open at its end",
            InterestBoard.DIMENSIONS,
            List.of(),
            InterestBoard.ATTRIBUTES,
            "one-sided, split by margin as Glassnode does");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.LAST;
    }

    @Override
    public Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of(OpenInterest.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return InterestBoard.isDerivative(instrument);
    }

    @Override
    public Optional<Afterwards> afterwards() {
        return Optional.of((told, round) -> {
            if (told instanceof OpenInterest open) {
                Series series = Series.of(open.asset(), ID, LastOf.dimension(open.instrument()));
                InterestBoard.past(open, QUANTITY, open.quantity(), round.draft(series, DEFINITION.unit()));
            }
        });
    }

    @Override
    public State start(String asset) {
        return new InterestBoard(asset, ID, DEFINITION.unit(), OpenInterestBase::quantity);
    }

    @Override
    public String silence() {
        return InterestBoard.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return InterestBoard.recompute(receipt, QUANTITY);
    }

    @Override
    public boolean isOver(Series series, long instant) {
        return InterestBoard.isOver(series, instant);
    }

    private static double quantity(Evaluation at, LastOf<OpenInterest> market, OpenInterest open, ValueDraft draft) {
        market.enter(at, draft, QUANTITY, open.quantity(), open.stamp(), 1);
        return open.quantity();
    }
}
