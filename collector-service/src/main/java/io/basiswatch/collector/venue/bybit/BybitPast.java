package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Candles and open interest of the past, newest first. Open interest of then is valued at the price of then: the close of the
 * hour that ended at its time.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/kline">Kline</a>
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/open-interest">Open interest</a>
 */
final class BybitPast {
    private static final Pattern INTERVAL = Pattern.compile("[?&]interval=([^&]+)");

    private static final int OPENED = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int TURNOVER = 6;
    private static final int CELLS = 7;

    private static final int INTEREST = 0;
    private static final int INTEREST_TIME = 1;

    private static final long MICROS_PER_MILLI = 1_000;
    private static final int REMEMBERED_HOURS = 24 * (BybitHistory.INTEREST_DAYS + 2);

    private final JsonFields interest = JsonFields.of("openInterest", "timestamp");
    private final Map<Instrument, TreeMap<Long, Double>> closes = new HashMap<>();
    private final BybitTickers tickers;
    private final FrameEvents events;

    BybitPast(BybitTickers tickers, FrameEvents events) {
        this.tickers = tickers;
        this.events = events;
    }

    /**
     * {@code ["1670608800000","17071","17073","17027","17055.5","268611","15.74462667"]}: time of opening, open, high, low,
     * close, volume and turnover: coins and quote currency, but of inverse contracts dollars and coins. The first candle of
     * the newest page still runs; nothing but the time says so.
     *
     * @param now the venue's time of the answer, milliseconds
     */
    void candles(Optional<Terms> terms, String address, long now, JsonCursor cursor) {
        Optional<Duration> interval = interval(address);
        List<double[]> newestFirst = rows(cursor);
        if (terms.isEmpty() || interval.isEmpty()) {
            return;
        }
        for (double[] row : newestFirst.reversed()) {
            long closed = Math.round(row[OPENED]) + interval.get().toMillis();
            if (closed <= now) {
                events.add(candle(terms.get().instrument(), closed, interval.get(), row));
                remember(terms.get().instrument(), interval.get(), closed, row[CLOSE]);
            }
        }
    }

    private static Optional<Duration> interval(String address) {
        Matcher word = INTERVAL.matcher(address);
        return switch (word.find() ? word.group(1) : "") {
            case BybitHistory.MINUTE -> Optional.of(Duration.ofMinutes(1));
            case BybitHistory.HOUR -> Optional.of(Duration.ofHours(1));
            case BybitHistory.DAY -> Optional.of(Duration.ofDays(1));
            default -> Optional.empty();
        };
    }

    private static List<double[]> rows(JsonCursor cursor) {
        List<double[]> rows = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            double[] row = new double[CELLS];
            cursor.beginArray();
            for (int i = 0; i < CELLS; i++) {
                if (!cursor.nextElement()) {
                    throw new JsonException("a candle of " + i + " cells and not " + CELLS);
                }
                row[i] = cursor.decimal();
            }
            while (cursor.nextElement()) {
                cursor.skip();
            }
            rows.add(row);
        }
        cursor.end();
        return rows;
    }

    private Candle candle(Instrument instrument, long closed, Duration interval, double[] row) {
        boolean inverse = instrument.isInverse();
        return new Candle(
                instrument,
                events.stamp(closed, Stamp.NO_SEQUENCE),
                Math.round(row[OPENED]) * MICROS_PER_MILLI,
                closed * MICROS_PER_MILLI,
                row[OPEN],
                row[HIGH],
                row[LOW],
                row[CLOSE],
                row[inverse ? TURNOVER : VOLUME],
                OptionalDouble.of(row[inverse ? VOLUME : TURNOVER]),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private void remember(Instrument instrument, Duration interval, long closed, double close) {
        if (interval.equals(Duration.ofHours(1)) && !instrument.isSpot()) {
            TreeMap<Long, Double> known = closes.computeIfAbsent(instrument, unseen -> new TreeMap<>());
            known.put(closed, close);
            if (known.size() > REMEMBERED_HOURS) {
                known.pollFirstEntry();
            }
        }
    }

    /**
     * {@code {"openInterest":"461134384.00000000","timestamp":"1669571400000"}}: both sides, without a value. What cannot be
     * valued is left out.
     */
    void interest(Optional<Terms> terms, JsonCursor cursor) {
        Origin origin = events.stampOnReceipt().origin();
        cursor.beginArray();
        while (cursor.nextElement()) {
            interest.clear().read(cursor);
            double oneSided = interest.quotedDecimal(INTEREST) / 2;
            long millis = interest.quotedWhole(INTEREST_TIME);
            Stamp stamp = events.stamp(millis, Stamp.NO_SEQUENCE);
            terms.map(Terms::instrument)
                    .ifPresent(of -> tickers.add(of, oneSided, Double.NaN, price(of, millis, origin), stamp));
        }
        cursor.end();
    }

    /** Of an answer that is of now, such as a recorded one, the last mark price may stand in. */
    private double price(Instrument instrument, long millis, Origin origin) {
        Double close = closes.getOrDefault(instrument, new TreeMap<>()).get(millis);
        if (close != null) {
            return close;
        }
        return origin == Origin.BACKFILL ? Double.NaN : tickers.mark(instrument);
    }
}
