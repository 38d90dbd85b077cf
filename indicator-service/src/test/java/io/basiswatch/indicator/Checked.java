package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Receipts of tests: writes each value, reads it back, fills in the points that it refers to, and has it computed again. */
public final class Checked {
    private final Verifier verifier = new Verifier(Indicators.all());
    private final Map<Place, Double> stored = new TreeMap<>();

    private record Place(Series series, Resolution resolution, long time) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySeries = series.compareTo(other.series);
            int byResolution = bySeries == 0 ? resolution.compareTo(other.resolution) : bySeries;
            return byResolution == 0 ? Long.compare(time, other.time) : byResolution;
        }
    }

    /** A value that the store holds, though no test has published it. */
    public Checked store(ClosedValue value) {
        stored.put(new Place(value.series(), value.resolution(), value.time()), value.value());
        return this;
    }

    /** The same. */
    public Checked store(IndicatorValue value) {
        return store(ClosedValue.of(value));
    }

    /** Has every value of these indicators checked that has a number, hours and days of minutes aside. */
    public void allHold(List<IndicatorValue> values, Set<String> ids) {
        values.stream().filter(value -> value.value().isPresent()).forEach(this::store);
        List<String> checked = new ArrayList<>();
        for (IndicatorValue value : values) {
            boolean isRolledUp =
                    value.constituents().stream().anyMatch(each -> each.series().equals(value.series()));
            if (ids.contains(value.series().indicator()) && value.value().isPresent() && !isRolledUp) {
                String receipt = ValueJson.write(value);
                Verification found = verifier.verify(filled(ValueJson.read(receipt)));
                assertThat(found.outcome()).as("%s: %s", receipt, found.text()).isEqualTo(Verification.Outcome.HOLDS);
                checked.add(value.series().indicator());
            }
        }
        assertThat(checked).as("checked").containsAll(ids);
    }

    private IndicatorValue filled(IndicatorValue value) {
        List<Constituents> filled = value.constituents().stream()
                .map(each -> each.isWhole() ? each : each.with(points(each)))
                .toList();
        return value.madeOf(filled);
    }

    private List<Constituents.Point> points(Constituents told) {
        List<Constituents.Point> points = new ArrayList<>();
        stored.forEach((place, number) -> {
            if (place.series.equals(told.series())
                    && place.resolution == told.resolution()
                    && place.time >= told.from()
                    && place.time < told.to()) {
                points.add(new Constituents.Point(place.time, number, 1));
            }
        });
        return points;
    }
}
