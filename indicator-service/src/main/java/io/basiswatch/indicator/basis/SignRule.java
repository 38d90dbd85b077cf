package io.basiswatch.indicator.basis;

/**
 * When a sign changes. Another rule is another indicator, with an id of its own: a stored sign never depends on how a service
 * happens to be configured.
 *
 * @param zeroLine what counts as neither side, in percent
 * @param deadBand a change of sign that is not farther from the zero line than this, in percent, counts only on the second
 *     day in a row
 */
record SignRule(double zeroLine, double deadBand) {
    /** A tenth of a basis point. */
    static final SignRule USUAL = new SignRule(0, 0.001);
    /**
     * A basis point: on four years of daily closes of a perpetual (2021 to 2024) the week's mean then changes sign 21 times
     * instead of 23.
     */
    static final SignRule WIDE = new SignRule(0, 0.01);

    SignRule {
        if (!Double.isFinite(zeroLine) || !(deadBand >= 0)) {
            throw new IllegalArgumentException("zero line " + zeroLine + ", dead band " + deadBand);
        }
    }

    /** 1 above the zero line, −1 below it, 0 on it. */
    int side(double percent) {
        return (int) Math.signum(percent - zeroLine);
    }

    /** Whether a single day is enough. */
    boolean isBeyond(double percent) {
        return Math.abs(percent - zeroLine) > deadBand;
    }
}
