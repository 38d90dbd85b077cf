package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Candle;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers about the past whose rows do not say what they are about: the address does.
 *
 * <p>Amounts are as in the streams: on COIN-M a candle's first volume counts contracts and its second one coins, and open
 * interest likewise.
 */
final class PastAnswers {
    private static final Pattern SYMBOL = Pattern.compile("[?&]symbol=([^&]+)");

    /** Candles of other lengths are of no use to anybody here. */
    private static final Pattern KEPT = Pattern.compile("[?&]interval=1[mhd](&|$)");

    private static final long MILLI = 1_000;

    private static final int OPEN_TIME = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int LAST_TIME = 6;
    private static final int NOTIONAL = 7;
    private static final int TAKER_BUY_VOLUME = 9;
    private static final int TAKER_BUY_NOTIONAL = 10;
    private static final int COLUMNS = 11;

    private static final int TRADE_ID = 0;
    private static final int PRICE = 1;
    private static final int QUANTITY = 2;
    private static final int TIME = 3;
    private static final int BUYER_IS_MAKER = 4;

    private final Message message;
    private final Consumer<MarketEvent> out;
    private final double[] columns = new double[COLUMNS];
    private final JsonFields trade = JsonFields.of("id", "price", "qty", "time", "isBuyerMaker");
    private final JsonFields open =
            JsonFields.of("sumOpenInterest", "sumOpenInterestValue", "timestamp", "symbol", "pair", "contractType");

    PastAnswers(Message message, Consumer<MarketEvent> out) {
        this.message = message;
        this.out = out;
    }

    /** The symbol that an address asks about; a capture may not say. */
    private Symbol asked(Frame frame) {
        Matcher symbol = SYMBOL.matcher(frame.address());
        return symbol.find() ? message.symbols().find(symbol.group(1)) : Symbol.UNKNOWN;
    }

    /** What becomes of an answer of which nothing is used. */
    private static Outcome unused(Symbol symbol, Frame frame) {
        boolean named = SYMBOL.matcher(frame.address()).find();
        return named && !symbol.isKnown() ? Outcome.UNKNOWN : Outcome.UNUSED;
    }

    /**
     * {@code [[1672531200000,"16531.2","16615.9","16486.6","16607.9","2067959",1672617599999,"12496.62852978",53963,
     * "1094352","6613.94163914","0"]]}: opening time, open, high, low, close, volume, last millisecond, volume in the other
     * currency, trades, and of both volumes the part that takers bought. What still runs is left out.
     */
    Outcome candles(JsonCursor rows, Frame frame) {
        Symbol symbol = asked(frame);
        boolean kept = symbol.isWanted() && KEPT.matcher(frame.address()).find();
        Outcome outcome = unused(symbol, frame);
        rows.beginArray();
        while (rows.nextElement()) {
            readColumns(rows);
            if (kept && (long) columns[LAST_TIME] * MILLI < frame.receivedTime()) {
                out.accept(candle(symbol.terms()));
                outcome = Outcome.EVENTS;
            }
        }
        return outcome;
    }

    private void readColumns(JsonCursor row) {
        Arrays.fill(columns, Double.NaN);
        row.beginArray();
        for (int column = 0; row.nextElement(); column++) {
            if (column < COLUMNS) {
                columns[column] = row.decimal();
            } else {
                row.skip();
            }
        }
        if (Double.isNaN(columns[COLUMNS - 1])) {
            throw new JsonException("a candle of fewer than " + COLUMNS + " columns");
        }
    }

    private Candle candle(Terms terms) {
        boolean inverse = terms.instrument().isInverse();
        double size = terms.contractSize();
        double volume = columns[VOLUME] * size;
        double takerVolume = columns[TAKER_BUY_VOLUME] * size;
        long end = ((long) columns[LAST_TIME] + 1) * MILLI;
        return new Candle(
                terms.instrument(),
                message.stamp(end),
                (long) columns[OPEN_TIME] * MILLI,
                end,
                columns[OPEN],
                columns[HIGH],
                columns[LOW],
                columns[CLOSE],
                inverse ? columns[NOTIONAL] : volume,
                OptionalDouble.of(inverse ? volume : columns[NOTIONAL]),
                OptionalDouble.of(inverse ? columns[TAKER_BUY_NOTIONAL] : takerVolume),
                OptionalDouble.of(inverse ? takerVolume : columns[TAKER_BUY_NOTIONAL]));
    }

    /** {@code {"id":7857135,"price":"19100.5","qty":"1","time":1607294296479,"isBuyerMaker":true}}: single trades. */
    Outcome trades(JsonCursor rows, Frame frame) {
        Symbol symbol = asked(frame);
        Outcome outcome = unused(symbol, frame);
        rows.beginArray();
        while (rows.nextElement()) {
            trade.clear().read(rows);
            Trade read = trade(symbol.terms());
            if (symbol.isWanted()) {
                out.accept(read);
                outcome = Outcome.EVENTS;
            }
        }
        return outcome;
    }

    private Trade trade(Terms terms) {
        long id = trade.whole(TRADE_ID);
        double price = trade.quotedDecimal(PRICE);
        double quantity = trade.quotedDecimal(QUANTITY);
        return new Trade(
                terms.instrument(),
                message.stamp(message.time(trade, TIME), id),
                Long.toString(id),
                price,
                terms.base(quantity, price),
                terms.notional(quantity, price),
                trade.bool(BUYER_IS_MAKER) ? Side.SELL : Side.BUY);
    }

    /**
     * {@code {"symbol":"BTCUSDT","sumOpenInterest":"20403.637","sumOpenInterestValue":"150570784.07","timestamp":…}}: coins
     * and dollars; COIN-M has {@code "pair":"BTCUSD","contractType":"PERPETUAL"} for a symbol, contracts and coins. Only
     * perpetuals can be told from that.
     */
    Outcome openInterest(JsonCursor rows) {
        Outcome outcome = Outcome.UNUSED;
        rows.beginArray();
        while (rows.nextElement()) {
            open.clear().read(rows);
            Optional<Symbol> symbol = openSymbol();
            if (symbol.filter(Symbol::isWanted).isPresent()) {
                out.accept(open(symbol.get().terms()));
                outcome = Outcome.EVENTS;
            }
        }
        return outcome;
    }

    private Optional<Symbol> openSymbol() {
        if (open.has(3)) {
            return Optional.of(message.symbol(open, 3));
        }
        boolean perpetual = open.is(5, "PERPETUAL".getBytes(StandardCharsets.ISO_8859_1));
        return perpetual && open.is(4, JsonKind.STRING)
                ? Optional.of(message.symbols().find(open.code(4) + "_PERP"))
                : Optional.empty();
    }

    private OpenInterest open(Terms terms) {
        double first = open.quotedDecimal(0);
        double second = open.quotedDecimal(1);
        boolean inverse = terms.instrument().isInverse();
        return new OpenInterest(
                terms.instrument(),
                message.stamp(message.time(open, 2)),
                inverse ? second : first * terms.contractSize(),
                inverse ? first * terms.contractSize() : second);
    }
}
