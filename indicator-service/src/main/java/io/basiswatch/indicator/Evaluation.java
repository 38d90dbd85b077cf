package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One round of asking the states for values: at an instant of the grid, or for a minute that has closed.
 *
 * <p>Values published in it can be read by the indicators that are built on them.
 */
public final class Evaluation {
    private static final long WINDOW = Resolution.MINUTE.micros();

    private final EngineConfig config;
    private final Resolution resolution;
    private final long time;
    private final long instant;
    private final long resumedFrom;
    private final Map<Series, IndicatorValue> below;
    private final List<IndicatorValue> published = new ArrayList<>();
    private final Map<Series, IndicatorValue> bySeries = new HashMap<>();
    private final Map<String, Map<String, List<IndicatorValue>>> byIndicator = new HashMap<>();
    private String presentIndicator = "";
    private String presentAsset = "";
    private List<IndicatorValue> present = List.of();
    private Simulations simulations = new Simulations();
    private int version = 1;

    private Evaluation(
            EngineConfig config,
            Resolution resolution,
            long time,
            long instant,
            long resumedFrom,
            Map<Series, IndicatorValue> below) {
        this.config = config;
        this.resolution = resolution;
        this.time = time;
        this.instant = instant;
        this.resumedFrom = resumedFrom;
        this.below = below;
    }

    static Evaluation second(EngineConfig config, long instant, long resumedFrom) {
        return new Evaluation(config, Resolution.SECOND, instant, instant, resumedFrom, Map.of());
    }

    static Evaluation minute(
            EngineConfig config, long minute, long instant, long resumedFrom, Map<Series, IndicatorValue> below) {
        return new Evaluation(config, Resolution.MINUTE, minute, instant, resumedFrom, below);
    }

    /**
     * Of a minute that has just been closed for those with events of their own: {@code closed} is what these gave, in the order
     * in which it is to be read.
     */
    static Evaluation close(
            EngineConfig config, long minute, long instant, long resumedFrom, List<IndicatorValue> closed) {
        Evaluation evaluation = minute(config, minute, instant, resumedFrom, Map.of());
        closed.forEach(evaluation::note);
        return evaluation;
    }

    /** Of an hour or a day: what is published is made of values of the same interval. */
    static Evaluation interval(EngineConfig config, Resolution resolution, long start, long instant) {
        return new Evaluation(config, resolution, start, instant, Long.MAX_VALUE, Map.of());
    }

    /** The evaluation goes on with an indicator of this version. */
    Evaluation version(int version) {
        this.version = version;
        return this;
    }

    /** What is published says which simulated venues led to it. */
    Evaluation marking(Simulations simulations) {
        this.simulations = simulations;
        return this;
    }

    /** Everything published so far. */
    List<IndicatorValue> published() {
        return published;
    }

    boolean has(Series series) {
        return bySeries.containsKey(series);
    }

    public Resolution resolution() {
        return resolution;
    }

    /** Whether it is of an hour or a day, made of minutes instead of events. */
    public boolean isOfMinutes() {
        return resolution.micros() > Resolution.MINUTE.micros();
    }

    /** All events received up to here are known, microseconds since the epoch. */
    public long instant() {
        return instant;
    }

    /** Start of the window over trades, inclusive, microseconds since the epoch. */
    public long from() {
        return resolution == Resolution.SECOND ? time - WINDOW : time;
    }

    /** End of the window over trades, exclusive, microseconds since the epoch. */
    public long to() {
        return resolution == Resolution.SECOND ? time : time + resolution.micros();
    }

    /**
     * Whether a stream that was first heard at {@code since} is known from the window's beginning on. An engine that goes
     * on where another one has stopped was preceded by enough of the log.
     *
     * @param since microseconds since the epoch, by receive time
     */
    public boolean isWholeWindowKnown(long since) {
        return from() >= Math.min(since, resumedFrom);
    }

    /** Whether something with this stamp is young enough to be used without a remark. */
    public boolean isFresh(Stamp stamp) {
        return instant - stamp.receivedTime() <= EngineConfig.micros(config.quoteStale());
    }

    /** Whether something with this stamp is young enough to be used at all. */
    public boolean isUsable(Stamp stamp) {
        return instant - stamp.receivedTime() <= EngineConfig.micros(config.quoteMaxAge());
    }

    /** Whether the venue's clock and ours disagree on this stamp. */
    public boolean isSkewed(Stamp stamp) {
        return Math.abs(stamp.latency()) > EngineConfig.micros(config.clockSkew());
    }

    /** The present value of another series in this evaluation; empty where it is absent or not there. */
    public Optional<IndicatorValue> value(Series series) {
        IndicatorValue found = bySeries.get(series);
        if (found == null) {
            found = below.get(series);
        }
        return found == null || found.value().isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** The present values of one indicator for one asset in this evaluation, over all dimensions. */
    public List<IndicatorValue> values(String indicator, String asset) {
        return byIndicator.getOrDefault(indicator, Map.of()).getOrDefault(asset, List.of());
    }

    /** The start of the interval that is evaluated; of an instant, the instant itself. Microseconds since the epoch. */
    public long time() {
        return time;
    }

    private long closeTime() {
        return resolution == Resolution.SECOND ? time : time + resolution.micros();
    }

    /** A value of {@code series} to be filled in and published. */
    public ValueDraft draft(Series series, Unit unit) {
        return new ValueDraft(this, series, unit);
    }

    void publish(ValueDraft draft, OptionalDouble number) {
        Map<String, Object> attributes = draft.attributes();
        simulations.mark(draft.series(), closeTime(), instant, draft.inputs(), draft.constituents(), attributes);
        IndicatorValue value = new IndicatorValue(
                draft.series(),
                version,
                resolution,
                time,
                number,
                draft.unit(),
                draft.quality(),
                draft.reasons(),
                instant + EngineConfig.micros(config.grace()),
                0,
                draft.inputs(),
                attributes,
                draft.constituents());
        note(value);
        published.add(value);
    }

    /** From now on it can be read by those that are evaluated later. */
    private void note(IndicatorValue value) {
        if (bySeries.putIfAbsent(value.series(), value) != null) {
            throw new IllegalStateException(value.series() + " is published twice at " + time);
        }
        if (value.value().isPresent()) {
            present(value.series()).add(value);
        }
    }

    /** The present values of the indicator and asset of {@code series}: most come one after the other. */
    private List<IndicatorValue> present(Series series) {
        if (!series.indicator().equals(presentIndicator) || !series.asset().equals(presentAsset)) {
            presentIndicator = series.indicator();
            presentAsset = series.asset();
            present = byIndicator
                    .computeIfAbsent(presentIndicator, indicator -> new HashMap<>())
                    .computeIfAbsent(presentAsset, asset -> new ArrayList<>());
        }
        return present;
    }
}
