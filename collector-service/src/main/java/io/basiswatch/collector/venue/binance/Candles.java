package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Candle;
import io.basiswatch.model.MarketEvent;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Candles, once they are closed ({@code x}): those that still run are not used.
 *
 * <pre>{@code
 * {"e":"kline","E":1788936947361,"s":"BTCUSDT","k":{"t":1788936900000,"T":1788936959999,"s":"BTCUSDT","i":"1m",
 *   "o":"79095.40","c":"79104.00","h":"79111.30","l":"79080.60","v":"42.797","n":1079,"x":false,"q":"3384949.92680",
 *   "V":"14.001","Q":"1107450.49620"}}
 * }</pre>
 *
 * <p>{@code v} is the volume in the base currency and {@code q} in the quote currency, {@code V} and {@code Q} the parts
 * that takers bought. On COIN-M {@code v} and {@code V} are contracts, {@code q} and {@code Q} the base currency.
 */
final class Candles {
    private static final int OPEN_TIME = 0;
    private static final int LAST_TIME = 1;
    private static final int OPEN = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int CLOSE = 5;
    private static final int VOLUME = 6;
    private static final int NOTIONAL = 7;
    private static final int TAKER_BUY_VOLUME = 8;
    private static final int TAKER_BUY_NOTIONAL = 9;
    private static final int CLOSED = 10;
    private static final long MILLI = 1_000;

    private final Message message;
    private final Consumer<MarketEvent> out;
    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields candle = JsonFields.of("t", "T", "o", "h", "l", "c", "v", "q", "V", "Q", "x");

    Candles(Message message, Consumer<MarketEvent> out) {
        this.message = message;
        this.out = out;
    }

    Outcome read() {
        JsonFields fields = message.fields();
        if (!fields.is(BinanceFields.CANDLE, JsonKind.OBJECT)) {
            throw new JsonException("a kline without candle");
        }
        candle.clear()
                .read(cursor.reset(
                        fields.text(), fields.start(BinanceFields.CANDLE), fields.end(BinanceFields.CANDLE)));
        Symbol symbol = message.symbol(BinanceFields.SYMBOL);
        long time = message.time(BinanceFields.EVENT_TIME);
        if (!symbol.isWanted()) {
            return Message.unwanted(symbol);
        }
        if (!candle.has(CLOSED) || !candle.bool(CLOSED)) {
            return Outcome.UNUSED;
        }
        out.accept(closed(symbol.terms(), time));
        return Outcome.EVENTS;
    }

    private Candle closed(Terms terms, long time) {
        boolean inverse = terms.instrument().isInverse();
        double size = terms.contractSize();
        double volume = candle.quotedDecimal(VOLUME) * size;
        double notional = candle.quotedDecimal(NOTIONAL);
        double takerVolume = candle.quotedDecimal(TAKER_BUY_VOLUME) * size;
        double takerNotional = candle.quotedDecimal(TAKER_BUY_NOTIONAL);
        return new Candle(
                terms.instrument(),
                message.stamp(time),
                candle.whole(OPEN_TIME) * MILLI,
                (candle.whole(LAST_TIME) + 1) * MILLI,
                candle.quotedDecimal(OPEN),
                candle.quotedDecimal(HIGH),
                candle.quotedDecimal(LOW),
                candle.quotedDecimal(CLOSE),
                inverse ? notional : volume,
                OptionalDouble.of(inverse ? volume : notional),
                OptionalDouble.of(inverse ? takerNotional : takerVolume),
                OptionalDouble.of(inverse ? takerVolume : takerNotional));
    }
}
