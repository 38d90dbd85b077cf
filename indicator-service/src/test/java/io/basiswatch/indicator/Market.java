package io.basiswatch.indicator;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A market for tests: says what happens at which second after {@link #START}, and shows what the engine made of it. */
public final class Market {
    /** The beginning of a minute, an hour and a day, microseconds since the epoch. */
    public static final long START = micros("2026-03-02T00:00:00Z");

    private final List<MarketEvent> events = new ArrayList<>();
    private final List<IndicatorValue> values = new ArrayList<>();
    private final IndicatorEngine engine;
    private final long start;
    private long trades;

    public Market() {
        this(START);
    }

    /** A market whose seconds count from {@code start}, microseconds since the epoch. */
    public Market(long start) {
        this(start, Indicators.all());
    }

    /** A market of which these indicators alone make something. */
    public Market(long start, List<Indicator> indicators) {
        this.start = start;
        this.engine = new IndicatorEngine(
                indicators, EngineConfig.defaults(), asset -> true, (asset, instant, found) -> values.addAll(found));
    }

    public static long micros(String instant) {
        Instant parsed = Instant.parse(instant);
        return parsed.getEpochSecond() * 1_000_000 + parsed.getNano() / 1_000;
    }

    public long at(double second) {
        return start + Math.round(second * 1_000_000);
    }

    /** Goes on where an earlier engine has stopped. */
    public Market resume(long openMinute, List<StoredMinute> stored) {
        engine.resume(openMinute, stored);
        return this;
    }

    /** What was published before an earlier engine stopped. */
    public Market recall(IndicatorValue value) {
        engine.recall(value);
        return this;
    }

    public Market take(MarketEvent event) {
        events.add(event);
        engine.accept(event);
        return this;
    }

    /** A spread of one hundredth around {@code mid}. */
    public Market quote(double second, String instrument, double mid) {
        return quote(second, instrument, mid - 0.005, mid + 0.005);
    }

    public Market quote(double second, String instrument, double bid, double ask) {
        return take(new Quote(Instrument.parse(instrument), stamp(second), bid, 1, ask, 1));
    }

    public Market mark(double second, String instrument, double price) {
        return take(new MarkPrice(Instrument.parse(instrument), stamp(second), price));
    }

    public Market index(double second, String instrument, double price) {
        return take(new IndexPrice(Instrument.parse(instrument), stamp(second), price));
    }

    public Market gap(double second, String instrument) {
        return take(new FeedGap(Instrument.parse(instrument), stamp(second), "stream", at(second), "lost"));
    }

    public Market trade(double second, String instrument, Side side, double notional) {
        return trade(second, second, instrument, "t" + trades++, side, notional);
    }

    /** A trade that happened at one second and was received at another. */
    public Market trade(double second, double received, String instrument, String id, Side side, double notional) {
        Stamp stamp = new Stamp(at(second), at(received), Stamp.NO_SEQUENCE, Origin.REPLAY);
        return take(new Trade(Instrument.parse(instrument), stamp, id, 100, notional / 100, notional, side));
    }

    /** Time passes up to {@code second}: whatever is due before is evaluated. */
    public Market until(double second) {
        return take(new ClockTick("BTC", stamp(second + 0.25)));
    }

    public Stamp stamp(double second) {
        return new Stamp(at(second), at(second), Stamp.NO_SEQUENCE, Origin.REPLAY);
    }

    public Market finish() {
        engine.finish();
        return this;
    }

    public IndicatorEngine engine() {
        return engine;
    }

    /** Everything that has happened. */
    public List<MarketEvent> events() {
        return events;
    }

    /** Everything that was published, in order. */
    public List<IndicatorValue> values() {
        return values;
    }

    /** What was published of {@code series} for the instant at {@code second}. */
    public Optional<IndicatorValue> second(String series, double second) {
        return find(series, Resolution.SECOND, at(second)).stream().findFirst();
    }

    /** What was published of {@code series} for the minute that begins at {@code second}: all revisions. */
    public List<IndicatorValue> minute(String series, double second) {
        return find(series, Resolution.MINUTE, at(second));
    }

    /** What was published of {@code series} for the interval that begins at {@code second}: all revisions. */
    public List<IndicatorValue> interval(String series, Resolution resolution, double second) {
        return find(series, resolution, at(second));
    }

    private List<IndicatorValue> find(String series, Resolution resolution, long time) {
        return values.stream()
                .filter(value -> value.series().equals(Series.parse(series)))
                .filter(value -> value.resolution() == resolution && value.time() == time)
                .toList();
    }

    /** The number published of {@code series} for the instant at {@code second}; fails where there is none. */
    public double number(String series, double second) {
        return second(series, second).orElseThrow().value().orElseThrow();
    }

    public Quality quality(String series, double second) {
        return second(series, second).orElseThrow().quality();
    }
}
