package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Closed values told to an engine as a store would, and the check that what it publishes can be computed again from receipts. */
public final class Rechecked {
    private final Market market;
    private final List<ClosedValue> told = new ArrayList<>();

    public Rechecked(Market market) {
        this.market = market;
    }

    /** A value of before the test's market began. */
    public Rechecked tell(String series, Resolution resolution, long time, double value) {
        return tell(series, resolution, time, value, Quality.OK);
    }

    public Rechecked tell(String series, Resolution resolution, long time, double value, Quality quality) {
        return tell(new ClosedValue(
                Series.parse(series), resolution, time, value, quality, time + resolution.micros() + 250_000, false));
    }

    Rechecked tell(ClosedValue closed) {
        told.add(closed);
        market.engine().recall(closed);
        return this;
    }

    public Market market() {
        return market;
    }

    /** Each value of these indicators, written and read again, with what it refers to filled in, holds; there are some of each. */
    public void holds(String... indicators) {
        Verifier verifier = new Verifier(Indicators.all());
        Map<Line, List<IndicatorValue>> published = market.values().stream().collect(Collectors.groupingBy(Line::of));
        Map<Line, List<ClosedValue>> before = told.stream().collect(Collectors.groupingBy(Line::of));
        for (String indicator : indicators) {
            Predicate<IndicatorValue> isOf = value -> value.series().indicator().equals(indicator);
            assertThat(market.values().stream()
                            .filter(isOf)
                            .filter(value -> value.value().isPresent()))
                    .as(indicator)
                    .isNotEmpty();
            market.values().stream().filter(isOf).forEach(value -> {
                IndicatorValue read = filled(ValueJson.read(ValueJson.write(value)), published, before);
                assertThat(verifier.verify(read))
                        .as(() -> ValueJson.write(value))
                        .extracting(Verification::outcome, Verification::text)
                        .containsExactly(Verification.Outcome.HOLDS, "");
            });
        }
    }

    /** The points of one series and resolution. */
    private record Line(Series series, Resolution resolution) {
        static Line of(IndicatorValue value) {
            return new Line(value.series(), value.resolution());
        }

        static Line of(ClosedValue value) {
            return new Line(value.series(), value.resolution());
        }
    }

    private static IndicatorValue filled(
            IndicatorValue value, Map<Line, List<IndicatorValue>> published, Map<Line, List<ClosedValue>> before) {
        List<Constituents> whole = value.constituents().stream()
                .map(each -> each.isWhole() ? each : each.with(points(value, each, published, before)))
                .toList();
        return value.madeOf(whole);
    }

    private static List<Constituents.Point> points(
            IndicatorValue value,
            Constituents wanted,
            Map<Line, List<IndicatorValue>> published,
            Map<Line, List<ClosedValue>> before) {
        Map<Long, Constituents.Point> found = new TreeMap<>();
        Line line = new Line(wanted.series(), wanted.resolution());
        for (ClosedValue each : before.getOrDefault(line, List.of())) {
            // Hours and days are made of what the engine has published itself.
            if (!wanted.series().equals(value.series()) && isWithin(wanted, each.time())) {
                found.put(each.time(), new Constituents.Point(each.time(), each.value(), 1));
            }
        }
        for (IndicatorValue each : published.getOrDefault(line, List.of())) {
            if (isWithin(wanted, each.time()) && each.value().isPresent() && each.knownAt() <= value.knownAt()) {
                boolean counts =
                        each.resolution() == Resolution.HOUR && each.series().equals(value.series());
                long weight = counts ? (Long) each.attributes().get("n_obs") : 1;
                found.put(
                        each.time(),
                        new Constituents.Point(each.time(), each.value().orElseThrow(), weight));
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean isWithin(Constituents wanted, long time) {
        return time >= wanted.from() && time < wanted.to();
    }
}
