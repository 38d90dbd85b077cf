package io.basiswatch.indicator.depth;

import io.basiswatch.indicator.window.ClosedLine;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.List;

/** The hours of a book, or of a group of books: depth of both sides and spread, for 90 days. */
final class BookHistory {
    private static final long LENGTH = LiquidityCheck.DAYS * Resolution.DAY.micros();
    private static final int HOURS = LiquidityCheck.DAYS * 24 + 4;

    private final ClosedLine bids;
    private final ClosedLine asks;
    private final ClosedLine spreads;
    private Seen seen;

    /**
     * What was found at an hour.
     *
     * @param hours of bids, asks and spreads, by reference
     * @param check what is usual at that hour of the week
     */
    record Seen(List<Constituents> hours, LiquidityCheck check) {}

    BookHistory(String asset, String dimension) {
        this.bids = line(Series.of(asset, OnePercentBidDepth.ID, dimension));
        this.asks = line(Series.of(asset, OnePercentAskDepth.ID, dimension));
        this.spreads = line(Series.of(asset, BookSpread.ID, dimension));
    }

    private static ClosedLine line(Series series) {
        return new ClosedLine(series, Resolution.HOUR, HOURS);
    }

    /** The line of one of the three indicators. */
    ClosedLine line(String indicator) {
        return switch (indicator) {
            case OnePercentBidDepth.ID -> bids;
            case OnePercentAskDepth.ID -> asks;
            case BookSpread.ID -> spreads;
            default -> throw new IllegalArgumentException("not looked back on: " + indicator);
        };
    }

    /** By the hours of 90 days that were over when the hour of {@code minute} began. */
    Seen before(long minute) {
        long to = Resolution.HOUR.floor(minute);
        long from = to - LENGTH;
        List<Constituents> now = List.of(bids.referred(from, to), asks.referred(from, to), spreads.referred(from, to));
        if (seen == null || !isSame(now)) {
            // The first of the same hour of the week is so many weeks before.
            long first = to - LiquidityCheck.WEEKS * LiquidityCheck.WEEK;
            seen = new Seen(
                    now,
                    LiquidityCheck.of(
                            to,
                            bids.points(first, to, LiquidityCheck.WEEK),
                            asks.points(first, to, LiquidityCheck.WEEK),
                            spreads.points(first, to, LiquidityCheck.WEEK)));
        }
        return seen;
    }

    /** The same objects: the hours themselves are not compared. */
    private boolean isSame(List<Constituents> now) {
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) != seen.hours.get(i)) {
                return false;
            }
        }
        return true;
    }
}
