package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.PastCandle;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Candles over REST.
 *
 * @see <a href="https://docs.bitfinex.com/reference/rest-public-candles">Candles</a>
 */
final class BitfinexCandles {
    private static final Map<String, Duration> INTERVALS =
            Map.of("1m", Duration.ofMinutes(1), "1h", Duration.ofHours(1), "1D", Duration.ofDays(1));

    private static final long MICROS_PER_MILLI = 1_000;

    private final BitfinexSymbols symbols;
    private final FrameEvents events;

    BitfinexCandles(BitfinexSymbols symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /**
     * {@code [[1654074480000,31636,31631,31640,31630,0.11289119],…]}: start, open, <em>close</em>, high, low, volume in the
     * base currency, in whichever order was asked for.
     *
     * @param key {@code trade:1m:tBTCUSD}
     */
    void read(String key, JsonCursor cursor) {
        String[] parts = key.split(":", 3);
        Duration interval = INTERVALS.get(parts.length == 3 ? parts[1] : "");
        Optional<Terms> terms = interval == null ? Optional.empty() : symbols.find(parts[2], events);
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (terms.isPresent()) {
                row(terms.get(), interval, cursor);
            } else {
                cursor.skip();
            }
        }
        cursor.end();
    }

    private void row(Terms terms, Duration interval, JsonCursor cursor) {
        cursor.beginArray();
        next(cursor);
        long openTime = cursor.whole() * MICROS_PER_MILLI;
        double open = price(terms, cursor);
        double close = price(terms, cursor);
        double high = price(terms, cursor);
        double low = price(terms, cursor);
        next(cursor);
        double volume = cursor.decimal() * terms.contractSize();
        if (cursor.nextElement()) {
            throw new JsonException("a candle has six numbers");
        }
        new PastCandle(terms.instrument(), openTime, interval, open, high, low, close, volume).tell(events);
    }

    private static double price(Terms terms, JsonCursor cursor) {
        next(cursor);
        return BitfinexSymbols.price(terms, cursor.decimal());
    }

    private static void next(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a candle that is too short");
        }
    }
}
