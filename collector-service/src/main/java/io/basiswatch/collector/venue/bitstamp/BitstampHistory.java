package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.PastCandle;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Candles and trades of the past, as REST tells them; the answers stand above the methods that read them.
 *
 * @see <a href="https://www.bitstamp.net/api/#tag/Market-info">Market info</a>
 */
final class BitstampHistory {
    private static final long MICROS = 1_000_000;

    /** For so many seconds the stream may be behind. */
    private static final long UNSETTLED = 5;

    private static final Pattern CANDLES = Pattern.compile("/ohlc/([^/?]+)/?\\?(?:.*&)?step=(\\d{1,6})");
    private static final Pattern TRADES = Pattern.compile("/transactions/([^/?]+)");

    private static final int DATA = 0;
    private static final int OHLC = 0;

    private static final int START = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;

    private static final int SECOND = 0;
    private static final int ID = 1;
    private static final int PRICE = 2;
    private static final int AMOUNT = 3;
    private static final int TYPE = 4;

    private final JsonFields envelope = JsonFields.of("data");
    private final JsonFields data = JsonFields.of("ohlc");
    private final JsonFields candle = JsonFields.of("timestamp", "open", "high", "low", "close", "volume");
    private final JsonFields trade = JsonFields.of("date", "tid", "price", "amount", "type");
    private final BitstampPairs pairs;
    private final BitstampTrades told;
    private final FrameEvents events;

    BitstampHistory(BitstampPairs pairs, BitstampTrades told, FrameEvents events) {
        this.pairs = pairs;
        this.told = told;
        this.events = events;
    }

    /** Reads an answer about the past; empty where the address asks for something else, otherwise the word for it. */
    Optional<String> read(String address, JsonCursor cursor) {
        BitstampPast.Range range = BitstampPast.Range.of(address);
        Matcher candles = CANDLES.matcher(address);
        if (candles.find()) {
            candles(candles.group(1), Duration.ofSeconds(Long.parseLong(candles.group(2))), range, cursor);
            return Optional.of("REST ohlc");
        }
        Matcher trades = TRADES.matcher(address);
        if (trades.find()) {
            trades(trades.group(1), range, cursor);
            return Optional.of("REST transactions");
        }
        return Optional.empty();
    }

    /**
     * {@code {"data":{"pair":"BTC/USD","ohlc":[{"timestamp":"1641340800","open":"46000","high":"46010","low":"45990","close":
     * "46005","volume":"1.5"},…]}}}, oldest first. What lies before the range is of another page.
     */
    private void candles(String symbol, Duration interval, BitstampPast.Range range, JsonCursor cursor) {
        envelope.clear().read(cursor);
        cursor.end();
        if (!envelope.is(DATA, JsonKind.OBJECT)) {
            throw new JsonException("the venue refused the request, or answered another one");
        }
        data.clear().read(cursor.reset(envelope.text(), envelope.start(DATA), envelope.end(DATA)));
        if (!data.is(OHLC, JsonKind.ARRAY)) {
            throw new JsonException("an answer without candles");
        }
        Optional<Terms> terms = pairs.find(symbol, events);
        cursor.reset(data.text(), data.start(OHLC), data.end(OHLC));
        cursor.beginArray();
        while (cursor.nextElement()) {
            candle.clear().read(cursor);
            long start = candle.quotedWhole(START);
            if (terms.isPresent() && range.holds(start)) {
                row(terms.get(), start * MICROS, interval).tell(events);
            }
        }
    }

    private PastCandle row(Terms terms, long openTime, Duration interval) {
        return new PastCandle(
                terms.instrument(),
                openTime,
                interval,
                candle.quotedDecimal(OPEN),
                candle.quotedDecimal(HIGH),
                candle.quotedDecimal(LOW),
                candle.quotedDecimal(CLOSE),
                candle.quotedDecimal(VOLUME));
    }

    /**
     * {@code [{"date":"1641343699","tid":"216000477","amount":"0.07920000","type":"0","price":"3805.44"},…]}, newest first:
     * the ids of the stream, but whole seconds, where the stream tells microseconds. Answers of long ago have no {@code type}
     * and so no aggressor; they are passed over.
     *
     * <p>Without a range it is asked whether the stream has left anything out: of what is older than some seconds, for the
     * stream may be about to tell the rest.
     */
    private void trades(String symbol, BitstampPast.Range range, JsonCursor cursor) {
        if (cursor.kind() != JsonKind.ARRAY) {
            throw new JsonException("the venue refused the request, or answered another one");
        }
        Optional<Terms> terms = pairs.find(symbol, events);
        long settled = events.stampOnReceipt().receivedTime() / MICROS - UNSETTLED;
        PastTrades found = new PastTrades();
        cursor.beginArray();
        while (cursor.nextElement()) {
            trade.clear().read(cursor);
            long second = trade.quotedWhole(SECOND);
            boolean isWanted = range.isBounded()
                    ? range.holds(second)
                    : second <= settled && terms.isPresent() && told.isFollowed(terms.get(), second);
            if (isWanted && trade.has(TYPE)) {
                found.add(
                        second,
                        trade.is(ID, JsonKind.NUMBER) ? trade.whole(ID) : trade.quotedWhole(ID),
                        trade.quotedDecimal(PRICE),
                        trade.quotedDecimal(AMOUNT),
                        trade.quotedWhole(TYPE));
            }
        }
        cursor.end();
        terms.ifPresent(known -> found.oldestFirst().forEach(one -> told.past(known, one)));
    }
}
