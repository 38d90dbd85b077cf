package io.basiswatch.indicator.episode;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DailyIndicator;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which earlier days were like this one, and how much.
 *
 * <p>Each measure counts by how unusual it was among the days known by then. Two days are compared by what is known of both,
 * and each answer says how much that is: history that was imported has no premium and no leverage.
 */
@AutoService(Indicator.class)
public final class HistoricalAnalog implements DailyIndicator {
    static final String ID = "historical_analog";

    private static final String MONTH = "futures_spot_basis_sma_30d";
    private static final String TAKERS = "taker_imbalance_z_90d";
    private static final String PREMIUM = "coinbase_premium_adj_pct";
    private static final String LEVERAGE = "estimated_leverage_ratio";
    private static final String INTEREST = "open_interest_change_7d_pct";

    private static final int COUNT = 5;
    private static final int WEEK = 7;

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Historical analogues",
            "How far the most similar earlier day is from this one: the smaller, the more alike. With the five most similar"
                    + " days and what the price did after them; five days are no forecast.",
            Unit.RATIO,
            "min over earlier days of √(Σ (z(day) − z(earlier))² / n), z the measure minus its mean over its standard deviation in"
                    + " the window, n the measures known on both days",
            List.of(
                    Past.BASIS + " and " + MONTH + " of closed UTC days, and their changes from the day before",
                    TAKERS + ", " + PREMIUM + ", " + LEVERAGE + ", " + INTEREST
                            + " of closed UTC days, where they are known",
                    Past.INDEX
                            + " of closed UTC days, in the quote currency of the series: volatility of 30 daily log returns,"
                            + " and distance from the highest of 7 closes"),
            "1825 closed UTC days; not the 30 days before, and no two days within 30 days of each other; a measure counts from"
                    + " 60 days on, an earlier day with three measures and half of this day's at least",
            List.of("those of " + Past.BASIS),
            List.of(),
            attributes(),
            "nearest neighbours; rules of this project");

    private static List<Definition.Attribute> attributes() {
        List<Definition.Attribute> attributes = new ArrayList<>(List.of(
                new Definition.Attribute("components", "the measures that are known of this day"),
                new Definition.Attribute("n_components", "how many they are, of ten")));
        for (int i = 1; i <= COUNT; i++) {
            attributes.add(new Definition.Attribute("analog_" + i + "_date", "a similar day, UTC; 1 is the nearest"));
            attributes.add(new Definition.Attribute("analog_" + i + "_distance", "how far off it is, in deviations"));
            attributes.add(new Definition.Attribute("analog_" + i + "_components", "by how many measures"));
            attributes.add(new Definition.Attribute(
                    "analog_" + i + "_return_30d_pct", "what the price did in the 30 days from the next close on"));
        }
        attributes.add(new Definition.Attribute("n_obs", "days of the window that had a value"));
        attributes.add(new Definition.Attribute("window_start", "the first day of which something is known, UTC"));
        attributes.add(new Definition.Attribute(
                IndicatorValue.DERIVED_FROM, "candle where any of the days was made of candles"));
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
        return List.of(
                Past.PRICES,
                new Companion(MONTH, dimension -> dimension),
                new Companion(TAKERS, ""),
                new Companion(PREMIUM, ""),
                new Companion(LEVERAGE, ""),
                new Companion(INTEREST, ""));
    }

    @Override
    public int lookBack() {
        return Past.LOOK_BACK;
    }

    @Override
    public int effort() {
        return 30;
    }

    @Override
    public void value(ClosedDays days, DayDraft draft) {
        Past.enter(days, draft, companions());
        if (days.value(0).isEmpty()) {
            draft.absent("the day itself has no value");
            return;
        }
        DayRow price = DayRow.of(days.beside(Past.INDEX), Past.LOOK_BACK);
        Aftermath aftermath = new Aftermath(price);
        List<Bearing> bearings = bearings(days, price, aftermath);
        int last = price.last();
        List<Bearing> known =
                bearings.stream().filter(bearing -> bearing.has(last)).toList();
        draft.uses(1)
                .attribute("components", known.stream().map(Bearing::name).collect(Collectors.joining(",")))
                .attribute("n_components", (long) known.size());
        if (known.size() < bearings.size()) {
            draft.remark(Quality.PARTIAL, known.size() + " of " + bearings.size() + " measures are known");
        }
        List<Analog> nearest = Analog.nearest(bearings, last, COUNT);
        if (nearest.isEmpty()) {
            draft.absent("no earlier day to compare with");
            return;
        }
        for (int i = 0; i < nearest.size(); i++) {
            enter("analog_" + (i + 1), nearest.get(i), days, aftermath, draft);
        }
        draft.publish(nearest.getFirst().distance());
    }

    private static void enter(String name, Analog analog, ClosedDays days, Aftermath aftermath, DayDraft draft) {
        draft.attribute(
                        name + "_date",
                        days.date(Past.LOOK_BACK - analog.place()).toString())
                .attribute(name + "_distance", analog.distance())
                .attribute(name + "_components", (long) analog.shared());
        double after = aftermath.forward(analog.place(), Aftermath.MONTH);
        if (!Double.isNaN(after)) {
            draft.attribute(name + "_return_30d_pct", after);
        }
    }

    private static List<Bearing> bearings(ClosedDays days, DayRow price, Aftermath aftermath) {
        DayRow week = DayRow.of(days, Past.LOOK_BACK);
        DayRow month = DayRow.of(days.beside(MONTH), Past.LOOK_BACK);
        return List.of(
                bearing("sma_7d", week),
                bearing("sma_30d", month),
                changes("slope_7d", week),
                changes("slope_30d", month),
                bearing("taker_z_90d", DayRow.of(days.beside(TAKERS), Past.LOOK_BACK)),
                bearing("premium_adj", DayRow.of(days.beside(PREMIUM), Past.LOOK_BACK)),
                bearing("leverage_ratio", DayRow.of(days.beside(LEVERAGE), Past.LOOK_BACK)),
                bearing("open_interest_7d", DayRow.of(days.beside(INTEREST), Past.LOOK_BACK)),
                new Bearing("volatility_30d", each(price, aftermath::volatility)),
                new Bearing("drawdown_7d", each(price, place -> price.at(place) / highest(price, place) - 1)));
    }

    private static Bearing bearing(String name, DayRow row) {
        return new Bearing(name, each(row, row::at));
    }

    private static Bearing changes(String name, DayRow row) {
        return new Bearing(name, each(row, place -> row.at(place) - row.at(place - 1)));
    }

    private static double[] each(DayRow row, IntToDoubleFunction measure) {
        return IntStream.rangeClosed(0, row.last()).mapToDouble(measure).toArray();
    }

    /** Of seven closes, those that are known. */
    private static double highest(DayRow price, int place) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int day = place - WEEK + 1; day <= place; day++) {
            if (price.has(day)) {
                highest = Math.max(highest, price.at(day));
            }
        }
        return highest;
    }
}
