package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Verifies what an engine publishes, from its receipts, while it is published. */
final class VerifiedValues {
    private static final int SHOWN = 3;

    private final Verifier verifier = new Verifier(Indicators.all());
    private final Map<String, Tally> tallies = new TreeMap<>();

    /** What has become of the values of one indicator. */
    static final class Tally {
        private final List<String> failures = new ArrayList<>();
        private long holding;

        /** The first few values that do not hold. */
        List<String> failures() {
            return failures;
        }

        /** How many values with a number hold. */
        long holding() {
            return holding;
        }

        private void fails(String text) {
            if (failures.size() < SHOWN) {
                failures.add(text);
            }
        }
    }

    Map<String, Tally> tallies() {
        return tallies;
    }

    /** Everything that one engine makes of {@code log}; of values of seconds those of every {@code step}th second. */
    void run(Iterable<? extends MarketEvent> log, int step) {
        PublishedPoints points = new PublishedPoints(Indicators.all());
        IndicatorEngine engine = new IndicatorEngine(
                Indicators.all(), EngineConfig.defaults(), asset -> true, (asset, instant, values) -> {
                    values.forEach(points::take);
                    values.stream()
                            .filter(value -> value.resolution() != Resolution.SECOND
                                    || value.time() / Resolution.SECOND.micros() % step == 0)
                            .forEach(value -> verify(value, points));
                });
        log.forEach(engine::accept);
        engine.finish();
    }

    private void verify(IndicatorValue value, PublishedPoints points) {
        Tally tally = tallies.computeIfAbsent(value.series().indicator(), id -> new Tally());
        String json = ReceiptJson.write(ValueReceipt.of(points.filled(value), IndicatorEngine.ARITHMETIC));
        ValueReceipt read = ReceiptJson.read(json);
        Verification found = verifier.verify(read);
        if (found.outcome() != Verification.Outcome.HOLDS) {
            tally.fails(found.outcome() + " " + found.text() + ": " + json);
        } else if (value.value().isPresent()) {
            tally.holding++;
            contradict(read.value(), tally);
        }
        refuseIncomplete(value, tally);
    }

    /** Another number must not hold: whoever repeats what the receipt says has computed nothing. */
    private void contradict(IndicatorValue value, Tally tally) {
        double other = Math.nextUp(value.value().orElseThrow());
        if (verifier.verify(with(value, other)).outcome() != Verification.Outcome.DIFFERS) {
            tally.fails("holds with another number: " + value.series() + " " + value.resolution() + " " + value.time());
        }
    }

    /** As it is stored, without the points of other values, it cannot be told. */
    private void refuseIncomplete(IndicatorValue value, Tally tally) {
        if (value.value().isPresent()
                && value.constituents().stream().anyMatch(each -> !each.isWhole())
                && verifier.verify(value).outcome() != Verification.Outcome.INCOMPLETE) {
            tally.fails("holds without its points: " + value.series() + " " + value.resolution());
        }
    }

    private static IndicatorValue with(IndicatorValue value, double number) {
        return new IndicatorValue(
                value.series(),
                value.version(),
                value.resolution(),
                value.time(),
                OptionalDouble.of(number),
                value.unit(),
                value.quality(),
                value.reasons(),
                value.knownAt(),
                value.revision(),
                value.inputs(),
                value.attributes(),
                value.constituents());
    }
}
