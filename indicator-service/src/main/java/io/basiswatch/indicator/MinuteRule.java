package io.basiswatch.indicator;

/** How the value of a minute comes from what was seen in it. */
public enum MinuteRule {
    /** The mean of the values of its seconds. */
    MEAN,
    /** The value of its last second. */
    LAST,
    /** The indicator is evaluated over the minute as a window of its own; late trades revise it. */
    WINDOW,
    /** The median of the values of every tenth second. */
    MEDIAN,
    /**
     * There are no seconds: the indicator is evaluated when those that it is built on have closed the minute, over their
     * minutes; a revision of one of these revises it.
     */
    CLOSE
}
