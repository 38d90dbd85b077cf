package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DailyIndicator;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** What the zones of one set of edges and of another have in common. */
interface BasisZones extends DailyIndicator {
    /** A year and a month: what is older is not looked at, and a longer stay is told as at least this long. */
    int LOOK_BACK = 400;

    /** Where the zones end. */
    ZoneEdges edges();

    /** Says what the zone is that {@code edges} give. */
    static Definition definition(String id, String name, ZoneEdges edges) {
        return new Definition(
                id,
                1,
                name,
                "In which zone the mean basis of the last seven closed days is, and since when.",
                Unit.RATIO,
                "0 up to " + edges.recovery() + " %, 1 above that, 2 above " + edges.riskOn() + " %",
                List.of(BasisMean7d.ID + " of closed UTC days"),
                "a closed UTC day, and up to 400 days back for how long it has been so; a missing day changes nothing",
                List.of("those of " + PerpSpotBasis.ID),
                edges.ofNumber(),
                List.of(
                        new Definition.Attribute("zone", "base_zone, recovery_band or risk_on_zone"),
                        new Definition.Attribute("previous_zone", "the one before, where that is known"),
                        new Definition.Attribute("entered_at", "the first day of the stay, where that is known"),
                        new Definition.Attribute(
                                "streak_days",
                                "days since then, that one and this one included; where it is not known, those of which it"
                                        + " is known"),
                        new Definition.Attribute("day_value", "the mean of seven days, in percent"),
                        new Definition.Attribute("recovery_edge", "the upper edge of the base zone, in percent"),
                        new Definition.Attribute("risk_on_edge", "the upper edge of the recovery band, in percent"),
                        new Definition.Attribute("recovery_started", "whether the mean is above the base zone"),
                        new Definition.Attribute("recovery_confirmed", "whether it is above the recovery band"),
                        new Definition.Attribute("n_obs", "days looked at that had a value"),
                        new Definition.Attribute("window_start", "the first day looked at, UTC"),
                        new Definition.Attribute(
                                IndicatorValue.DERIVED_FROM, "candle where any of the days was made of candles")),
                "zones of the futures-to-spot basis as in market articles of November 2025; their edges are parameters");
    }

    @Override
    default String of() {
        return BasisMean7d.ID;
    }

    @Override
    default int lookBack() {
        return LOOK_BACK;
    }

    @Override
    default void value(ClosedDays days, DayDraft draft) {
        OptionalDouble mean = days.value(0);
        if (mean.isEmpty()) {
            draft.of(0, 0).absent("the day itself has no value");
            return;
        }
        double percent = mean.getAsDouble();
        int zone = edges().zone(percent);
        int entered = 0;
        int back = 0;
        int earlier = zone;
        while (earlier == zone && ++back <= LOOK_BACK) {
            OptionalDouble value = days.value(back);
            if (value.isPresent()) {
                earlier = edges().zone(value.getAsDouble());
                entered = earlier == zone ? back : entered;
            }
        }
        draft.of(0, earlier == zone ? entered : back)
                .uses(1)
                .attribute("zone", ZoneEdges.code(zone))
                .attribute("day_value", percent)
                .attribute("recovery_edge", edges().recovery())
                .attribute("risk_on_edge", edges().riskOn())
                .attribute("recovery_started", edges().isRecoveryStarted(percent))
                .attribute("recovery_confirmed", edges().isRecoveryConfirmed(percent))
                .attribute("streak_days", entered + 1L);
        if (earlier != zone) {
            draft.attribute("entered_at", days.date(entered).toString())
                    .attribute("previous_zone", ZoneEdges.code(earlier));
        }
        draft.publish(zone);
    }
}
