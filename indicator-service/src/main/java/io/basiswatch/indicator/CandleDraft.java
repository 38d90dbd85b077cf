package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A value that is made of candles or of another fact of the past, while its inputs and remarks are being collected; ends with {@link #publish} or {@link
 * #absent}. It says by its attribute {@link IndicatorValue#DERIVED_FROM} what it was made of, and is known from when the
 * latest of its inputs was received.
 */
public final class CandleDraft {
    private final CandleRound round;
    private final Series series;
    private final Unit unit;
    private final List<Input> inputs = new ArrayList<>(2);
    private final Map<String, Object> attributes = new TreeMap<>();
    private final TreeSet<String> reasons = new TreeSet<>();
    private Quality quality = Quality.OK;
    private long knownAt;

    CandleDraft(CandleRound round, Series series, Unit unit) {
        this.round = round;
        this.series = series;
        this.unit = unit;
        attributes.put(IndicatorValue.DERIVED_FROM, round.derivedFrom());
    }

    /** A number of the candle of {@code source} that was told at {@code stamp}. */
    public CandleDraft uses(String source, String kind, double number, Stamp stamp, double weight) {
        inputs.add(Input.used(source, kind, number, stamp, weight));
        knownAt = Math.max(knownAt, stamp.receivedTime());
        return this;
    }

    /** Lowers the quality to at most {@code worse}, with the reason. */
    public CandleDraft remark(Quality worse, String reason) {
        quality = quality.worse(worse);
        reasons.add(reason);
        return this;
    }

    public CandleDraft attribute(String name, String text) {
        attributes.put(name, text);
        return this;
    }

    public CandleDraft attribute(String name, double number) {
        attributes.put(name, number);
        return this;
    }

    /** Publishes {@code number}; what is no number is absent. */
    public void publish(double number) {
        if (Double.isFinite(number)) {
            round.add(value(OptionalDouble.of(number)));
        } else {
            absent("not a finite number");
        }
    }

    /** Publishes that the candles give no value, and why. */
    public void absent(String reason) {
        remark(Quality.ABSENT, reason);
        round.add(value(OptionalDouble.empty()));
    }

    private IndicatorValue value(OptionalDouble number) {
        return new IndicatorValue(
                series,
                round.version(),
                round.resolution(),
                round.time(),
                number,
                unit,
                quality,
                List.copyOf(reasons),
                knownAt,
                0,
                inputs,
                attributes);
    }
}
