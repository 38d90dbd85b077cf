package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses at which BitMEX tells the past: rows of its tables between two times, both inclusive, the oldest first as
 * asked here.
 *
 * <p>A candle carries the time at which it closed, so those that open within a range are the ones that close one interval
 * later.
 *
 * @see <a href="https://www.bitmex.com/api/explorer/#!/Trade/Trade_getBucketed">Candles</a>
 */
final class BitmexPast {
    private static final int ROWS = 1_000;
    private static final int PAYMENTS = 500;

    /** Payments are eight hours apart mostly, and at some contracts four. */
    private static final Duration LEAST_INTERVAL = Duration.ofHours(4);

    private static final Duration REACH = Duration.ofDays(1_827);
    private static final long MILLI = 1_000;

    private final String restUrl;

    BitmexPast(String restUrl) {
        this.restUrl = restUrl + "/api/v1";
    }

    /** What is told of these. */
    List<Past> of(List<InstrumentListed> listed) {
        List<Past> past = new ArrayList<>();
        for (InstrumentListed one : listed) {
            Instrument instrument = one.instrument();
            past.add(candles(one, Past.Kind.DAYS, Duration.ofDays(1), "1d"));
            past.add(candles(one, Past.Kind.HOURS, Duration.ofHours(1), "1h"));
            past.add(candles(one, Past.Kind.MINUTES, Duration.ofMinutes(1), "1m"));
            if (instrument.isPerpetual()) {
                past.add(new Past(
                        instrument,
                        Past.Kind.FUNDING,
                        LEAST_INTERVAL,
                        PAYMENTS,
                        Past.Holds.OLDEST,
                        REACH,
                        (from, to, edge) -> rows("/funding?", one, PAYMENTS, from, to - 1)));
            }
            // The millisecond of the edge is asked for once more: of its trades the page before may have held some
            // only.
            past.add(new Past(
                    instrument,
                    Past.Kind.TRADES,
                    Duration.ZERO,
                    ROWS,
                    Past.Holds.OLDEST,
                    REACH,
                    (from, to, edge) -> rows(
                            "/trade?",
                            one,
                            ROWS,
                            edge.map(InstrumentEvent::eventTime).orElse(from),
                            to - 1)));
        }
        return past;
    }

    private Past candles(InstrumentListed listed, Past.Kind kind, Duration step, String size) {
        long length = step.toMillis() * MILLI;
        return new Past(
                listed.instrument(),
                kind,
                step,
                ROWS,
                Past.Holds.OLDEST,
                REACH,
                (from, to, edge) -> rows(
                        "/trade/bucketed?binSize=" + size + "&partial=false&",
                        listed,
                        ROWS,
                        from + length,
                        to - 1 + length));
    }

    /** Rows from the millisecond that holds {@code first} to the one that holds {@code last}. */
    private String rows(String table, InstrumentListed of, int count, long first, long last) {
        return restUrl + table + "symbol=" + of.symbol() + "&count=" + count + "&reverse=false&startTime="
                + Instant.ofEpochMilli(Math.floorDiv(first, MILLI)) + "&endTime="
                + Instant.ofEpochMilli(Math.floorDiv(last, MILLI));
    }
}
