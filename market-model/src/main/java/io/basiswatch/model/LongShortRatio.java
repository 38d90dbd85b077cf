package io.basiswatch.model;

/**
 * How many of a venue's traders are long, as the venue counts them itself: not what takers buy and sell.
 *
 * @param instrument the contract
 * @param stamp when; {@code eventTime} is the time that the venue gives its figure
 * @param kind who or what is counted
 * @param ratio long over short; 1 where both are even
 * @param longShare the part that is long, between 0 and 1
 * @param shortShare the part that is short, between 0 and 1; venues round both parts, so their sum may miss 1 a little
 */
public record LongShortRatio(
        Instrument instrument, Stamp stamp, Kind kind, double ratio, double longShare, double shortShare)
        implements InstrumentEvent {

    /** What is counted. */
    public enum Kind {
        /** All accounts with a position, each as one. */
        ACCOUNTS,
        /** The accounts of those whom the venue takes for its top traders, each as one. */
        TOP_ACCOUNTS,
        /** The positions of these top traders, by their size. */
        TOP_POSITIONS
    }

    public LongShortRatio {
        Checks.notNegative("ratio", ratio);
        Checks.share("longShare", longShare);
        Checks.share("shortShare", shortShare);
    }

    /** Of a venue that tells the ratio alone. */
    public static LongShortRatio ofRatio(Instrument instrument, Stamp stamp, Kind kind, double ratio) {
        return new LongShortRatio(instrument, stamp, kind, ratio, ratio / (1 + ratio), 1 / (1 + ratio));
    }

    /**
     * Of a venue that tells the parts alone.
     *
     * @throws IllegalArgumentException where nobody is short: there is no ratio then
     */
    public static LongShortRatio ofShares(
            Instrument instrument, Stamp stamp, Kind kind, double longShare, double shortShare) {
        return new LongShortRatio(instrument, stamp, kind, longShare / shortShare, longShare, shortShare);
    }

    /** The same figure, told once more at another time of ours. */
    public LongShortRatio again(Stamp at) {
        return new LongShortRatio(instrument, at, kind, ratio, longShare, shortShare);
    }
}
