package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ValueJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Closed values told to one state, for tests of what is evaluated when a minute closes. */
public final class Closings {
    private static final long GRACE = 250_000;

    private record Point(Series series, Resolution resolution, long time) {}

    private final Indicator indicator;
    private final Indicator.State state;
    private final Map<Point, Double> told = new HashMap<>();

    public Closings(Indicator indicator, String asset) {
        this.indicator = indicator;
        this.state = indicator.start(asset);
    }

    /** A value that is told where the indicator asks for such. */
    public Closings tell(String series, Resolution resolution, long time, double number) {
        return tell(series, resolution, time, number, time + resolution.micros() + GRACE, false);
    }

    /** A day of candles that were received at {@code knownAt}. */
    public Closings tellCandle(String series, long day, double number, long knownAt) {
        return tell(series, Resolution.DAY, day, number, knownAt, true);
    }

    private Closings tell(
            String series, Resolution resolution, long time, double number, long knownAt, boolean isOfCandles) {
        Series of = Series.parse(series);
        boolean isAsked = indicator.looksBackOn().stream()
                .anyMatch(each -> each.indicator().equals(of.indicator()) && each.resolution() == resolution);
        if (isAsked) {
            state.closed(new ClosedValue(of, resolution, time, number, Quality.OK, knownAt, isOfCandles));
            told.put(new Point(of, resolution, time), number);
        }
        return this;
    }

    /** What is made of the minute that begins at {@code minute}, by dimension. */
    public Map<String, IndicatorValue> close(long minute) {
        Evaluation at = Evaluation.close(
                EngineConfig.defaults(), minute, minute + Resolution.MINUTE.micros(), Long.MAX_VALUE, List.of());
        state.values(at);
        return at.published().stream()
                .collect(Collectors.toMap(value -> value.series().dimension(), Function.identity()));
    }

    /** What somebody finds who reads the value's receipt and has the points that it refers to. */
    public Verification verify(IndicatorValue value) {
        IndicatorValue read = ValueJson.read(ValueJson.write(value));
        List<Constituents> whole =
                read.constituents().stream().map(this::filled).toList();
        return new Verifier(Indicators.all()).verify(read.madeOf(whole));
    }

    private Constituents filled(Constituents referred) {
        TreeMap<Long, Double> points = new TreeMap<>();
        told.forEach((point, number) -> {
            if (point.series.equals(referred.series())
                    && point.resolution == referred.resolution()
                    && point.time >= referred.from()
                    && point.time < referred.to()) {
                points.put(point.time, number);
            }
        });
        return referred.with(points.entrySet().stream()
                .map(each -> new Constituents.Point(each.getKey(), each.getValue(), 1))
                .toList());
    }
}
