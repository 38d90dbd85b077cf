package io.basiswatch.model;

/** The direction of a trade, always the taker's: who crossed the spread. */
public enum Side {
    BUY,
    SELL;

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
