package io.basiswatch.indicator;

/** How the value of an hour or of a day comes from its minutes. */
public enum RollUp {
    /** There is none. */
    NONE,
    /** The mean of its minutes, each counted once. */
    MEAN,
    /** The sum of its minutes. */
    SUM,
    /** The largest of its minutes. */
    MAX,
    /** The value of the last minute that had one. */
    LAST,
    /** The indicator is evaluated again, over the hour's or day's values of those that it is built on. */
    RECOMPUTED
}
