package io.basiswatch.indicator.leverage;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DailyIndicator;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * Whether risk is being taken off: the basis is sinking, positions are being closed, and leverage falls.
 *
 * <p>What is not known is not taken for "no": the answer is no where anything known says so, yes where all say so, and else
 * there is none.
 */
@AutoService(Indicator.class)
public final class Deleveraging implements DailyIndicator {
    static final String ID = "deleveraging";

    private static final String MEAN = "futures_spot_basis_sma_7d";
    private static final int WEEK = 7;
    private static final double INTEREST_BELOW_PCT = -5;

    private static final List<Band> BANDS = List.of(
            new Band(OptionalDouble.empty(), "no", "No — at least one of the three does not point to it."),
            new Band(
                    OptionalDouble.of(0.5),
                    "deleveraging",
                    "Deleveraging — the basis sinks, positions are closed and leverage falls."));

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Deleveraging",
            "1 where the basis sinks while positions are closed and leverage falls, 0 where one of these is not so. Absent where"
                    + " that cannot be told.",
            Unit.RATIO,
            "1 if basis slope < 0 and open interest change < −5 % and leverage slope < 0, else 0",
            List.of(
                    MEAN + " of the day minus that of the day before (basis slope)",
                    InterestChange7d.ID + " of all venues at the end of the day",
                    LeverageRatio.ID
                            + " of all exchanges: the mean of 7 days minus that of the 7 days until the day before"
                            + " (leverage slope)"),
            "closed UTC days; nothing is filled forward; none where neither open interest nor leverage were ever known",
            List.of("those of " + MEAN),
            BANDS,
            attributes(),
            "deleveraging as in market articles of November 2025; thresholds are defaults of this project");

    private static List<Definition.Attribute> attributes() {
        return List.of(
                new Definition.Attribute("known_basis_slope", "whether the basis slope is known"),
                new Definition.Attribute("met_basis_slope", "whether it is below 0; where it is known"),
                new Definition.Attribute("basis_slope", "in percent"),
                new Definition.Attribute("known_interest_change", "whether the change of open interest is known"),
                new Definition.Attribute("met_interest_change", "whether it is below −5 %; where it is known"),
                new Definition.Attribute("interest_change", "in percent"),
                new Definition.Attribute("known_leverage_slope", "whether the leverage slope is known"),
                new Definition.Attribute("met_leverage_slope", "whether it is below 0; where it is known"),
                new Definition.Attribute("leverage_slope", "a change of the ratio"),
                new Definition.Attribute("n_known", "how many of the three are known"),
                new Definition.Attribute("n_met", "how many of the three are met"),
                new Definition.Attribute("n_obs", "days of the basis that were known"),
                new Definition.Attribute("window_start", "the first of the days, UTC"),
                new Definition.Attribute(
                        IndicatorValue.DERIVED_FROM, "candle where any of the days was made of candles"));
    }

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public String of() {
        return MEAN;
    }

    @Override
    public List<Companion> companions() {
        return List.of(new Companion(InterestChange7d.ID, ""), new Companion(LeverageRatio.ID, ""));
    }

    @Override
    public int lookBack() {
        return WEEK;
    }

    @Override
    public void value(ClosedDays days, DayDraft draft) {
        OptionalDouble change = days.beside(InterestChange7d.ID).value(0);
        OptionalDouble leverage = slope(days.beside(LeverageRatio.ID));
        if (change.isEmpty() && leverage.isEmpty()) {
            return;
        }
        draft.of(0, WEEK);
        Tally tally = new Tally(draft);
        tally.item("basis_slope", difference(days.value(0), days.value(1)), slope -> slope < 0);
        tally.item("interest_change", change, percent -> percent < INTEREST_BELOW_PCT);
        tally.item("leverage_slope", leverage, slope -> slope < 0);
        tally.publish();
    }

    /** The change of the mean of seven days from the day before. */
    private static OptionalDouble slope(ClosedDays days) {
        return difference(days.mean(0, WEEK - 1), days.mean(1, WEEK));
    }

    private static OptionalDouble difference(OptionalDouble now, OptionalDouble before) {
        return now.isPresent() && before.isPresent()
                ? OptionalDouble.of(now.getAsDouble() - before.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The three items, one after the other. */
    private static final class Tally {
        private final DayDraft draft;
        private long known;
        private long met;
        private long items;

        Tally(DayDraft draft) {
            this.draft = draft;
        }

        void item(String name, OptionalDouble number, DoublePredicate isMet) {
            items++;
            draft.attribute("known_" + name, number.isPresent());
            if (number.isPresent()) {
                boolean holds = isMet.test(number.getAsDouble());
                known++;
                met += holds ? 1 : 0;
                draft.attribute(name, number.getAsDouble()).attribute("met_" + name, holds);
            }
        }

        void publish() {
            draft.attribute("n_known", known).attribute("n_met", met);
            if (met < known) {
                draft.publish(0);
            } else if (known == items) {
                draft.publish(1);
            } else {
                draft.absent((items - known) + " of " + items + " are not known, and the others are met");
            }
        }
    }
}
