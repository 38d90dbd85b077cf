package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.wire.ValueJson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Closed days told as the engine tells them, for tests of what is made of days: and everything that was made of them. */
public final class DayFeed {
    private static final long DAY = Resolution.DAY.micros();
    private static final long GRACE = 250_000;

    private final DayDesk desk;
    private final List<IndicatorValue> made = new ArrayList<>();
    private final Map<Series, TreeMap<Long, IndicatorValue>> newest = new HashMap<>();

    /** Everything is made that can be. */
    public DayFeed() {
        this(id -> true);
    }

    /** Only what these indicators make: days of years take a while. */
    public DayFeed(Predicate<String> ids) {
        this.desk = new DayDesk(Indicators.all().stream()
                .filter(indicator -> indicator.days().isPresent())
                .filter(indicator -> ids.test(indicator.definition().id()))
                .toList());
    }

    /** A day that trades and quotes have told. */
    public DayFeed tell(String series, LocalDate day, double number) {
        return tell(value(Series.parse(series), day, OptionalDouble.of(number), closed(day), Map.of()));
    }

    /** Another number of a day, which became known at the end of a later one. */
    public DayFeed correct(String series, LocalDate day, double number, LocalDate known) {
        IndicatorValue before = on(series, day);
        return tell(value(before.series(), day, OptionalDouble.of(number), closed(known), before.attributes())
                .revised(before.revision() + 1));
    }

    /** A day that candles have told. */
    public DayFeed tellCandle(String series, LocalDate day, double number) {
        return tell(candle(series, day, number));
    }

    private static IndicatorValue candle(String series, LocalDate day, double number) {
        return value(
                Series.parse(series),
                day,
                OptionalDouble.of(number),
                closed(day),
                Map.of(IndicatorValue.DERIVED_FROM, IndicatorValue.CANDLE));
    }

    /** A day of candles that was told before: nothing is made of it now. */
    public DayFeed recallCandle(String series, LocalDate day, double number) {
        IndicatorValue value = candle(series, day, number);
        note(value);
        desk.recall(value);
        return this;
    }

    private DayFeed tell(IndicatorValue value) {
        note(value);
        List<IndicatorValue> follows = desk.values(List.of(value));
        follows.forEach(this::note);
        made.addAll(follows);
        return this;
    }

    private void note(IndicatorValue value) {
        newest.computeIfAbsent(value.series(), series -> new TreeMap<>()).put(value.time(), value);
    }

    private static long closed(LocalDate day) {
        return (day.toEpochDay() + 1) * DAY + GRACE;
    }

    private static IndicatorValue value(
            Series series, LocalDate day, OptionalDouble number, long knownAt, Map<String, Object> attributes) {
        long time = day.toEpochDay() * DAY;
        return new IndicatorValue(
                series,
                1,
                Resolution.DAY,
                time,
                number,
                Unit.PERCENT,
                Quality.OK,
                List.of(),
                knownAt,
                0,
                List.of(),
                attributes);
    }

    /** Everything that was made, in order. */
    public List<IndicatorValue> made() {
        return made;
    }

    /** The newest that is known of a day. */
    public IndicatorValue on(String series, LocalDate day) {
        return newest.get(Series.parse(series)).get(day.toEpochDay() * DAY);
    }

    /** Whether a day of the series is known. */
    public boolean has(String series, LocalDate day) {
        return newest.getOrDefault(Series.parse(series), new TreeMap<>()).containsKey(day.toEpochDay() * DAY);
    }

    /** What somebody finds who reads the value's receipt and has the points that it refers to. */
    public Verification verify(IndicatorValue value) {
        IndicatorValue read = ValueJson.read(ValueJson.write(value));
        List<Constituents> whole =
                read.constituents().stream().map(this::filled).toList();
        return new Verifier(Indicators.all()).verify(read.madeOf(whole));
    }

    private Constituents filled(Constituents referred) {
        return referred.with(
                newest
                        .getOrDefault(referred.series(), new TreeMap<>())
                        .subMap(referred.from(), referred.to())
                        .values()
                        .stream()
                        .filter(value -> value.value().isPresent())
                        .map(value -> new Constituents.Point(
                                value.time(), value.value().getAsDouble(), 1))
                        .toList());
    }
}
