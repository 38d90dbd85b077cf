package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Candles as {@code /trade/bucketed} lists them: {@code {"timestamp":"2021-04-01T20:00:00.000Z","symbol":"XBTUSD","open":
 * 58900,"high":59000,"low":58800.5,"close":58950,"trades":1203,"volume":5000000,"homeNotional":84.8,"foreignNotional":
 * 5000000}}.
 *
 * <p>{@code timestamp} is the CLOSE. {@code open} is the close of the candle before, which may lie outside of what was
 * traded: the first trade was no further out than the extremes, so that is where it is put. {@code volume} is contracts;
 * {@code homeNotional} and {@code foreignNotional} are the base and the quote currency of every kind of contract. Before the
 * first trade of a contract there are no prices.
 *
 * @see <a href="https://www.bitmex.com/api/explorer/#!/Trade/Trade_getBucketed">Candles</a>
 */
final class BitmexCandles {
    private static final Pattern SIZE = Pattern.compile("[?&]binSize=(1m|1h|1d)(?:&|$)");

    private static final int TIME = 0;
    private static final int SYMBOL = 1;
    private static final int OPEN = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int CLOSE = 5;
    private static final int HOME = 6;
    private static final int FOREIGN = 7;
    private static final long MICROS_PER_MILLI = 1_000;

    private final JsonFields row =
            JsonFields.of("timestamp", "symbol", "open", "high", "low", "close", "homeNotional", "foreignNotional");
    private final BitmexInstruments instruments;
    private final FrameEvents events;

    BitmexCandles(BitmexInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /** Reads the rows of an answer; false where the address does not say how long they are, and they are passed over. */
    boolean read(JsonCursor cursor, String address) {
        Matcher size = SIZE.matcher(address);
        if (!size.find()) {
            cursor.skip();
            return false;
        }
        Duration length = length(size.group(1));
        cursor.beginArray();
        while (cursor.nextElement()) {
            row.clear().read(cursor);
            if (hasPrices()) {
                closed(length);
            }
        }
        return true;
    }

    private static Duration length(String size) {
        return switch (size) {
            case "1m" -> Duration.ofMinutes(1);
            case "1h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    private boolean hasPrices() {
        return row.hasValue(OPEN) && row.hasValue(HIGH) && row.hasValue(LOW) && row.hasValue(CLOSE);
    }

    private void closed(Duration length) {
        Stamp stamp = events.stamp(IsoTimes.millis(row, TIME), Stamp.NO_SEQUENCE);
        Optional<Terms> terms = instruments.find(row.code(SYMBOL), events);
        long close = stamp.eventTime();
        if (terms.isEmpty() || close > stamp.receivedTime()) {
            return;
        }
        double high = row.decimal(HIGH);
        double low = row.decimal(LOW);
        events.add(new Candle(
                terms.get().instrument(),
                stamp,
                close - length.toMillis() * MICROS_PER_MILLI,
                close,
                Math.clamp(row.decimal(OPEN), low, high),
                high,
                low,
                row.decimal(CLOSE),
                row.decimal(HOME),
                OptionalDouble.of(row.decimal(FOREIGN)),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
    }
}
