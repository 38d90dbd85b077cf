package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DailyIndicator;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** What the sign of a day and that of a week have in common. */
interface BasisSigns extends DailyIndicator {
    /** An earlier spell that ended fewer days before the flip is not worth a "first since". */
    int FIRST_SINCE_DAYS = 30;

    /** A year and a month: what is older is not looked at, and a longer spell is told as at least this long. */
    int LOOK_BACK = 400;

    /** One day alone has no course. */
    int LEAST = 2;

    /** Says what the sign of {@code of} is. */
    static Definition definition(String id, String name, String of, String text, SignRule rule) {
        return new Definition(
                id,
                1,
                name,
                "1 where " + text + " is positive, -1 where it is negative; with the day of the last change.",
                Unit.RATIO,
                "changes on a day that is on the other side of " + rule.zeroLine() + " % by more than "
                        + rule.deadBand() + " %, or is the second in a row on the other side",
                List.of(of + " of closed UTC days"),
                "closed UTC days, 400 days back at most, from the second day of a history on; a missing day changes"
                        + " nothing",
                List.of("those of " + PerpSpotBasis.ID),
                List.of(
                        new Band(OptionalDouble.empty(), "negative", "Negative — futures are cheaper than spot."),
                        new Band(OptionalDouble.of(0), "positive", "Positive — futures are dearer than spot.")),
                attributes(),
                "sign and flips of the futures-to-spot basis as in market articles of November 2025");
    }

    private static List<Definition.Attribute> attributes() {
        return List.of(
                new Definition.Attribute("state", "positive or negative"),
                new Definition.Attribute("day_value", "the day's value in percent"),
                new Definition.Attribute("zero_line", "what is between the sides, in percent"),
                new Definition.Attribute("dead_band", "how far from it a single day must be, in percent"),
                new Definition.Attribute(
                        "flipped_at", "the day on which the sign became what it is, where that is known"),
                new Definition.Attribute(
                        "streak_days",
                        "days since then, that one and this one included; where it is not"
                                + " known, those of which it is known"),
                new Definition.Attribute(
                        "previous_opposite_end",
                        "the last day of the spell before the opposite one, so that this is the first such day since; only"
                                + " where that was 30 days or more before the flip"),
                new Definition.Attribute("n_obs", "days looked at that had a value"),
                new Definition.Attribute("window_start", "the first day looked at, UTC"),
                new Definition.Attribute(
                        IndicatorValue.DERIVED_FROM, "candle where any of the days was made of candles"));
    }

    /** When the sign changes. */
    SignRule rule();

    @Override
    default int lookBack() {
        return LOOK_BACK;
    }

    @Override
    default void value(ClosedDays days, DayDraft draft) {
        if (days.isBeginning(0, LOOK_BACK, LEAST)) {
            return;
        }
        if (days.value(0).isEmpty()) {
            draft.of(0, 0).absent("the day itself has no value");
            return;
        }
        BasisSpell spell = BasisSpell.of(days, LOOK_BACK, rule());
        if (spell.sign() == 0) {
            draft.of(0, days.first(LOOK_BACK)).absent("no day was on either side of the zero line");
            return;
        }
        int since = spell.since();
        draft.of(0, spell.isEarlierKnown() ? spell.earlierEnd() : days.first(LOOK_BACK))
                .uses(1)
                .attribute("state", spell.sign() > 0 ? "positive" : "negative")
                .attribute("day_value", days.value(0).getAsDouble())
                .attribute("zero_line", rule().zeroLine())
                .attribute("dead_band", rule().deadBand())
                .attribute("streak_days", since + 1L);
        if (spell.isFlipKnown()) {
            draft.attribute("flipped_at", days.date(since).toString());
        }
        if (spell.isEarlierKnown() && spell.earlierEnd() - since >= FIRST_SINCE_DAYS) {
            draft.attribute(
                    "previous_opposite_end", days.date(spell.earlierEnd()).toString());
        }
        draft.publish(spell.sign());
    }
}
