package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.ValueReceipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Computes values again from what they carry along, to the last bit. Knows no store and no clock. */
public final class Verifier {
    /** What an interval is made of by a rule of its own series. */
    private static final Map<Resolution, Resolution> PARTS = Map.of(
            Resolution.MINUTE, Resolution.SECOND, Resolution.HOUR, Resolution.MINUTE, Resolution.DAY, Resolution.HOUR);

    private final Map<String, Indicator> byId = new HashMap<>();

    public Verifier(List<Indicator> indicators) {
        indicators.forEach(indicator -> byId.put(indicator.definition().id(), indicator));
    }

    /**
     * Whether the value is what its inputs and constituents give, and these are those that it was published with. What another
     * arithmetic has computed cannot be told.
     */
    public Verification verify(ValueReceipt receipt) {
        String hash = ValueReceipt.inputHash(receipt.value());
        if (!receipt.inputHash().isEmpty() && !receipt.inputHash().equals(hash)) {
            return Verification.differs(
                    OptionalDouble.empty(),
                    "the inputs are not those of the input hash: stated " + receipt.inputHash() + ", found " + hash);
        }
        if (!receipt.engine().isEmpty() && !receipt.engine().equals(IndicatorEngine.ARITHMETIC)) {
            return Verification.unknown(
                    "computed by " + receipt.engine() + ", which is not " + IndicatorEngine.ARITHMETIC);
        }
        return verify(receipt.value());
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
        } catch (RuntimeException e) {
            // Whatever an indicator stumbles over in a receipt that is not one of its own.
            return Verification.differs(OptionalDouble.empty(), "cannot be computed: " + e.getMessage());
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
            return Verification.of(value.value(), DayReceipts.recompute(indicator, value));
        }
        Optional<Constituents> own = value.constituents().stream()
                .filter(each -> each.series().equals(value.series()))
                .filter(each -> each.resolution() == PARTS.get(value.resolution()))
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
}
