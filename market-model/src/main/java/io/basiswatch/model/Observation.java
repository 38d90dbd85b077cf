package io.basiswatch.model;

/** Anything that an indicator can read: a market event, or the value of another indicator. */
public sealed interface Observation permits MarketEvent, IndicatorValue {
    /** The asset in whose partition this is written, such as {@code BTC}. */
    String asset();
}
