package io.basiswatch.collector.venue.krakenfutures;

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
 * Candles as {@code /api/charts/v1/trade/PF_XBTUSD/1h} lists them, asked in seconds and told in milliseconds: {@code
 * {"candles":[{"time":1790265600000,"open":"84406","high":"84924","low":"84009","close":"84476","volume":
 * "250.90500000000"}],"more_candles":false}}.
 *
 * <p>{@code time} is the start; the last one may still run and is left out then. {@code volume} is in contracts, which of a
 * linear contract are coins; an inverse one's volume in coins is not known, so its candles are not used.
 *
 * @see <a href="https://docs.kraken.com/api-reference/candles/market-candles">Candles</a>
 */
final class KrakenFuturesCandles {
    private static final Pattern ASKED = Pattern.compile("/trade/([A-Za-z0-9_]+)/(1m|1h|1d)(?:[?#].*)?$");

    private static final int TIME = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final long MILLI = 1_000;

    private final JsonFields row = JsonFields.of("time", "open", "high", "low", "close", "volume");
    private final KrakenFuturesSymbols symbols;
    private final FrameEvents events;

    KrakenFuturesCandles(KrakenFuturesSymbols symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /** Reads the candles of an answer; what is no answer to a question of ours says nothing. */
    void read(JsonCursor candles, String address) {
        Matcher asked = ASKED.matcher(address);
        if (!asked.find()) {
            return;
        }
        Duration length = length(asked.group(2));
        Optional<Terms> linear = symbols.find(asked.group(1), events)
                .filter(terms -> !terms.instrument().isInverse());
        candles.beginArray();
        while (candles.nextElement()) {
            row.clear().read(candles);
            long open = row.whole(TIME) * MILLI;
            long close = open + length.toNanos() / MILLI;
            if (linear.isPresent() && close <= events.stampOnReceipt().receivedTime()) {
                events.add(candle(linear.get(), open, close));
            }
        }
    }

    private static Duration length(String resolution) {
        return switch (resolution) {
            case "1m" -> Duration.ofMinutes(1);
            case "1h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    private Candle candle(Terms terms, long open, long close) {
        double price = row.decimal(CLOSE);
        return new Candle(
                terms.instrument(),
                events.stampMicros(close, Stamp.NO_SEQUENCE),
                open,
                close,
                row.decimal(OPEN),
                row.decimal(HIGH),
                row.decimal(LOW),
                price,
                terms.base(row.decimal(VOLUME), price),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }
}
