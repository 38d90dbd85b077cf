package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;

/** What is wrong with a venue at the moment, as far as it shows in what it prints. */
public interface Circumstances {
    /** Nothing is wrong. */
    Circumstances NONE = new Circumstances() {
        @Override
        public long time(long time) {
            return time;
        }

        @Override
        public long sequence(Listing listing, long step) {
            return step;
        }
    };

    /** The venue's own time at {@code time}, microseconds since the epoch: that of a clock that may be wrong. */
    long time(long time);

    /** The number of a step in the venue's sequence, which may have started anew; never negative. */
    long sequence(Listing listing, long step);
}
