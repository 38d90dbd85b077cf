package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.Optional;

/**
 * Past statuses of a perpetual, one a minute: {@code [[1596124822000,null,0.896,…],…]}. The venue has no list of payments and
 * none of open interest, so both are read from here: payments where the rows are asked for in the order of time ({@code
 * sort=1}), for only then the last rate before a payment is seen, open interest where they come newest first.
 *
 * @see <a href="https://docs.bitfinex.com/reference/rest-public-derivatives-status-history">Derivatives Status History</a>
 */
final class StatusHistory {
    /** Of the rows of open interest one in so many minutes is told. */
    static final Duration OPEN_INTEREST_STEP = Duration.ofMinutes(5);

    private static final long MINUTE = 60_000_000;

    /** A rate seen longer before its payment than this may not be the one that was paid. */
    private static final long LATE = 10 * MINUTE;

    private final FrameEvents events;
    private final StatusRow row = new StatusRow();

    StatusHistory(FrameEvents events) {
        this.events = events;
    }

    /** Tells the open interest of rows, the first of each five minutes. */
    void openInterest(Terms terms, JsonCursor cursor) {
        long step = OPEN_INTEREST_STEP.toNanos() / 1_000;
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.read(cursor);
            boolean isFirst = row.time() % step < MINUTE;
            if (isFirst && row.has(StatusRow.OPEN_INTEREST) && row.has(StatusRow.MARK)) {
                double open = row.get(StatusRow.OPEN_INTEREST);
                events.add(new OpenInterest(
                        terms.instrument(), stamp(row.time()), open, terms.notional(open, row.get(StatusRow.MARK))));
            }
        }
        cursor.end();
    }

    /**
     * Tells the payments between rows in the order of time. The first payment that is announced only says when the interval of
     * the second one begins; whoever asks begins a page early enough.
     */
    void payments(Terms terms, JsonCursor cursor) {
        long before = 0;
        long due = 0;
        long seen = 0;
        double rate = 0;
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.read(cursor);
            if (!row.hasFunding()) {
                continue;
            }
            if (row.due() > due) {
                payment(terms.instrument(), before, due, seen, rate);
                before = due;
            }
            due = row.due();
            seen = row.time();
            rate = row.rate();
        }
        cursor.end();
        payment(terms.instrument(), before, due, seen, rate);
    }

    private void payment(Instrument instrument, long before, long due, long seen, double rate) {
        boolean wasPaid = due <= events.stampOnReceipt().receivedTime() && seen <= due && due - seen <= LATE;
        if (before > 0 && wasPaid) {
            Duration interval = Duration.ofMinutes((due - before + MINUTE / 2) / MINUTE);
            events.add(new FundingRate(
                    instrument, stamp(due), FundingRate.Kind.SETTLED, rate, Optional.of(interval), due));
        }
    }

    private Stamp stamp(long micros) {
        return events.stampMicros(micros, Stamp.NO_SEQUENCE);
    }
}
