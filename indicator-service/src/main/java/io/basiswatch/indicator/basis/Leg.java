package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.ValueDraft;

/**
 * One of the two prices that a basis compares.
 *
 * @param price in the quote currency
 * @param receivedTime when its newest part was received, microseconds since the epoch
 */
record Leg(double price, long receivedTime) {
    /** The attribute that says how far apart two legs were received. */
    static final String SKEW = "join_skew_ms";

    static final String SKEW_TEXT =
            "milliseconds between the receipt of the two prices, where these are more than 500: the"
                    + " older one may have moved since";

    private static final long JOINED_MICROS = 500_000;

    /** Whether the two may be of different states of the market; says so, if they may. */
    boolean isApart(Leg other, ValueDraft draft) {
        long skew = Math.abs(receivedTime - other.receivedTime);
        if (skew <= JOINED_MICROS) {
            return false;
        }
        draft.attribute(SKEW, skew / 1_000);
        return true;
    }
}
