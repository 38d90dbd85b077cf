package io.basiswatch.indicator.liquidation;

import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Quality;

/**
 * The liquidations of one side in a window.
 *
 * @param count how many
 * @param notional of all, in the quote currency
 * @param largest of one, in the quote currency
 * @param isLowerBound whether the venue tells only some of them
 */
record Forced(long count, double notional, double largest, boolean isLowerBound) {
    static final Forced NONE = new Forced(0, 0, 0, false);
    static final String LOWER_BOUND = "lower bound: a venue tells only some of its liquidations";

    Forced plus(Forced other) {
        return new Forced(
                count + other.count,
                notional + other.notional,
                Math.max(largest, other.largest),
                isLowerBound || other.isLowerBound);
    }

    Forced inDollars(double rate) {
        return new Forced(count, notional * rate, largest * rate, isLowerBound);
    }

    /** Says how many there are, the largest in dollars at this {@code rate}, and whether there may be more. */
    void enter(double rate, ValueDraft draft) {
        draft.attribute("n_obs", count);
        if (count > 0) {
            draft.attribute("largest", largest * rate);
            draft.attribute("completeness", isLowerBound ? "lower_bound" : "complete");
        }
        if (isLowerBound) {
            draft.remark(Quality.PARTIAL, LOWER_BOUND);
        }
    }
}
