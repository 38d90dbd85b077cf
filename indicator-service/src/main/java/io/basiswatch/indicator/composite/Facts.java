package io.basiswatch.indicator.composite;

import java.util.OptionalDouble;

/** The numbers that items are read from: of a state that looks back, or of a receipt. */
@FunctionalInterface
interface Facts {
    /** {@code fact} as it was {@code back} of its intervals before; empty where it is not known. */
    OptionalDouble of(Fact fact, int back);

    /** The same as of {@code intervals} before. */
    default Facts before(int intervals) {
        return (fact, back) -> of(fact, back + intervals);
    }
}
