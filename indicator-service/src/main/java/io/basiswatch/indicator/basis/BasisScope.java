package io.basiswatch.indicator.basis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Over which contracts of an asset a mean of the futures to spot basis goes. */
enum BasisScope {
    /** Perpetuals: what funding holds to spot. */
    PERP,
    /** Dated futures, not annualised. */
    DATED,
    /** Both. */
    ALL;

    /** How it is written: as the dimension of a series. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope that a dimension names; empty where it names a pair of markets. */
    static Optional<BasisScope> of(String dimension) {
        return Arrays.stream(values())
                .filter(scope -> scope.code().equals(dimension))
                .findFirst();
    }
}
