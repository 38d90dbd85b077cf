package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.PastCandle;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Candles as the info address tells them, oldest first, the running one last.
 *
 * @see <a href="https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint#candle-snapshot">Candles</a>
 */
final class HyperliquidCandles {
    static final String QUESTION = "candleSnapshot";

    private static final Map<String, Duration> INTERVALS =
            Map.of("1m", Duration.ofMinutes(1), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1));

    private static final long MICROS_PER_MILLI = 1_000;

    private static final int OPEN_TIME = 0;
    private static final int COIN = 1;
    private static final int INTERVAL = 2;
    private static final int OPEN = 3;
    private static final int CLOSE = 4;
    private static final int HIGH = 5;
    private static final int LOW = 6;
    private static final int VOLUME = 7;

    private final JsonFields candle = JsonFields.of("t", "s", "i", "o", "c", "h", "l", "v");
    private final SymbolTable symbols;
    private final FrameEvents events;

    HyperliquidCandles(SymbolTable symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /**
     * {@code [{"t":1681923600000,"T":1681924499999,"s":"BTC","i":"1h","o":"29295.0","c":"29258.0","h":"29309.0","l":
     * "29250.0","v":"0.98639","n":189}]}: {@code t} is the start, {@code T} the last millisecond, {@code v} counts coins.
     */
    void read(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            candle.clear().read(cursor);
            long openTime = candle.whole(OPEN_TIME) * MICROS_PER_MILLI;
            Optional<Terms> terms = symbols.find(candle.code(COIN), events);
            if (terms.isPresent()) {
                row(terms.get(), openTime).tell(events);
            }
        }
        cursor.end();
    }

    private PastCandle row(Terms terms, long openTime) {
        Duration interval = INTERVALS.get(candle.code(INTERVAL));
        if (interval == null) {
            throw new JsonException("candles of " + candle.code(INTERVAL) + ", which nobody asks for");
        }
        return new PastCandle(
                terms.instrument(),
                openTime,
                interval,
                price(terms, OPEN),
                price(terms, HIGH),
                price(terms, LOW),
                price(terms, CLOSE),
                candle.quotedDecimal(VOLUME) * terms.contractSize());
    }

    private double price(Terms terms, int field) {
        return Coins.price(terms, candle.quotedDecimal(field));
    }
}
