package io.basiswatch.collector.venue.hyperliquid;

import java.util.Optional;

/**
 * How finely an {@code l2Book} tells prices. Each message has 20 levels of each side; the coarser the levels, the further
 * they reach. A level of {@code n} significant digits sums up all prices that begin with these digits, bids under the lowest
 * and asks under the highest of them.
 */
enum Resolution {
    /** Every price by itself: 0.03 % from mid on bitcoin. */
    NATIVE(0),
    /** The same as {@link #NATIVE} for most coins; for prices of six digits before the point it is coarser. */
    FIVE(5),
    /** Levels of 0.01 to 0.1 % of the price. */
    FOUR(4),
    /** Levels of 0.1 to 1 % of the price, so at least some 2 % from mid. */
    THREE(3);

    private final int digits;
    private final String connection;

    Resolution(int digits) {
        this.digits = digits;
        this.connection = digits == 0 ? "book" : "book-" + digits;
    }

    /** The resolution that the venue calls {@code nSigFigs}; empty for one that we do not follow. */
    static Optional<Resolution> of(long significantDigits) {
        for (Resolution one : values()) {
            if (one != NATIVE && one.digits == significantDigits) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The venue's number for it; 0 for {@link #NATIVE}. */
    int digits() {
        return digits;
    }

    /** Our name of the socket over which pages of this resolution come. */
    String connection() {
        return connection;
    }

    /** How wide a level at {@code price} is, in the quote currency; 0 for {@link #NATIVE}. */
    double width(double price) {
        return this == NATIVE ? 0 : Math.pow(10, Math.floor(Math.log10(price)) + 1 - digits);
    }
}
