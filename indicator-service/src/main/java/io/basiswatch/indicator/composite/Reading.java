package io.basiswatch.indicator.composite;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one item of the checklist says.
 *
 * @param met whether it is met; empty where that is not known, which is not the same as not met
 * @param value what is compared; empty where it is not known
 * @param threshold what it is compared with
 * @param distance how far the value is from being met, in its unit: 0 or more where it is
 */
record Reading(Optional<Boolean> met, OptionalDouble value, double threshold, OptionalDouble distance) {
    /** Met from {@code threshold} on. */
    static Reading atLeast(OptionalDouble value, double threshold) {
        return of(value, threshold, 1, true);
    }

    /** Met above {@code threshold}. */
    static Reading above(OptionalDouble value, double threshold) {
        return of(value, threshold, 1, false);
    }

    /** Met up to {@code threshold}. */
    static Reading atMost(OptionalDouble value, double threshold) {
        return of(value, threshold, -1, true);
    }

    private static Reading of(OptionalDouble value, double threshold, int side, boolean inclusive) {
        if (value.isEmpty()) {
            return new Reading(Optional.empty(), value, threshold, OptionalDouble.empty());
        }
        double distance = side > 0 ? value.getAsDouble() - threshold : threshold - value.getAsDouble();
        return new Reading(
                Optional.of(distance > 0 || inclusive && distance == 0), value, threshold, OptionalDouble.of(distance));
    }

    /** Nobody tells. */
    static Reading unknown(double threshold) {
        return new Reading(Optional.empty(), OptionalDouble.empty(), threshold, OptionalDouble.empty());
    }

    /** The same number, met where this or {@code other} is: not known where neither is met and one of both is not known. */
    Reading or(Optional<Boolean> other) {
        return with(either(met, other, true));
    }

    /** The same number, met where this and {@code other} are: not known where neither is missed and one is not known. */
    Reading and(Optional<Boolean> other) {
        return with(either(met, other, false));
    }

    private static Optional<Boolean> either(Optional<Boolean> one, Optional<Boolean> other, boolean deciding) {
        if (one.filter(truth -> truth == deciding).isPresent()
                || other.filter(truth -> truth == deciding).isPresent()) {
            return Optional.of(deciding);
        }
        return one.isEmpty() || other.isEmpty() ? Optional.empty() : Optional.of(!deciding);
    }

    private Reading with(Optional<Boolean> answer) {
        return new Reading(answer, value, threshold, distance);
    }
}
