package io.basiswatch.collector.venue.binance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.feed.TradeIds;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Quotes and trades; the payloads stand above the methods that read them.
 *
 * <p>Of a futures event the matching engine's time {@code T} is the event's time.
 *
 * @see <a href="https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams">Spot streams</a>
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams">USD-M</a>
 * @see <a href="https://developers.binance.com/docs/derivatives/coin-margined-futures/websocket-market-streams">COIN-M</a>
 */
final class Ticks {
    private static final byte[] MARKET_TRADE = "MARKET".getBytes(ISO_8859_1);

    private final Message message;
    private final JsonFields fields;
    private final Consumer<MarketEvent> out;
    private final Map<String, TradeIds> ids = new HashMap<>();

    Ticks(Message message, Consumer<MarketEvent> out) {
        this.message = message;
        this.fields = message.fields();
        this.out = out;
    }

    /**
     * {@code {"u":35346513501,"s":"ETHUSDT","b":"2683.80000000","B":"3.02920000","a":"2683.81000000","A":"31.43950000"}};
     * futures add {@code "e":"bookTicker","T":1723161257450,"E":1723161257457}, COIN-M counts contracts.
     *
     * <p>Spot sends no time: the event's time is the time of receipt. A side without a price is 0 there, and no quote.
     */
    Outcome quote() {
        Symbol symbol = message.symbol(BinanceFields.SYMBOL);
        long time = fields.has(BinanceFields.TRANSACTION_TIME)
                ? message.time(BinanceFields.TRANSACTION_TIME)
                : message.frame().receivedTime();
        double bid = message.notNegative(BinanceFields.BID);
        double ask = message.notNegative(BinanceFields.ASK);
        double bidQuantity = message.notNegative(BinanceFields.BID_QUANTITY);
        double askQuantity = message.notNegative(BinanceFields.ASK_QUANTITY);
        long update = fields.whole(BinanceFields.UPDATE_ID);
        if (bid == 0 || ask == 0) {
            return Outcome.UNUSED;
        }
        if (bidQuantity == 0 || askQuantity == 0) {
            throw new JsonException("a price without a quantity");
        }
        if (!symbol.isWanted()) {
            return Message.unwanted(symbol);
        }
        Terms terms = symbol.terms();
        out.accept(new Quote(
                terms.instrument(),
                message.stamp(time, update),
                bid,
                terms.base(bidQuantity, bid),
                ask,
                terms.base(askQuantity, ask)));
        return Outcome.EVENTS;
    }

    /** One fill: {@link #trade} with its id in {@code t}. */
    Outcome single() {
        return trade(BinanceFields.TRADE_ID, false);
    }

    /** The fills of one order at one price: {@link #trade} with its id in {@code a}. */
    Outcome aggregate() {
        return trade(BinanceFields.AGGREGATE_ID, true);
    }

    /**
     * {@code {"e":"trade","E":1723161255612,"s":"ETHUSDT","t":1520538925,"p":"2683.80000000","q":"0.00200000",
     * "T":1723161255611,"m":true,"M":true}}; {@code aggTrade} has its id in {@code a}.
     *
     * <p>{@code m}: the buyer was the maker, so the taker sold. Futures add {@code X}; what is not {@code MARKET} (insurance
     * fund, auto-deleveraging) was no print of the market. Where a symbol sends single trades, its aggregates are ignored.
     */
    private Outcome trade(int idField, boolean aggregate) {
        Symbol symbol = message.symbol(BinanceFields.SYMBOL);
        if (fields.has(BinanceFields.TRADE_TYPE) && !fields.is(BinanceFields.TRADE_TYPE, MARKET_TRADE)) {
            // It has a number of its own, which is not missed.
            ids().forget(symbol.instrument());
            return Outcome.UNUSED;
        }
        long time = message.time(BinanceFields.TRANSACTION_TIME);
        long id = fields.whole(idField);
        double price = fields.quotedDecimal(BinanceFields.PRICE);
        double quantity = fields.quotedDecimal(BinanceFields.QUANTITY);
        Side aggressor = fields.bool(BinanceFields.BUYER_IS_MAKER) ? Side.SELL : Side.BUY;
        Terms terms = symbol.terms();
        Trade trade = new Trade(
                terms.instrument(),
                message.stamp(time, id),
                fields.literal(idField),
                price,
                terms.base(quantity, price),
                terms.notional(quantity, price),
                aggressor);
        if (!symbol.isWanted()) {
            return Message.unwanted(symbol);
        }
        boolean isNew = aggregate ? symbol.addAggregate(id, time) : symbol.addSingle(id, time);
        if (!isNew) {
            return Outcome.UNUSED;
        }
        if (!aggregate) {
            ids().take(trade, id, BinanceFeed.TRADES).ifPresent(out);
        }
        out.accept(trade);
        return Outcome.EVENTS;
    }

    /** The numbers that the socket of this message has brought. */
    private TradeIds ids() {
        return ids.computeIfAbsent(message.frame().connection(), name -> new TradeIds());
    }

    /** A socket is gone, and somebody else has told what it missed. */
    void closed(String connection) {
        ids.remove(connection);
    }
}
