package io.basiswatch.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One published value of an indicator, with what is needed to compute it again.
 *
 * @param series which line it is a point of
 * @param version of the indicator's definition
 * @param resolution how far apart the points are; {@link Resolution#SECOND} is live only
 * @param time microseconds since the epoch: the instant of a live value, the start of the interval of any other
 * @param value the number; empty exactly where {@code quality} is {@link Quality#ABSENT}
 * @param unit what it counts
 * @param quality how far it can be relied on
 * @param reasons why the quality is not OK, in a fixed order
 * @param knownAt when it was known, microseconds since the epoch, in the time of the data
 * @param revision 0 for the first value of this time, then one more for each correction
 * @param inputs what it was computed from
 * @param attributes further facts, by name: strings, longs, doubles and booleans only
 * @param constituents the values of series that it was made of, where these are more than a few inputs
 */
public record IndicatorValue(
        Series series,
        int version,
        Resolution resolution,
        long time,
        OptionalDouble value,
        Unit unit,
        Quality quality,
        List<String> reasons,
        long knownAt,
        int revision,
        List<Input> inputs,
        Map<String, Object> attributes,
        List<Constituents> constituents)
        implements Observation {
    /** The attribute of a value that was not made of what its definition names: says what it was made of instead. */
    public static final String DERIVED_FROM = "derived_from";
    /** The {@link #DERIVED_FROM} of what was made of candles. */
    public static final String CANDLE = "candle";
    /** Made of what a venue told afterwards, and which is no candle. */
    public static final String HISTORY = "history";

    public IndicatorValue {
        value.ifPresent(number -> Checks.finite("value", number));
        if (value.isEmpty() != (quality == Quality.ABSENT)) {
            throw new IllegalArgumentException("value " + value + " with quality " + quality);
        }
        if ((quality == Quality.OK) != reasons.isEmpty()) {
            throw new IllegalArgumentException("quality " + quality + " with reasons " + reasons);
        }
        if (time != resolution.floor(time)) {
            throw new IllegalArgumentException(time + " is not on the grid of " + resolution);
        }
        reasons = List.copyOf(reasons);
        inputs = List.copyOf(inputs);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        attributes.forEach(IndicatorValue::requireScalar);
        constituents = List.copyOf(constituents);
    }

    /** A value that was made of nothing but its inputs. */
    public IndicatorValue(
            Series series,
            int version,
            Resolution resolution,
            long time,
            OptionalDouble value,
            Unit unit,
            Quality quality,
            List<String> reasons,
            long knownAt,
            int revision,
            List<Input> inputs,
            Map<String, Object> attributes) {
        this(
                series,
                version,
                resolution,
                time,
                value,
                unit,
                quality,
                reasons,
                knownAt,
                revision,
                inputs,
                attributes,
                List.of());
    }

    private static void requireScalar(String name, Object value) {
        switch (value) {
            case Double number -> Checks.finite(name, number);
            case String text -> {}
            case Long number -> {}
            case Boolean truth -> {}
            default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
        }
    }

    @Override
    public String asset() {
        return series.asset();
    }

    /** The same as another revision of its time. */
    public IndicatorValue revised(int number) {
        return new IndicatorValue(
                series,
                version,
                resolution,
                time,
                value,
                unit,
                quality,
                reasons,
                knownAt,
                number,
                inputs,
                attributes,
                constituents);
    }

    /** The same with these further facts instead of its own. */
    public IndicatorValue withAttributes(Map<String, Object> facts) {
        return new IndicatorValue(
                series,
                version,
                resolution,
                time,
                value,
                unit,
                quality,
                reasons,
                knownAt,
                revision,
                inputs,
                facts,
                constituents);
    }

    /** The same, made of {@code values}. */
    public IndicatorValue madeOf(List<Constituents> values) {
        return new IndicatorValue(
                series,
                version,
                resolution,
                time,
                value,
                unit,
                quality,
                reasons,
                knownAt,
                revision,
                inputs,
                attributes,
                values);
    }

    /** What it was made of instead of what its definition names, such as {@link #CANDLE}; else empty. */
    public String derivedFrom() {
        return attributes.getOrDefault(DERIVED_FROM, "").toString();
    }

    /** The end of the interval, exclusive; of a live value, its instant. */
    public long closeTime() {
        return resolution == Resolution.SECOND ? time : time + resolution.micros();
    }
}
