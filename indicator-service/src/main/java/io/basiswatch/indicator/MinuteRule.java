package io.basiswatch.indicator;

/** How the value of a minute comes from what was seen in it. */
public enum MinuteRule {
    /** The mean of the values of its seconds. */
    MEAN,
    /** The value of its last second. */
    LAST,
    /** The indicator is evaluated over the minute as a window of its own; late trades revise it. */
    WINDOW
}
