package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.interest.Margin;
import io.basiswatch.model.IndicatorValue;
import java.util.Optional;

/**
 * What is known of one perpetual at an instant; at least one of both.
 *
 * @param margin what its positions are backed by
 * @param rate its funding rate for eight hours, in percent
 * @param interest its open interest, in US dollars
 */
record Perpetual(Margin margin, Optional<IndicatorValue> rate, Optional<IndicatorValue> interest) {
    boolean isWhole() {
        return rate.isPresent() && interest.isPresent();
    }

    double dollars() {
        return interest.orElseThrow().value().orElseThrow();
    }

    double percent() {
        return rate.orElseThrow().value().orElseThrow();
    }
}
