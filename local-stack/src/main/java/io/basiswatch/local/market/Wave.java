package io.basiswatch.local.market;

/**
 * Something that goes up and down, known at every whole second and a straight line on every dyadic interval but for what its
 * halves add: the value in the middle of an interval is the mean of its ends plus a displacement. So the value of one second
 * is had without the seconds before it, and the highest of many without looking at each.
 *
 * <p>Values are natural logarithms of prices, or parts of them. Times are seconds since the epoch.
 */
interface Wave {
    /** Intervals of 2^12 seconds: below it displacements are asked for, above it values alone. */
    int COARSE = 12;

    double at(long second);

    /** What the middle of the interval from {@code start}, 2^{@code level} seconds long, lies above the mean of its ends. */
    double displacement(int level, long start);

    /** How far, at most, any second of that interval lies above or below the line between its ends. */
    double rest(int level, long start);
}
