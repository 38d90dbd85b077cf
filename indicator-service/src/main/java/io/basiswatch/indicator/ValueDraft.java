package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
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

/** A value while its inputs and remarks are being collected; ends with {@link #publish} or {@link #absent}. */
public final class ValueDraft {
    /** The venue's clock and ours differ by more than 2 s for an input. */
    public static final String CLOCK_SKEW = "clock_skew";
    /** An input is older than 10 s. */
    public static final String STALE = "stale";
    /** The venues of the inputs that were used, in alphabetical order, with commas between. */
    public static final String VENUES_USED = "venues_used";
    /** The venues that should have had a part and have none, in the same form; only where there are any. */
    public static final String VENUES_MISSING = "venues_missing";
    /** How long before the instant the oldest of the used inputs was received, in milliseconds. */
    public static final String OLDEST_INPUT = "oldest_input_ms";

    private final Evaluation evaluation;
    private final Series series;
    private final Unit unit;
    private final List<Input> inputs = new ArrayList<>(4);
    private final List<Constituents> constituents = new ArrayList<>(0);
    private final Map<String, Object> attributes = new TreeMap<>();
    private final TreeSet<String> reasons = new TreeSet<>();
    private final Origins origins = new Origins(inputs);
    private Quality quality = Quality.OK;

    ValueDraft(Evaluation evaluation, Series series, Unit unit) {
        this.evaluation = evaluation;
        this.series = series;
        this.unit = unit;
    }

    /** A price that the value is computed from; marks the value if the price is old or its clock is off. */
    public ValueDraft uses(String source, String kind, double price, Stamp stamp, double weight) {
        if (!evaluation.isFresh(stamp)) {
            remark(Quality.STALE, STALE);
        }
        if (evaluation.isSkewed(stamp)) {
            remark(Quality.DEGRADED, CLOCK_SKEW);
        }
        return input(Input.used(source, kind, price, stamp, weight));
    }

    /** A value of another series that this one is computed from; its remarks become those of this value, by its name. */
    public ValueDraft uses(IndicatorValue value, double weight) {
        String indicator = value.series().indicator();
        value.reasons().forEach(reason -> remark(value.quality(), indicator + ": " + reason));
        origins.under(value);
        return input(valueInput(value, weight));
    }

    /** A venue that should have had a part in the value, and has not even told a number that was left out. */
    public ValueDraft missing(String venue) {
        origins.missing(venue);
        return this;
    }

    /** {@code value} as an input, without its remarks. */
    public static Input valueInput(IndicatorValue value, double weight) {
        return new Input(
                value.series().toString(),
                "value",
                value.value().orElseThrow(),
                value.closeTime(),
                value.closeTime(),
                weight,
                "");
    }

    public ValueDraft input(Input input) {
        inputs.add(input);
        return this;
    }

    /** It is made of these too; points that are stored as values of a series need not be carried along. */
    public ValueDraft madeOf(Constituents values) {
        constituents.add(values);
        return this;
    }

    /** Lowers the quality to at most {@code worse}, with the reason. */
    public ValueDraft remark(Quality worse, String reason) {
        quality = quality.worse(worse);
        reasons.add(reason);
        return this;
    }

    public ValueDraft attribute(String name, String text) {
        attributes.put(name, text);
        return this;
    }

    public ValueDraft attribute(String name, double number) {
        attributes.put(name, number);
        return this;
    }

    public ValueDraft attribute(String name, long number) {
        attributes.put(name, number);
        return this;
    }

    public ValueDraft attribute(String name, boolean truth) {
        attributes.put(name, truth);
        return this;
    }

    /** Publishes {@code number}; what is no number is absent. */
    public void publish(double number) {
        if (Double.isFinite(number)) {
            evaluation.publish(this, OptionalDouble.of(number));
        } else {
            absent("not a finite number");
        }
    }

    /** Publishes that there is no value, and why. */
    public void absent(String reason) {
        remark(Quality.ABSENT, reason);
        evaluation.publish(this, OptionalDouble.empty());
    }

    Series series() {
        return series;
    }

    Unit unit() {
        return unit;
    }

    Quality quality() {
        return quality;
    }

    /** In alphabetical order. */
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    List<Input> inputs() {
        return inputs;
    }

    /** With what there is to say of where the inputs come from. */
    Map<String, Object> attributes() {
        origins.describe(evaluation.instant(), attributes);
        return attributes;
    }

    List<Constituents> constituents() {
        return constituents;
    }
}
