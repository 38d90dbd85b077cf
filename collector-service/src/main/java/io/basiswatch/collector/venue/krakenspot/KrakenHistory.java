package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was, as Kraken's spot market answers it: rows under a name of the pair that may be another one than was asked for,
 * {@code {"XXBTZUSD":[[…],…],"last":…}}. What was asked says what they are of; without it they are not used.
 */
final class KrakenHistory {
    private static final Pattern PAIR = Pattern.compile("[?&]pair=([A-Z0-9]+/[A-Z0-9]+)");
    private static final Pattern INTERVAL = Pattern.compile("[?&]interval=(\\d{1,6})(?:&|$)");
    private static final Pattern UNTIL = Pattern.compile("[?&]until=(\\d{1,19})(?:&|$)");

    private static final long SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final KrakenPairs pairs;
    private final FrameEvents events;
    private final double[] numbers = new double[6];

    KrakenHistory(KrakenPairs pairs, FrameEvents events) {
        this.pairs = pairs;
        this.events = events;
    }

    /**
     * {@code [[1688671200,"30306.1","30306.2","30305.7","30305.7","30306.1","3.39243896",23],…]}: the start in seconds, open,
     * high, low, close, the mean price, the volume in coins and the number of trades. The last one always runs still.
     *
     * @see <a href="https://docs.kraken.com/api/docs/rest-api/get-ohlc-data">OHLC</a>
     */
    void candles(JsonCursor result, String address) {
        Matcher interval = INTERVAL.matcher(address);
        Optional<Terms> terms = asked(address);
        if (terms.isEmpty() || !interval.find()) {
            result.skip();
            return;
        }
        Duration length = Duration.ofMinutes(Long.parseLong(interval.group(1)));
        List<Candle> candles = rows(result, (row, known) -> candle(row, known, length), terms.get());
        candles.stream()
                .limit(Math.max(0, candles.size() - 1))
                .filter(candle -> candle.closeTime() <= events.stampOnReceipt().receivedTime())
                .forEach(events::add);
    }

    private Candle candle(JsonCursor row, Terms terms, Duration length) {
        long open = row.whole() * SECOND;
        for (int i = 0; i < numbers.length; i++) {
            next(row);
            numbers[i] = row.decimal();
        }
        finish(row);
        long close = open + length.toSeconds() * SECOND;
        return new Candle(
                terms.instrument(),
                new Stamp(
                        close,
                        events.stampOnReceipt().receivedTime(),
                        Stamp.NO_SEQUENCE,
                        events.stampOnReceipt().origin()),
                open,
                close,
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[5],
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /**
     * {@code [["30243.40000","0.34507674",1688669597.8277369,"b","m","",61044952],…]}, the oldest first: {@code b} where the
     * taker bought, seconds with a fraction, and the number of the trade, which recordings before 2021 lack.
     *
     * @see <a href="https://docs.kraken.com/api/docs/rest-api/get-recent-trades">Recent trades</a>
     */
    void trades(JsonCursor result, String address) {
        Optional<Terms> terms = asked(address);
        if (terms.isEmpty()) {
            result.skip();
            return;
        }
        Matcher bound = UNTIL.matcher(address);
        long until = bound.find() ? Long.parseLong(bound.group(1)) / NANOS_PER_MICRO : Long.MAX_VALUE;
        rows(result, this::trade, terms.get()).stream()
                .flatMap(Optional::stream)
                .filter(trade -> trade.eventTime() < until)
                .forEach(events::add);
    }

    private Optional<Trade> trade(JsonCursor row, Terms terms) {
        double price = row.decimal();
        next(row);
        double quantity = row.decimal();
        next(row);
        long time = KrakenTimes.number(row);
        next(row);
        Side taker = side(row.code());
        for (int passed = 0; passed < 2; passed++) {
            next(row);
            row.skip();
        }
        if (!row.nextElement()) {
            return Optional.empty();
        }
        long id = row.whole();
        finish(row);
        return Optional.of(new Trade(
                terms.instrument(),
                events.stampMicros(time, id),
                Long.toString(id),
                price,
                quantity,
                terms.notional(quantity, price),
                taker));
    }

    private static Side side(String side) {
        return switch (side) {
            case "b" -> Side.BUY;
            case "s" -> Side.SELL;
            default -> throw new JsonException("a side is b or s, not '" + side + "'");
        };
    }

    private Optional<Terms> asked(String address) {
        Matcher pair = PAIR.matcher(address);
        return pair.find() ? pairs.find(pair.group(1), events) : Optional.empty();
    }

    /** Reads the rows of the one pair that an answer is about; {@code reader} is at the first value and reads to the end. */
    private static <T> List<T> rows(JsonCursor result, BiFunction<JsonCursor, Terms, T> reader, Terms terms) {
        List<T> rows = new ArrayList<>();
        result.beginObject();
        while (result.nextField()) {
            if (result.kind() != JsonKind.ARRAY) {
                result.skip();
                continue;
            }
            result.beginArray();
            while (result.nextElement()) {
                result.beginArray();
                next(result);
                rows.add(reader.apply(result, terms));
            }
        }
        result.end();
        return rows;
    }

    private static void next(JsonCursor row) {
        if (!row.nextElement()) {
            throw new JsonException("a row that is too short");
        }
    }

    private static void finish(JsonCursor row) {
        while (row.nextElement()) {
            row.skip();
        }
    }
}
