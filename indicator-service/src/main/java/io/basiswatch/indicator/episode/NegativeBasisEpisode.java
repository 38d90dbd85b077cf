package io.basiswatch.indicator.episode;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DailyIndicator;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Unit;
import io.basiswatch.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The episodes in which the seven-day basis is below zero, day by day: how long the present one has lasted, and what has
 * become of the newest one by then.
 *
 * <p>A day's value never changes when later days come. What became of an episode is therefore told on the day on which it
 * became known, and not on the day on which the episode opened: nobody could have read it there.
 */
@AutoService(Indicator.class)
public final class NegativeBasisEpisode implements DailyIndicator {
    static final String ID = "neg_basis_sma7_episode";

    private static final Definition DEFINITION = new Definition(
                    ID,
                    1,
                    "Episodes of a negative seven-day basis",
                    "How many days the present episode of futures below spot has lasted, 0 where there is none; with the newest"
                            + " episode's beginning, end and aftermath as far as they are known on that day.",
                    Unit.COUNT,
                    "days from the opening up to this day, both included; opens on a close of " + Past.BASIS
                            + " below 0, ends on the third close in a row that is not, is the same one again with fewer than seven"
                            + " such closes between",
                    List.of(
                            Past.BASIS + " of closed UTC days",
                            Past.INDEX
                                    + " of closed UTC days, in the quote currency of the series; in dollars for scopes over several"),
                    "1825 closed UTC days; a missing day is no close. Returns count from the first close after the day on which the"
                            + " episode became known",
                    List.of("those of " + Past.BASIS),
                    List.of(
                            new Band(
                                    OptionalDouble.empty(),
                                    "none",
                                    "No episode — the seven-day basis is not below zero."),
                            new Band(
                                    OptionalDouble.of(1),
                                    "open",
                                    "An episode is open — the seven-day basis is below zero.")),
                    attributes(),
                    "episodes of the negative seven-day basis as in market articles of November 2025; rules of this project")
            .shownIn(View.EPISODES);

    private static List<Definition.Attribute> attributes() {
        List<Definition.Attribute> attributes = new ArrayList<>(List.of(
                new Definition.Attribute("episodes", "how many the window holds of which the opening is known"),
                new Definition.Attribute("opened", "first day of the newest episode, UTC"),
                new Definition.Attribute(
                        "opening_known",
                        "whether seven closes at or above 0 came before; else it may have begun earlier"),
                new Definition.Attribute("is_open", "whether it has not ended"),
                new Definition.Attribute("ended", "the day whose close ended it, where it has"),
                new Definition.Attribute("last_negative", "its last day below 0"),
                new Definition.Attribute("lowest_sma_7d", "the lowest mean of its days, in percent"),
                new Definition.Attribute(
                        "market", "bull or bear: the index of the opening day over or under its mean of 200 days"),
                new Definition.Attribute(
                        "mae_30d_pct", "lowest close of 30 days against the first close after the opening"),
                new Definition.Attribute("mfe_30d_pct", "highest close of these"),
                new Definition.Attribute("rv_ratio_30d", "volatility of these 30 days over that of the 30 days before"),
                new Definition.Attribute("range_21d_pct", "highest minus lowest of 21 closes, over the middle"),
                new Definition.Attribute(
                        "label",
                        "selloff: lowest close -10 % or rv_ratio_30d 1.5; range: none of that and range_21d_pct up to 15;"
                                + " else recovery"),
                new Definition.Attribute("n_obs", "days of the window that had a value"),
                new Definition.Attribute("window_start", "the first day of which something is known, UTC"),
                new Definition.Attribute(
                        IndicatorValue.DERIVED_FROM, "candle where any of the days was made of candles")));
        for (int days : Aftermath.HORIZONS) {
            attributes.add(new Definition.Attribute(
                    "return_" + days + "d_pct", "of " + days + " days after the opening, where they are over"));
            attributes.add(new Definition.Attribute(
                    "settled_" + days + "d_opened",
                    "the episode whose return of " + days + " days became known this day"));
            attributes.add(
                    new Definition.Attribute("settled_" + days + "d_pct", "that return, where both closes are known"));
        }
        for (String name : List.of("mae_30d_pct", "mfe_30d_pct", "rv_ratio_30d", "range_21d_pct", "label")) {
            attributes.add(new Definition.Attribute("settled_" + name, name + " of the episode settled_30d_opened"));
        }
        return attributes;
    }

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public String of() {
        return Past.BASIS;
    }

    @Override
    public List<Companion> companions() {
        return List.of(Past.PRICES);
    }

    @Override
    public int lookBack() {
        return Past.LOOK_BACK;
    }

    @Override
    public int effort() {
        return 7;
    }

    @Override
    public void value(ClosedDays days, DayDraft draft) {
        Past.enter(days, draft, companions());
        if (days.value(0).isEmpty()) {
            draft.absent("the day itself has no value");
            return;
        }
        draft.uses(1);
        Past past = Past.of(days);
        draft.attribute("episodes", (long) past.studied().size());
        settled(past, days, draft);
        if (past.episodes().isEmpty()) {
            draft.publish(0);
            return;
        }
        Episode newest = past.episodes().getLast();
        newest(newest, past, days, draft);
        draft.publish(newest.isOpen() ? past.mean().last() - newest.opened() + 1 : 0);
    }

    /** What became known on this day of any episode. */
    private static void settled(Past past, ClosedDays days, DayDraft draft) {
        for (int horizon : Aftermath.HORIZONS) {
            int opened = past.mean().last() - 1 - horizon;
            if (past.studied().stream().anyMatch(episode -> episode.opened() == opened)) {
                String name = "settled_" + horizon + "d_";
                draft.attribute(name + "opened", date(opened, days));
                known(name + "pct", past.aftermath().forward(opened, horizon), draft);
                if (horizon == Aftermath.MONTH) {
                    month("settled_", opened, past.aftermath(), draft);
                }
            }
        }
    }

    private static void newest(Episode newest, Past past, ClosedDays days, DayDraft draft) {
        draft.attribute("opened", date(newest.opened(), days))
                .attribute("opening_known", newest.isOpeningKnown())
                .attribute("is_open", newest.isOpen())
                .attribute("last_negative", date(newest.lastNegative(), days))
                .attribute("lowest_sma_7d", newest.lowest(past.mean()));
        if (!newest.isOpen()) {
            draft.attribute("ended", date(newest.ended(), days));
        }
        if (!newest.isOpeningKnown()) {
            return;
        }
        Aftermath aftermath = past.aftermath();
        int opened = newest.opened();
        aftermath.trend(opened).ifPresent(trend -> draft.attribute("market", code(trend)));
        for (int horizon : Aftermath.HORIZONS) {
            known("return_" + horizon + "d_pct", aftermath.forward(opened, horizon), draft);
        }
        month("", opened, aftermath, draft);
    }

    /** What is told of a month. */
    private static void month(String prefix, int opened, Aftermath aftermath, DayDraft draft) {
        known(prefix + "mae_30d_pct", aftermath.worst(opened), draft);
        known(prefix + "mfe_30d_pct", aftermath.best(opened), draft);
        known(prefix + "rv_ratio_30d", aftermath.volatilityRatio(opened), draft);
        known(prefix + "range_21d_pct", aftermath.range(opened), draft);
        aftermath.label(opened).ifPresent(label -> draft.attribute(prefix + "label", code(label)));
    }

    private static void known(String name, double number, DayDraft draft) {
        if (!Double.isNaN(number)) {
            draft.attribute(name, number);
        }
    }

    private static String date(int place, ClosedDays days) {
        return days.date(Past.LOOK_BACK - place).toString();
    }

    private static String code(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
