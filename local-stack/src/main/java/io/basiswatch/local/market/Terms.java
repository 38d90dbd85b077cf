package io.basiswatch.local.market;

/**
 * How a listing is traded in the simulation.
 *
 * @param listing what
 * @param slots trades in each minute, evenly spread; a whole number of them in a second, or of seconds for one of them
 * @param dailyDollars about how much in a day
 * @param bookEvery how many steps a book stands before it changes
 * @param spread between the best prices, in ticks
 * @param usualPrice about what it costs nowadays, in the quote currency
 */
record Terms(Listing listing, int slots, double dailyDollars, int bookEvery, long spread, double usualPrice) {
    /** About what a lot is worth where the price is {@code price}, taking a stablecoin for a dollar. */
    double lotDollars(double price) {
        double units = listing.lot().doubleValue() * listing.contractSize();
        return listing.instrument().isInverse() ? units : units * price;
    }
}
