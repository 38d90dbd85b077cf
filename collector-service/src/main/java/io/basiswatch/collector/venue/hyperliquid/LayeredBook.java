package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.DepthProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * One book made of pages of different resolution: each price from the finest page that reaches it.
 *
 * <p>A coarse level that lies partly within what a finer page tells keeps only the rest. It stands at its far edge, so depth
 * is never overstated and slippage never understated: a band may miss what rests within one level of its end. Where a level is
 * wider than a third of the band's distance that says too little, and the band is left out.
 */
final class LayeredBook {
    private static final int LAYERS = Resolution.values().length;
    private static final double WIDEST = 1.0 / 3;
    private static final double ROUNDING = 1e-6;

    /** One side of the result, and how far each resolution reaches in it. */
    private static final class Layers {
        private final int sign;
        private final LevelPage.Side levels;
        private final double[] ends = new double[LAYERS];

        Layers(int sign) {
            this.sign = sign;
            this.levels = new LevelPage.Side(sign);
        }

        void begin(LevelPage.Side page) {
            levels.copy(page);
            markEnd(Resolution.NATIVE);
        }

        void markEnd(Resolution resolution) {
            ends[resolution.ordinal()] = levels.count() == 0 ? 0 : levels.price(levels.count() - 1);
        }

        /** Adds what {@code page} tells beyond the levels that are here. */
        void extend(Resolution resolution, LevelPage.Side page) {
            for (int level = 0; level < page.count() && levels.count() > 0; level++) {
                double price = page.price(level);
                boolean isBeyond = sign * price < sign * levels.price(levels.count() - 1);
                double rest = isBeyond ? page.size(level) - known(resolution, price) : 0;
                if (rest > 0) {
                    levels.add(price, rest);
                }
            }
        }

        /** How much of what the level at {@code price} sums up is here already. */
        private double known(Resolution resolution, double price) {
            double width = resolution.width(sign > 0 ? price : price * (1 - ROUNDING));
            double near = sign * price + width * (1 - ROUNDING);
            double size = 0;
            for (int level = levels.count() - 1; level >= 0 && sign * levels.price(level) < near; level--) {
                size += levels.size(level);
            }
            return size;
        }

        /** Whether the levels around {@code price} are fine enough for a band that ends there. */
        boolean isFine(double price, double distance) {
            for (Resolution resolution : Resolution.values()) {
                if (sign * ends[resolution.ordinal()] <= sign * price) {
                    return resolution.width(price) <= distance * WIDEST;
                }
            }
            return false;
        }
    }

    private final Layers bids = new Layers(1);
    private final Layers asks = new Layers(-1);

    /** Starts with the native page. */
    void begin(LevelPage page) {
        bids.begin(page.bids);
        asks.begin(page.asks);
    }

    /** Goes on with the next coarser page. */
    void extend(Resolution resolution, LevelPage page) {
        bids.extend(resolution, page.bids);
        asks.extend(resolution, page.asks);
        pass(resolution);
    }

    /** There is no page of this resolution: what is known does not reach further by it. */
    void pass(Resolution resolution) {
        bids.markEnd(resolution);
        asks.markEnd(resolution);
    }

    /** Writes the levels as a snapshot, in units of the base. */
    void write(Terms terms, long receivedTime, long time, BookUpdate update) {
        update.snapshot(receivedTime, time);
        for (int level = 0; level < bids.levels.count(); level++) {
            double price = Coins.price(terms, bids.levels.price(level));
            update.bid(price, terms.base(bids.levels.size(level), price));
        }
        for (int level = 0; level < asks.levels.count(); level++) {
            double price = Coins.price(terms, asks.levels.price(level));
            update.ask(price, terms.base(asks.levels.size(level), price));
        }
    }

    /** The profile without the bands that the levels are too coarse for. */
    DepthProfile withoutCoarseBands(Terms terms, DepthProfile profile) {
        double mid = profile.mid() * terms.contractSize();
        List<DepthProfile.Band> fine = new ArrayList<>();
        for (DepthProfile.Band band : profile.bands()) {
            double distance = mid * band.percent() / 100;
            if (bids.isFine(mid - distance, distance) && asks.isFine(mid + distance, distance)) {
                fine.add(band);
            }
        }
        return fine.size() == profile.bands().size()
                ? profile
                : new DepthProfile(
                        profile.instrument(),
                        profile.stamp(),
                        profile.mid(),
                        profile.spreadBps(),
                        fine,
                        profile.slippage());
    }
}
