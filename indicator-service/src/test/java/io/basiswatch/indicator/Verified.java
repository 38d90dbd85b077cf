package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Computes published values again from their JSON, with what they only refer to filled in from the others. */
public final class Verified {
    private final Verifier verifier = new Verifier(Indicators.all());
    private final Map<String, TreeMap<Long, IndicatorValue>> lines = new HashMap<>();

    private Verified(List<IndicatorValue> published) {
        published.stream()
                .filter(value -> value.resolution() != Resolution.SECOND)
                .forEach(
                        value -> line(value.series() + "@" + value.resolution()).put(value.time(), value));
    }

    private TreeMap<Long, IndicatorValue> line(String name) {
        return lines.computeIfAbsent(name, key -> new TreeMap<>());
    }

    /** Fails unless every value among {@code published} that {@code which} holds of, and there is one, is found again. */
    public static void all(List<IndicatorValue> published, Predicate<IndicatorValue> which) {
        all(published, List.of(), which);
    }

    /** The same, where these may be made of what was {@code stored} before. */
    public static void all(List<IndicatorValue> published, List<ClosedValue> stored, Predicate<IndicatorValue> which) {
        Verified verified = new Verified(Stream.concat(stored.stream().map(Verified::published), published.stream())
                .toList());
        List<IndicatorValue> found = published.stream().filter(which).toList();
        assertThat(found).isNotEmpty();
        for (IndicatorValue value : found) {
            IndicatorValue read = ValueJson.read(ValueJson.write(value));
            IndicatorValue whole = read.madeOf(
                    read.constituents().stream().map(verified::filled).toList());
            Verification verification = verified.verifier.verify(whole);
            assertThat(verification.outcome())
                    .as("%s of %s: %s", verification.text(), value.series(), ValueJson.write(value))
                    .isEqualTo(Verification.Outcome.HOLDS);
        }
    }

    /** As it was published before an engine was told of it. */
    private static IndicatorValue published(ClosedValue value) {
        return new IndicatorValue(
                value.series(),
                1,
                value.resolution(),
                value.time(),
                OptionalDouble.of(value.value()),
                Unit.RATIO,
                Quality.OK,
                List.of(),
                value.knownAt(),
                0,
                List.of(),
                Map.of());
    }

    private Constituents filled(Constituents told) {
        if (told.isWhole()) {
            return told;
        }
        List<Constituents.Point> once = new ArrayList<>();
        List<Constituents.Point> byMinutes = new ArrayList<>();
        line(told.series() + "@" + told.resolution())
                .subMap(told.from(), told.to())
                .values()
                .forEach(part -> part.value().ifPresent(number -> {
                    once.add(new Constituents.Point(part.time(), number, 1));
                    byMinutes.add(new Constituents.Point(
                            part.time(), number, Coverage.of(part).present()));
                }));
        boolean isOnce = Constituents.hash(once).equals(told.hash());
        return told.with(isOnce ? once : byMinutes);
    }
}
