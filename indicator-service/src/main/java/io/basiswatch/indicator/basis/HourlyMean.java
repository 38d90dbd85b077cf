package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.window.KnownLater;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What the means over so many closed hours have in common: the faster brothers of the means over days. */
abstract class HourlyMean implements Indicator {
    /** The slope is the change within this many hours. */
    static final int DAY = 24;

    private final Definition definition;
    private final int hours;

    /**
     * @param id with the hours in it
     * @param hours how many
     */
    HourlyMean(String id, int hours) {
        this.hours = hours;
        this.definition = new Definition(
                id,
                1,
                "Futures to spot basis, mean of " + hours + " hours",
                "Whether futures were dearer than spot over the last " + hours
                        + " closed hours; does not wait for a day's end.",
                Unit.PERCENT,
                "Σ hour / n over the last " + hours + " closed hours that have a value",
                List.of(PerpSpotBasis.ID
                        + " of hours: the mean of the hour's minutes, or what an imported candle gave where"
                        + " there is none"),
                hours
                        + " closed hours, the same in each minute of an hour; nothing is filled forward; absent with"
                        + " fewer than four fifths of them, partial with fewer than all, degraded where more than a"
                        + " fifth of them were stale or degraded",
                List.of("those of " + PerpSpotBasis.ID),
                List.of(),
                List.of(
                        new Definition.Attribute(
                                "slope_24h", "this mean minus that of 24 hours before, in percent; where both are"),
                        new Definition.Attribute("n_hours", "hours that had a value")),
                "hourly version of the 7- and 30-day averages of the futures-to-spot basis");
    }

    @Override
    public final Definition definition() {
        return definition;
    }

    @Override
    public final MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public final List<String> builtOn() {
        return List.of(PerpSpotBasis.ID);
    }

    @Override
    public final List<LookBack> looksBackOn() {
        return List.of(new LookBack(PerpSpotBasis.ID, Resolution.HOUR, Duration.ofHours(hours + DAY + 1)));
    }

    @Override
    public final String silence() {
        return "fewer than four fifths of " + hours + " hours";
    }

    @Override
    public final State start(String asset) {
        return new Hours(asset, definition, hours);
    }

    @Override
    public final OptionalDouble recompute(Receipt receipt) {
        return HourLine.mean(
                receipt.constituents(PerpSpotBasis.ID).orElseThrow().points(), hours);
    }

    private static final class Hours implements State {
        private final SeriesOf series;
        private final Definition definition;
        private final int hours;
        /** By dimension. */
        private final Map<String, HourLine> lines = new TreeMap<>();

        private final KnownLater imported = new KnownLater();

        Hours(String asset, Definition definition, int hours) {
            this.series = new SeriesOf(asset, definition.id());
            this.definition = definition;
            this.hours = hours;
        }

        @Override
        public void closed(ClosedValue value) {
            if (value.isOfCandles()) {
                imported.put(value);
            } else {
                put(value);
            }
        }

        private void put(ClosedValue value) {
            lines.computeIfAbsent(value.series().dimension(), dimension -> new HourLine(value.series(), hours))
                    .put(value);
        }

        @Override
        public void values(Evaluation at) {
            imported.admit(at.instant(), this::put);
            lines.forEach((dimension, line) -> line.at(at.time())
                    .ifPresent(window -> window.publish(at.draft(series.dimension(dimension), definition.unit()))));
        }
    }
}
