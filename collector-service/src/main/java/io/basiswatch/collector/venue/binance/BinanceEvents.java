package io.basiswatch.collector.venue.binance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one message of Binance means; the payloads stand above the methods that read them.
 *
 * <p>Times come in milliseconds. Of a futures event the matching engine's time {@code T} is the event's time, of a mark
 * price the sender's {@code E}, because there {@code T} is the next payment of funding.
 *
 * @see <a href="https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams">Spot streams</a>
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams">USD-M</a>
 * @see <a href="https://developers.binance.com/docs/derivatives/coin-margined-futures/websocket-market-streams">COIN-M</a>
 */
final class BinanceEvents {
    private static final byte[] BOOK_TICKER = "bookTicker".getBytes(ISO_8859_1);
    private static final byte[] DEPTH = "depthUpdate".getBytes(ISO_8859_1);
    private static final byte[] TRADE = "trade".getBytes(ISO_8859_1);
    private static final byte[] AGGREGATE_TRADE = "aggTrade".getBytes(ISO_8859_1);
    private static final byte[] MARK_PRICE = "markPriceUpdate".getBytes(ISO_8859_1);
    private static final byte[] INDEX_PRICE = "indexPriceUpdate".getBytes(ISO_8859_1);
    private static final byte[] MARKET_TRADE = "MARKET".getBytes(ISO_8859_1);
    private static final Set<String> UNUSED = Set.of(
            "kline",
            "continuous_kline",
            "indexPrice_kline",
            "markPrice_kline",
            "24hrTicker",
            "24hrMiniTicker",
            "1hTicker",
            "4hTicker",
            "1dTicker",
            "avgPrice",
            "forceOrder",
            "compositeIndex",
            "assetIndexUpdate",
            "contractInfo",
            "referencePrice");
    private static final long DAY = 86_400_000_000L;
    private static final long MAX_MILLIS = 10_000_000_000_000L;

    private final Symbols symbols;
    private final JsonFields fields;
    private final Consumer<MarketEvent> out;

    BinanceEvents(Symbols symbols, JsonFields fields, Consumer<MarketEvent> out) {
        this.symbols = symbols;
        this.fields = fields;
        this.out = out;
    }

    /** Reads the message whose fields were just taken. */
    Outcome interpret(Frame frame) {
        if (!fields.has(BinanceFields.EVENT)) {
            return withoutName(frame);
        }
        if (fields.is(BinanceFields.EVENT, BOOK_TICKER)) {
            return quote(frame);
        }
        if (fields.is(BinanceFields.EVENT, DEPTH)) {
            return Outcome.UNUSED;
        }
        if (fields.is(BinanceFields.EVENT, TRADE)) {
            return trade(frame, BinanceFields.TRADE_ID, false);
        }
        if (fields.is(BinanceFields.EVENT, AGGREGATE_TRADE)) {
            return trade(frame, BinanceFields.AGGREGATE_ID, true);
        }
        if (fields.is(BinanceFields.EVENT, MARK_PRICE)) {
            return marks(frame);
        }
        if (fields.is(BinanceFields.EVENT, INDEX_PRICE)) {
            return index(frame);
        }
        String name = fields.code(BinanceFields.EVENT);
        if (name.equals("serverShutdown")) {
            return Outcome.CONTROL;
        }
        return UNUSED.contains(name) ? Outcome.UNUSED : Outcome.UNKNOWN;
    }

    /** Spot's quotes and snapshots, acknowledgements and REST answers do not say what they are. */
    private Outcome withoutName(Frame frame) {
        if (fields.has(BinanceFields.BID) && fields.has(BinanceFields.ASK) && fields.has(BinanceFields.SYMBOL)
                || fields.endsWith(BinanceFields.STREAM, BOOK_TICKER)) {
            return quote(frame);
        }
        if (fields.has(BinanceFields.LAST_UPDATE_ID)) {
            return Outcome.UNUSED;
        }
        if (fields.has(BinanceFields.MARK_PRICE) && fields.has(BinanceFields.REST_SYMBOL)) {
            return premiumIndex(frame);
        }
        boolean acknowledged = fields.has(BinanceFields.RESULT) && fields.has(BinanceFields.ID);
        return acknowledged && !fields.has(BinanceFields.ERROR) ? Outcome.CONTROL : Outcome.UNKNOWN;
    }

    /**
     * {@code {"u":35346513501,"s":"ETHUSDT","b":"2683.80000000","B":"3.02920000","a":"2683.81000000","A":"31.43950000"}};
     * futures add {@code "e":"bookTicker","T":1723161257450,"E":1723161257457}, COIN-M counts contracts.
     *
     * <p>Spot sends no time: the event's time is the time of receipt. A side without a price is 0 there, and no quote.
     */
    private Outcome quote(Frame frame) {
        Symbol symbol = symbol(BinanceFields.SYMBOL);
        long time = fields.has(BinanceFields.TRANSACTION_TIME)
                ? time(frame, BinanceFields.TRANSACTION_TIME)
                : frame.receivedTime();
        double bid = notNegative(BinanceFields.BID);
        double ask = notNegative(BinanceFields.ASK);
        double bidQuantity = notNegative(BinanceFields.BID_QUANTITY);
        double askQuantity = notNegative(BinanceFields.ASK_QUANTITY);
        long update = fields.whole(BinanceFields.UPDATE_ID);
        if (bid == 0 || ask == 0) {
            return Outcome.UNUSED;
        }
        if (bidQuantity == 0 || askQuantity == 0) {
            throw new JsonException("a price without a quantity");
        }
        if (!symbol.isWanted()) {
            return unwanted(symbol);
        }
        out.accept(new Quote(
                symbol.instrument(),
                new Stamp(time, frame.receivedTime(), update, frame.origin()),
                bid,
                symbol.baseQuantity(bidQuantity, bid),
                ask,
                symbol.baseQuantity(askQuantity, ask)));
        return Outcome.EVENTS;
    }

    /**
     * {@code {"e":"trade","E":1723161255612,"s":"ETHUSDT","t":1520538925,"p":"2683.80000000","q":"0.00200000",
     * "T":1723161255611,"m":true,"M":true}}; {@code aggTrade} has its id in {@code a}.
     *
     * <p>{@code m}: the buyer was the maker, so the taker sold. Futures add {@code X}; what is not {@code MARKET} (insurance
     * fund, auto-deleveraging) was no print of the market. Where a symbol sends single trades, its aggregates are ignored.
     */
    private Outcome trade(Frame frame, int idField, boolean aggregate) {
        if (fields.has(BinanceFields.TRADE_TYPE) && !fields.is(BinanceFields.TRADE_TYPE, MARKET_TRADE)) {
            return Outcome.UNUSED;
        }
        Symbol symbol = symbol(BinanceFields.SYMBOL);
        long time = time(frame, BinanceFields.TRANSACTION_TIME);
        long id = fields.whole(idField);
        double price = fields.quotedDecimal(BinanceFields.PRICE);
        double quantity = fields.quotedDecimal(BinanceFields.QUANTITY);
        Side aggressor = fields.bool(BinanceFields.BUYER_IS_MAKER) ? Side.SELL : Side.BUY;
        Trade trade = new Trade(
                symbol.instrument(),
                new Stamp(time, frame.receivedTime(), id, frame.origin()),
                fields.literal(idField),
                price,
                symbol.baseQuantity(quantity, price),
                symbol.notional(quantity, price),
                aggressor);
        if (!symbol.isWanted()) {
            return unwanted(symbol);
        }
        boolean isNew = aggregate ? symbol.addAggregate(id, time) : symbol.addSingle(id, time);
        if (!isNew) {
            return Outcome.UNUSED;
        }
        out.accept(trade);
        return Outcome.EVENTS;
    }

    /**
     * {@code {"e":"markPriceUpdate","E":1617308820003,"s":"BTCUSDT","p":"58940.14924532","P":"58905.14663658",
     * "i":"58857.26693664","r":"0.00058455","T":1617321600000}}: mark, index, running funding and its payment.
     *
     * <p>Dated contracts have {@code "r":"","T":0}: no funding.
     */
    private Outcome marks(Frame frame) {
        return marks(
                frame,
                symbol(BinanceFields.SYMBOL),
                time(frame, BinanceFields.EVENT_TIME),
                BinanceFields.PRICE,
                BinanceFields.INDEX,
                BinanceFields.RATE,
                BinanceFields.TRANSACTION_TIME);
    }

    /**
     * {@code {"symbol":"BTCUSDT","markPrice":"26780.82","indexPrice":"26798.25","lastFundingRate":"0.00001226",
     * "nextFundingTime":1687248000000,"time":1687244112000,…}}: the same over REST.
     */
    private Outcome premiumIndex(Frame frame) {
        return marks(
                frame,
                symbol(BinanceFields.REST_SYMBOL),
                time(frame, BinanceFields.TIME),
                BinanceFields.MARK_PRICE,
                BinanceFields.INDEX_PRICE,
                BinanceFields.LAST_FUNDING_RATE,
                BinanceFields.NEXT_FUNDING_TIME);
    }

    private Outcome marks(
            Frame frame, Symbol symbol, long time, int markField, int indexField, int rateField, int nextField) {
        Stamp stamp = new Stamp(time, frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
        MarkPrice mark = new MarkPrice(symbol.instrument(), stamp, fields.quotedDecimal(markField));
        double index = hasText(indexField) ? notNegative(indexField) : 0;
        boolean funded = hasText(rateField) && symbol.instrument().isPerpetual();
        double rate = funded ? fields.quotedDecimal(rateField) : 0;
        long nextFunding = fields.has(nextField) ? fields.whole(nextField) : 0;
        if (nextFunding < 0 || nextFunding > MAX_MILLIS) {
            throw new JsonException("no funding time: " + nextFunding);
        }
        if (!symbol.isWanted()) {
            return unwanted(symbol);
        }
        out.accept(mark);
        if (index > 0) {
            out.accept(new IndexPrice(symbol.index(), stamp, index));
        }
        if (funded && nextFunding > 0) {
            long due = nextFunding * 1000;
            out.accept(new FundingRate(
                    symbol.instrument(),
                    stamp,
                    FundingRate.Kind.PREDICTED,
                    rate,
                    symbol.funding().measure(due, frame.receivedTime()),
                    due));
        }
        return Outcome.EVENTS;
    }

    /** {@code {"e":"indexPriceUpdate","E":1591261236000,"i":"BTCUSD","p":"9636.57860000"}}: COIN-M, by pair. */
    private Outcome index(Frame frame) {
        long time = time(frame, BinanceFields.EVENT_TIME);
        double price = fields.quotedDecimal(BinanceFields.PRICE);
        Optional<Instrument> index = symbols.index(fields.code(BinanceFields.INDEX));
        if (!(price > 0)) {
            throw new JsonException("price is not positive: " + price);
        }
        index.ifPresent(instrument -> out.accept(new IndexPrice(
                instrument, new Stamp(time, frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin()), price)));
        return index.isPresent() ? Outcome.EVENTS : Outcome.UNUSED;
    }

    private Symbol symbol(int field) {
        if (!fields.is(field, JsonKind.STRING) || fields.start(field) == fields.end(field)) {
            throw new JsonException("no symbol");
        }
        return symbols.find(fields.text(), fields.start(field), fields.end(field));
    }

    private static Outcome unwanted(Symbol symbol) {
        return symbol.isKnown() ? Outcome.UNUSED : Outcome.UNKNOWN;
    }

    private boolean hasText(int field) {
        return fields.has(field) && !(fields.is(field, JsonKind.STRING) && fields.start(field) == fields.end(field));
    }

    private double notNegative(int field) {
        double value = fields.quotedDecimal(field);
        if (value < 0) {
            throw new JsonException("a negative number: " + value);
        }
        return value;
    }

    /** Milliseconds in the field, as microseconds; a time of tomorrow or later is refused. */
    private long time(Frame frame, int field) {
        long millis = fields.whole(field);
        if (millis <= 0 || millis > MAX_MILLIS || millis * 1000 > frame.receivedTime() + DAY) {
            throw new JsonException("a time that cannot be: " + millis);
        }
        return millis * 1000;
    }
}
