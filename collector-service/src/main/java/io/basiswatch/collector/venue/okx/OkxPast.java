package io.basiswatch.collector.venue.okx;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.model.Candle;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows of OKX's history, newest first. They name neither instrument nor interval; both stand in the address that was asked.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-candlesticks-history">Candlesticks history</a>
 * @see <a href="https://www.okx.com/docs-v5/en/#trading-statistics-rest-api-get-contract-open-interest-history">Open interest history</a>
 */
final class OkxPast {
    private static final Pattern INSTRUMENT = Pattern.compile("[?&]instId=([^&]+)");
    private static final Pattern INTERVAL = Pattern.compile("[?&](?:bar|period)=([^&]+)");

    private static final int TIME = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int AMOUNT = 5;
    private static final int CURRENCY_AMOUNT = 6;
    private static final int QUOTE_AMOUNT = 7;
    private static final int CLOSED = 8;
    private static final int CANDLE_CELLS = 9;

    private static final int CONTRACTS = 1;
    private static final int COINS = 2;
    private static final int DOLLARS = 3;
    private static final int INTEREST_CELLS = 4;

    private static final long MICROS_PER_MILLI = 1_000;

    private final double[] cells = new double[CANDLE_CELLS];
    private final OkxInstruments instruments;
    private final FrameEvents events;

    OkxPast(OkxInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /**
     * {@code ["1597026360000","3.721","3.743","3.677","3.708","8422410","22698348.04828491","12698348.04828491","1"]}: time of
     * opening, open, high, low, close, amount (contracts, or coins on spot), amount in a currency (the base coin, but the
     * quote currency on spot), amount in the quote currency, and whether the candle is closed.
     */
    void candles(String address, JsonCursor cursor) {
        Optional<Terms> terms = terms(address);
        Optional<Duration> interval = interval(address);
        rows(cursor, CANDLE_CELLS, () -> {
            if (terms.isPresent() && interval.isPresent() && cells[CLOSED] == 1) {
                events.add(candle(terms.get(), interval.get()));
            }
        });
    }

    private Candle candle(Terms terms, Duration interval) {
        long opened = Math.round(cells[TIME]);
        long closed = opened + interval.toMillis();
        boolean isSpot = terms.instrument().isSpot();
        return new Candle(
                terms.instrument(),
                events.stamp(closed, Stamp.NO_SEQUENCE),
                opened * MICROS_PER_MILLI,
                closed * MICROS_PER_MILLI,
                cells[OPEN],
                cells[HIGH],
                cells[LOW],
                cells[CLOSE],
                cells[isSpot ? AMOUNT : CURRENCY_AMOUNT],
                OptionalDouble.of(cells[QUOTE_AMOUNT]),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /**
     * {@code ["1701417600000","731377.57500501","111","8888888"]}: start of the period, contracts, coins, dollars. The figure
     * is that of the whole period, so it is known at its end, and that is its time here; a period that runs says nothing yet.
     */
    void openInterest(String address, JsonCursor cursor) {
        Optional<Terms> terms = terms(address);
        Optional<Duration> period = interval(address);
        long now = events.stampOnReceipt().receivedTime();
        rows(cursor, INTEREST_CELLS, () -> {
            long end = Math.round(cells[TIME]) + period.map(Duration::toMillis).orElse(0L);
            if (terms.isPresent() && period.isPresent() && end * MICROS_PER_MILLI <= now) {
                double dollars = terms.get().instrument().isInverse()
                        ? cells[CONTRACTS] * terms.get().contractSize()
                        : cells[DOLLARS];
                events.add(new OpenInterest(
                        terms.get().instrument(), events.stamp(end, Stamp.NO_SEQUENCE), cells[COINS], dollars));
            }
        });
    }

    private Optional<Terms> terms(String address) {
        Matcher symbol = INSTRUMENT.matcher(address);
        return symbol.find() ? instruments.find(symbol.group(1), events) : Optional.empty();
    }

    /** Days of the venue begin in Hong Kong unless they are asked for in UTC. */
    private static Optional<Duration> interval(String address) {
        Matcher word = INTERVAL.matcher(address);
        return switch (word.find() ? word.group(1) : "") {
            case OkxHistory.MINUTE -> Optional.of(Duration.ofMinutes(1));
            case OkxHistory.HOUR -> Optional.of(Duration.ofHours(1));
            case OkxHistory.DAY -> Optional.of(Duration.ofDays(1));
            default -> Optional.empty();
        };
    }

    /** Reads each row into {@link #cells} and has it taken, the oldest first. */
    private void rows(JsonCursor cursor, int width, Runnable taken) {
        List<double[]> newestFirst = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            double[] row = new double[width];
            cursor.beginArray();
            for (int i = 0; i < width; i++) {
                if (!cursor.nextElement()) {
                    throw new JsonException("a row of " + i + " cells and not " + width);
                }
                row[i] = cursor.decimal();
            }
            while (cursor.nextElement()) {
                cursor.skip();
            }
            newestFirst.add(row);
        }
        newestFirst.reversed().forEach(row -> {
            System.arraycopy(row, 0, cells, 0, width);
            taken.run();
        });
    }
}
