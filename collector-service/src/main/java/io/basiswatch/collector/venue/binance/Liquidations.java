package io.basiswatch.collector.venue.binance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarketEvent;
import java.util.LinkedHashSet;
import java.util.function.Consumer;

/**
 * Positions closed by force. The venue shows at most one order of each symbol in a second, so sums are lower bounds.
 *
 * <pre>{@code
 * {"e":"forceOrder","E":1791091175227,"o":{"s":"XRPUSDT","S":"BUY","o":"LIMIT","f":"IOC","q":"127.2","p":"1.4984",
 *   "ap":"1.4912","X":"FILLED","l":"108.1","z":"127.2","T":1791091174219,"ps":"XRPUSDT","st":1}}
 * }</pre>
 *
 * <p>{@code S} is the side of the forced order: a sale closes a long. What was done is {@code z} at {@code ap} on average;
 * {@code p} is the bankruptcy price, at which nobody traded.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/Liquidation-Order-Streams">Liquidation
 *     orders</a>
 */
final class Liquidations {
    private static final int SYMBOL = 0;
    private static final int SIDE = 1;
    private static final int AVERAGE_PRICE = 2;
    private static final int FILLED = 3;
    private static final int TIME = 4;
    private static final int PRODUCT = 5;
    private static final byte[] BUY = "BUY".getBytes(ISO_8859_1);
    private static final byte[] SELL = "SELL".getBytes(ISO_8859_1);

    /** More than all symbols together show in some seconds. */
    private static final int REMEMBERED = 4_096;

    private final Market market;
    private final Message message;
    private final Consumer<MarketEvent> out;
    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields order = JsonFields.of("s", "S", "ap", "z", "T", "st");
    private final LinkedHashSet<String> seen = new LinkedHashSet<>();

    Liquidations(Market market, Message message, Consumer<MarketEvent> out) {
        this.market = market;
        this.message = message;
        this.out = out;
    }

    Outcome read() {
        JsonFields fields = message.fields();
        if (!fields.is(BinanceFields.ORDER, JsonKind.OBJECT)) {
            throw new JsonException("a liquidation without order");
        }
        int start = fields.start(BinanceFields.ORDER);
        int end = fields.end(BinanceFields.ORDER);
        order.clear().read(cursor.reset(fields.text(), start, end));
        if (market.isOther(order, PRODUCT)) {
            return Outcome.UNUSED;
        }
        Symbol symbol = message.symbol(order, SYMBOL);
        long time = message.time(order, TIME);
        double price = order.quotedDecimal(AVERAGE_PRICE);
        double filled = order.quotedDecimal(FILLED);
        Liquidation.Position closed = closedPosition();
        if (!symbol.isWanted()) {
            return Message.unwanted(symbol);
        }
        if (filled == 0) {
            return Outcome.UNUSED;
        }
        Terms terms = symbol.terms();
        Liquidation liquidation = new Liquidation(
                terms.instrument(),
                message.stamp(time),
                price,
                terms.base(filled, price),
                terms.notional(filled, price),
                closed,
                Liquidation.Completeness.LOWER_BOUND);
        long sent = fields.whole(BinanceFields.EVENT_TIME);
        if (!isNew(sent + new String(fields.text(), start, end - start, ISO_8859_1))) {
            return Outcome.UNUSED;
        }
        out.accept(liquidation);
        return Outcome.EVENTS;
    }

    private Liquidation.Position closedPosition() {
        if (order.is(SIDE, SELL)) {
            return Liquidation.Position.LONG;
        }
        if (order.is(SIDE, BUY)) {
            return Liquidation.Position.SHORT;
        }
        throw new JsonException("a side that is neither BUY nor SELL");
    }

    /** There is no id: the same payload is the same liquidation. */
    private boolean isNew(String payload) {
        if (!seen.add(payload)) {
            return false;
        }
        if (seen.size() > REMEMBERED) {
            seen.removeFirst();
        }
        return true;
    }
}
