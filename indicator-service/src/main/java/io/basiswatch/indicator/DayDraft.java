package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A day's value that is made of other days, while its remarks are being collected; ends with {@link #publish} or {@link
 * #absent}. It names the days that it was made of by their series, the first of them, how many they are and a hash of their
 * values, instead of carrying each of them along.
 */
public final class DayDraft {
    private final Series series;
    private final int version;
    private final Unit unit;
    private final ClosedDays days;
    private final int lookBack;
    private final List<IndicatorValue> published;
    private final List<Input> inputs = new ArrayList<>(1);
    private final List<Constituents> constituents = new ArrayList<>(1);
    private final Map<String, Object> attributes = new TreeMap<>();
    private final TreeSet<String> reasons = new TreeSet<>();
    private Quality quality = Quality.OK;
    private long knownAt;

    /** {@code lookBack} is how many days before its own may have a part in the value. */
    DayDraft(Indicator indicator, ClosedDays days, int lookBack, List<IndicatorValue> published) {
        this.series = Series.of(
                days.series().asset(),
                indicator.definition().id(),
                days.series().dimension());
        this.version = indicator.definition().version();
        this.unit = indicator.definition().unit();
        this.days = days;
        this.lookBack = lookBack;
        this.published = published;
    }

    private void isMadeOf(DayPoint point) {
        knownAt = Math.max(knownAt, millis(point.knownAt()));
        if (point.isOfCandles()) {
            attributes.put(IndicatorValue.DERIVED_FROM, IndicatorValue.CANDLE);
        }
    }

    /** It is made of the days between {@code newest} and {@code oldest} days back, both included: remarks on what is missing. */
    public DayDraft over(int newest, int oldest) {
        Coverage all = note(newest, oldest, lookBack);
        int wanted = oldest - newest + 1;
        if (all.present() < wanted) {
            remark(Quality.PARTIAL, all.present() + " of " + wanted + " days");
        }
        all.remarks(wanted, "days").forEach((reason, worse) -> remark(worse, reason));
        return this;
    }

    /** It is made of what there is between {@code newest} and {@code oldest} days back, both included; no day is missed. */
    public DayDraft of(int newest, int oldest) {
        note(newest, oldest, oldest);
        return this;
    }

    private Coverage note(int newest, int oldest, int noted) {
        List<Coverage> each = new ArrayList<>();
        days.each(newest, oldest, (point, time) -> {
            if (point.value().isPresent()) {
                each.add(Coverage.of(point.quality()));
            }
        });
        Coverage all = each.stream().reduce(Coverage.NONE, Coverage::plus);
        all.attributes().forEach(this::attribute);
        attribute("window_start", days.date(oldest).toString());
        isMadeOf(days, noted);
        days.companions().forEach(beside -> isMadeOf(beside, noted));
        return all;
    }

    /** It may be made of any of the days from {@code noted} days back on. */
    private void isMadeOf(ClosedDays line, int noted) {
        List<Constituents.Point> points = new ArrayList<>();
        line.each(0, noted, (point, time) -> {
            isMadeOf(point);
            point.value().ifPresent(value -> points.add(new Constituents.Point(time, value, 1)));
        });
        constituents.add(Constituents.of(
                        line.series(), Resolution.DAY, line.time(noted), line.time(0) + Resolution.DAY.micros(), points)
                .referred());
    }

    /** The day's own value is an input; what there is to say of it is said of this one. */
    public DayDraft uses(double weight) {
        DayPoint own = days.point(0).orElseThrow();
        long end = days.time(0) + Resolution.DAY.micros();
        inputs.add(new Input(
                days.series().toString(), "day", own.value().orElseThrow(), end, millis(own.knownAt()), weight, ""));
        if (own.quality() != Quality.OK) {
            remark(own.quality(), "the day itself is " + own.quality().code());
        }
        return this;
    }

    /** A time as it is stored: whether a day was read from the store must not matter. */
    private static long millis(long micros) {
        return micros - Math.floorMod(micros, 1_000L);
    }

    /** Lowers the quality to at most {@code worse}, with the reason. */
    public DayDraft remark(Quality worse, String reason) {
        quality = quality.worse(worse);
        reasons.add(reason);
        return this;
    }

    public DayDraft attribute(String name, String text) {
        attributes.put(name, text);
        return this;
    }

    public DayDraft attribute(String name, double number) {
        attributes.put(name, number);
        return this;
    }

    public DayDraft attribute(String name, long number) {
        attributes.put(name, number);
        return this;
    }

    public DayDraft attribute(String name, boolean truth) {
        attributes.put(name, truth);
        return this;
    }

    /** Publishes {@code number}; what is no number is absent. */
    public void publish(double number) {
        if (Double.isFinite(number)) {
            add(OptionalDouble.of(number));
        } else {
            absent("not a finite number");
        }
    }

    /** Publishes that the days give no value, and why. */
    public void absent(String reason) {
        remark(Quality.ABSENT, reason);
        add(OptionalDouble.empty());
    }

    private void add(OptionalDouble number) {
        published.add(new IndicatorValue(
                series,
                version,
                Resolution.DAY,
                days.time(0),
                number,
                unit,
                quality,
                List.copyOf(reasons),
                Math.max(knownAt, millis(days.begunKnownAt())),
                0,
                inputs,
                attributes,
                constituents));
    }
}
