package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * One round of asking the indicators what they make of a candle, or of another fact of the past; all values are of the one
 * interval that it tells of.
 */
public final class CandleRound {
    private final Resolution resolution;
    private final long time;
    private final String derivedFrom;
    private final List<IndicatorValue> values = new ArrayList<>(4);
    private int version = 1;

    /**
     * @param resolution the length of the candle's interval
     * @param time its start, microseconds since the epoch
     */
    CandleRound(Resolution resolution, long time) {
        this(resolution, time, IndicatorValue.CANDLE);
    }

    /** The same, made of what {@code derivedFrom} names. */
    CandleRound(Resolution resolution, long time, String derivedFrom) {
        this.derivedFrom = derivedFrom;
        this.resolution = resolution;
        this.time = time;
    }

    /** The round goes on with an indicator of this version. */
    CandleRound version(int version) {
        this.version = version;
        return this;
    }

    int version() {
        return version;
    }

    String derivedFrom() {
        return derivedFrom;
    }

    void add(IndicatorValue value) {
        values.add(value);
    }

    /** Everything published so far. */
    List<IndicatorValue> values() {
        return values;
    }

    public Resolution resolution() {
        return resolution;
    }

    /** The start of the interval, microseconds since the epoch. */
    public long time() {
        return time;
    }

    /** A value of {@code series} to be filled in and published. */
    public CandleDraft draft(Series series, Unit unit) {
        return new CandleDraft(this, series, unit);
    }
}
