package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.book.BookSide;
import io.basiswatch.collector.book.OrderBook;
import io.basiswatch.model.DepthProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the levels of a subscribed book tell everything.
 *
 * <p>The venue tells the best so many levels of each side, one a message: where one is taken away the next worse one follows
 * later, so for a moment there are fewer. A side that once had all of its levels is therefore known to its worst level only,
 * however many there are; a side that never had is known whole.
 */
final class Window {
    private final int length;
    private boolean bidsFilled;
    private boolean asksFilled;

    Window(int length) {
        this.length = length;
    }

    /** Looks at the book after each change. */
    void note(OrderBook book) {
        bidsFilled |= book.bids().size() >= length;
        asksFilled |= book.asks().size() >= length;
    }

    /** The profile without the bands that the levels of {@code book} do not reach. */
    DepthProfile within(OrderBook book, DepthProfile profile) {
        double lowest = bidsFilled ? worst(book.bids()) : 0;
        double highest = asksFilled ? worst(book.asks()) : Double.POSITIVE_INFINITY;
        List<DepthProfile.Band> reached = new ArrayList<>();
        for (DepthProfile.Band band : profile.bands()) {
            double distance = profile.mid() * band.percent() / 100;
            if (profile.mid() - distance >= lowest && profile.mid() + distance <= highest) {
                reached.add(band);
            }
        }
        return new DepthProfile(
                profile.instrument(), profile.stamp(), profile.mid(), profile.spreadBps(), reached, profile.slippage());
    }

    private static double worst(BookSide side) {
        return side.price(side.size() - 1);
    }
}
