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
import io.basiswatch.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What followed the episodes of a negative seven-day basis, beside what followed any day: as of each day, from what was known
 * on it.
 *
 * <p>The number of episodes is the value itself, because everything else has to be read with it: there are few.
 */
@AutoService(Indicator.class)
public final class EventStudy implements DailyIndicator {
    static final String ID = "event_study";

    /** The window by which the split by trend is told. */
    private static final int SPLIT = 30;

    private static final Definition DEFINITION = new Definition(
                    ID,
                    1,
                    "Event study of negative seven-day basis",
                    "How many episodes of futures below spot are known by a day, and what prices did after them against what they did"
                            + " after any day. There are few: read nothing without the count beside it.",
                    Unit.COUNT,
                    "episodes as in " + NegativeBasisEpisode.ID
                            + " whose opening is known; returns close(k + h) / close(k) − 1, k the"
                            + " first close after the opening; base rates of all days of the window alike",
                    List.of(
                            Past.BASIS + " of closed UTC days",
                            Past.INDEX
                                    + " of closed UTC days, in the quote currency of the series; in dollars for scopes over several"),
                    "1825 closed UTC days; an outcome counts from the day on which it is over",
                    List.of("those of " + Past.BASIS),
                    List.of(),
                    attributes(),
                    "claims of market articles of November 2025, that a negative seven-day basis precedes a selloff or a range; rules"
                            + " of this project")
            .shownIn(View.EVENT_STUDY);

    private static List<Definition.Attribute> attributes() {
        List<Definition.Attribute> attributes = new ArrayList<>();
        for (int days : Aftermath.HORIZONS) {
            String h = days + "d";
            attributes.add(new Definition.Attribute("n_" + h, "episodes whose return of " + days + " days is known"));
            attributes.add(new Definition.Attribute("mean_" + h + "_pct", "mean of these returns"));
            attributes.add(new Definition.Attribute("median_" + h + "_pct", "median of these returns"));
            attributes.add(new Definition.Attribute(
                    "ci_low_" + h + "_pct", "2.5 % of the means of 1000 draws of episodes; from 5 episodes on"));
            attributes.add(new Definition.Attribute("ci_high_" + h + "_pct", "97.5 % of these"));
            attributes.add(new Definition.Attribute("base_n_" + h, "days of any kind whose return is known"));
            attributes.add(new Definition.Attribute("base_mean_" + h + "_pct", "mean return after any day"));
            attributes.add(new Definition.Attribute("base_median_" + h + "_pct", "median return after any day"));
        }
        for (Aftermath.Label label : Aftermath.Label.values()) {
            String code = code(label);
            attributes.add(new Definition.Attribute("label_" + code, "episodes labelled " + code));
            attributes.add(new Definition.Attribute("base_share_" + code, "share of all days labelled " + code));
        }
        for (Aftermath.Trend trend : Aftermath.Trend.values()) {
            String code = code(trend);
            attributes.add(new Definition.Attribute(code + "_n", "episodes that opened in a " + code + " market"));
            attributes.add(new Definition.Attribute(code + "_n_30d", "those whose return of 30 days is known"));
            attributes.add(new Definition.Attribute(code + "_mean_30d_pct", "mean of these returns"));
            for (Aftermath.Label label : Aftermath.Label.values()) {
                attributes.add(new Definition.Attribute(
                        code + "_label_" + code(label), "of these episodes, labelled " + code(label)));
            }
        }
        attributes.add(new Definition.Attribute("base_n_labels", "days of any kind that have a label"));
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
        return List.of(Past.PRICES);
    }

    @Override
    public int lookBack() {
        return Past.LOOK_BACK;
    }

    @Override
    public int effort() {
        return 50;
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
        if (!past.isPriced()) {
            draft.remark(Quality.PARTIAL, "no " + Past.INDEX + " of the day");
        }
        int[] opened = past.studied().stream().mapToInt(Episode::opened).toArray();
        for (int horizon : Aftermath.HORIZONS) {
            returns(horizon, opened, past, draft);
        }
        labels(opened, past, draft);
        for (Aftermath.Trend trend : Aftermath.Trend.values()) {
            split(trend, opened, past.aftermath(), draft);
        }
        draft.publish(opened.length);
    }

    private static void returns(int horizon, int[] opened, Past past, DayDraft draft) {
        String h = horizon + "d";
        Outcomes after =
                Outcomes.known(IntStream.of(opened), day -> past.aftermath().forward(day, horizon));
        draft.attribute("n_" + h, (long) after.count());
        if (after.count() > 0) {
            draft.attribute("mean_" + h + "_pct", after.mean()).attribute("median_" + h + "_pct", after.median());
        }
        if (after.count() >= Outcomes.LEAST_FOR_AN_INTERVAL) {
            double[] interval = after.interval();
            draft.attribute("ci_low_" + h + "_pct", interval[0]).attribute("ci_high_" + h + "_pct", interval[1]);
        }
        Outcomes any = Outcomes.known(
                IntStream.rangeClosed(0, past.mean().last()),
                day -> past.aftermath().forward(day, horizon));
        draft.attribute("base_n_" + h, (long) any.count());
        if (any.count() > 0) {
            draft.attribute("base_mean_" + h + "_pct", any.mean()).attribute("base_median_" + h + "_pct", any.median());
        }
    }

    private static void labels(int[] opened, Past past, DayDraft draft) {
        long[] of = count(IntStream.of(opened), past.aftermath());
        long[] any = count(IntStream.rangeClosed(0, past.mean().last()), past.aftermath());
        long labelled = IntStream.range(0, any.length).mapToLong(i -> any[i]).sum();
        draft.attribute("base_n_labels", labelled);
        for (Aftermath.Label label : Aftermath.Label.values()) {
            draft.attribute("label_" + code(label), of[label.ordinal()]);
            if (labelled > 0) {
                draft.attribute("base_share_" + code(label), (double) any[label.ordinal()] / labelled);
            }
        }
    }

    private static void split(Aftermath.Trend trend, int[] opened, Aftermath aftermath, DayDraft draft) {
        int[] days = IntStream.of(opened)
                .filter(day -> aftermath.trend(day).filter(trend::equals).isPresent())
                .toArray();
        String code = code(trend);
        Outcomes after = Outcomes.known(IntStream.of(days), day -> aftermath.forward(day, SPLIT));
        draft.attribute(code + "_n", (long) days.length).attribute(code + "_n_30d", (long) after.count());
        if (after.count() > 0) {
            draft.attribute(code + "_mean_30d_pct", after.mean());
        }
        long[] labels = count(IntStream.of(days), aftermath);
        for (Aftermath.Label label : Aftermath.Label.values()) {
            draft.attribute(code + "_label_" + code(label), labels[label.ordinal()]);
        }
    }

    /** How many of the days have which label. */
    private static long[] count(IntStream days, Aftermath aftermath) {
        long[] counts = new long[Aftermath.Label.values().length];
        days.forEach(day -> aftermath.label(day).ifPresent(label -> counts[label.ordinal()]++));
        return counts;
    }

    private static String code(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
