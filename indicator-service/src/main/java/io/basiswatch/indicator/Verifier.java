package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Computes values again from what they carry along, to the last bit. Knows no store and no clock. */
public final class Verifier {
    private final Map<String, Indicator> byId = new HashMap<>();

    public Verifier(List<Indicator> indicators) {
        indicators.forEach(indicator -> byId.put(indicator.definition().id(), indicator));
    }

    /** Whether {@code value} is what its inputs and constituents give. */
    public Verification verify(IndicatorValue value) {
        Indicator indicator = byId.get(value.series().indicator());
        if (indicator == null) {
            return Verification.unknown(
                    "no indicator is called " + value.series().indicator());
        }
        if (indicator.definition().version() != value.version()) {
            return Verification.unknown("version " + value.version() + " is not the one that is known, "
                    + indicator.definition().version());
        }
        Optional<Constituents> wrong = value.constituents().stream()
                .filter(Constituents::isWhole)
                .filter(each -> !Constituents.hash(each.points()).equals(each.hash()))
                .findFirst();
        if (wrong.isPresent()) {
            return Verification.differs(
                    OptionalDouble.empty(), "the points of " + wrong.get().series() + " are not those of its hash");
        }
        try {
            return value.value().isEmpty()
                    ? Verification.of(value.value(), OptionalDouble.empty())
                    : compute(indicator, value);
        } catch (NoSuchElementException | IllegalArgumentException | UnsupportedOperationException e) {
            return Verification.differs(OptionalDouble.empty(), e.getMessage());
        }
    }

    private static Verification compute(Indicator indicator, IndicatorValue value) {
        Optional<Constituents> missing =
                value.constituents().stream().filter(each -> !each.isWhole()).findFirst();
        if (missing.isPresent()) {
            return Verification.incomplete("made of " + missing.get().count() + " values of "
                    + missing.get().series() + '@' + missing.get().resolution().code() + ", which are not at hand");
        }
        if (indicator.days().isPresent()) {
            return Verification.of(value.value(), ofDays(indicator, value));
        }
        Optional<Constituents> own = value.constituents().stream()
                .filter(each -> each.series().equals(value.series()))
                .findFirst();
        return own.isPresent()
                ? ofPoints(indicator, value, own.get())
                : Verification.of(value.value(), indicator.recompute(new Receipt(value)));
    }

    private static Verification ofPoints(Indicator indicator, IndicatorValue value, Constituents own) {
        if (value.resolution() != Resolution.MINUTE) {
            return Verification.of(value.value(), OptionalDouble.of(Points.of(indicator.rollUp(), own.points())));
        }
        Verification minute =
                Verification.of(value.value(), OptionalDouble.of(Points.of(indicator.minuteRule(), own.points())));
        if (indicator.minuteRule() != MinuteRule.MEAN || minute.outcome() != Verification.Outcome.HOLDS) {
            return minute;
        }
        // The inputs are those of the last second.
        OptionalDouble last = OptionalDouble.of(own.points().getLast().value());
        Verification second = Verification.of(last, indicator.recompute(new Receipt(value)));
        return second.outcome() == Verification.Outcome.HOLDS
                ? minute
                : Verification.differs(second.recomputed(), "its last second: " + second.text());
    }

    /** The days are put in line again, and looked back on as they were. */
    private static OptionalDouble ofDays(Indicator indicator, IndicatorValue value) {
        Indicator.Days days = indicator.days().orElseThrow();
        long number = Math.floorDiv(value.time(), Resolution.DAY.micros());
        Map<String, ClosedDays> companions = new HashMap<>();
        Optional<ClosedDays> own = Optional.empty();
        for (Constituents each : value.constituents()) {
            if (each.series().indicator().equals(days.of())) {
                own = Optional.of(new ClosedDays(each.series(), DayLine.of(each), number, companions));
            } else {
                companions.put(
                        each.series().indicator(), new ClosedDays(each.series(), DayLine.of(each), number, Map.of()));
            }
        }
        ClosedDays seen = own.orElseThrow(() -> new NoSuchElementException("no days of " + days.of()));
        List<IndicatorValue> published = new ArrayList<>(1);
        days.value(seen, new DayDraft(indicator, seen, days.lookBack(), published));
        return published.isEmpty()
                ? OptionalDouble.empty()
                : published.getFirst().value();
    }
}
