package io.basiswatch.collector.venue.deribit;

import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.feed.TradeRuns;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.List;

/**
 * Trades and liquidations of Deribit, streamed and asked for. Numbers are JSON numbers, amounts dollars of inverse contracts,
 * else coins.
 *
 * @see <a href="https://docs.deribit.com/#trades-instrument_name-interval">trades</a>
 */
final class DeribitTrades {
    private static final int NAME = 0;
    private static final int TIME = 1;
    private static final int ID = 2;
    private static final int SEQUENCE = 3;
    private static final int PRICE = 4;
    private static final int AMOUNT = 5;
    private static final int DIRECTION = 6;
    private static final int LIQUIDATION = 7;
    private static final int BLOCK = 8;

    private static final String STREAM = "trades";

    /**
     * A trade that was read and not told yet.
     *
     * @param isBlock whether it was agreed off the book; it has its place in the count of trades all the same
     * @param forced the sides whose orders were forced
     */
    private record Print(Trade trade, boolean isBlock, List<Side> forced) {}

    private final JsonFields trade = JsonFields.of(
            "instrument_name",
            "timestamp",
            "trade_id",
            "trade_seq",
            "price",
            "amount",
            "direction",
            "liquidation",
            "block_trade_id");
    private final JsonFields page = JsonFields.of("trades");
    private final JsonCursor rows = new JsonCursor();
    private final TradeRuns runs = new TradeRuns();
    private final List<Print> prints = new ArrayList<>();
    private final Codes codes = new Codes();
    private final DeribitInstruments instruments;
    private final FrameEvents events;

    DeribitTrades(DeribitInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /**
     * {@code {"trade_seq":92836831,"trade_id":"137487241","timestamp":1616321478553,"price":56168.0,"amount":5580.0,
     * "instrument_name":"BTC-PERPETUAL","direction":"buy",…}}.
     *
     * <p>{@code direction} is the taker's. Block trades were agreed off the book and are no prints of it. {@code trade_seq}
     * counts the trades of one instrument. Nothing is changed before {@link #apply}.
     */
    void read(JsonCursor cursor) {
        prints.clear();
        cursor.beginArray();
        while (cursor.nextElement()) {
            trade.clear().read(cursor);
            Stamp stamp = events.stamp(trade.whole(TIME), trade.whole(SEQUENCE));
            double price = trade.decimal(PRICE);
            double amount = trade.decimal(AMOUNT);
            Side taker = taker();
            instruments
                    .find(codes.code(trade, NAME), events)
                    .ifPresent(terms -> prints.add(print(terms, stamp, price, amount, taker)));
        }
    }

    /** The answer of {@code get_last_trades_by_…}: {@code {"trades":[…],"has_more":true}}. */
    void page(JsonCursor result) {
        page.clear().read(result);
        if (!page.is(0, JsonKind.ARRAY)) {
            throw new JsonException("an answer without trades");
        }
        read(rows.reset(page.text(), page.start(0), page.end(0)));
        prints.sort((one, other) ->
                Long.compare(one.trade.stamp().sequence(), other.trade.stamp().sequence()));
    }

    /** Makes events of the trades that were read, and tells what is missing between. */
    void apply(Frame frame) {
        for (Print one : prints) {
            Trade told = one.trade;
            long sequence = told.stamp().sequence();
            if (frame.source() == Frame.Source.WEBSOCKET) {
                runs.missing(told.instrument(), frame.connection(), sequence, told.eventTime())
                        .ifPresent(hole -> events.add(new FeedGap(
                                told.instrument(),
                                events.stampOnReceipt(),
                                STREAM,
                                hole.from(),
                                hole.reason(),
                                FeedGap.Scope.TRADES)));
            }
            boolean isNews = runs.isNews(told.instrument(), sequence, sequence, told.eventTime());
            // How far a page of the past reaches shows in what is known, too; its hole decides what of it is news.
            if ((isNews || frame.isPast()) && !one.isBlock) {
                events.add(told);
            }
            if (isNews && !one.isBlock) {
                one.forced.forEach(side -> events.add(liquidation(told, side)));
            }
        }
    }

    private static Liquidation liquidation(Trade trade, Side order) {
        return new Liquidation(
                trade.instrument(),
                trade.stamp(),
                trade.price(),
                trade.quantity(),
                trade.notional(),
                order == Side.SELL ? Liquidation.Position.LONG : Liquidation.Position.SHORT,
                Liquidation.Completeness.COMPLETE);
    }

    /** A socket is gone. */
    void closed(String connection) {
        runs.closed(connection);
    }

    private Side taker() {
        return switch (trade.code(DIRECTION)) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new JsonException("neither buy nor sell: " + trade.code(DIRECTION));
        };
    }

    private Print print(Terms terms, Stamp stamp, double price, double amount, Side taker) {
        double base = terms.base(amount, price);
        double notional = terms.notional(amount, price);
        Trade fill = new Trade(terms.instrument(), stamp, trade.literal(ID), price, base, notional, taker);
        return new Print(fill, trade.hasValue(BLOCK), forced(taker));
    }

    /** {@code T}: the taker's order was forced, {@code M}: the maker's. Every forced trade is marked. */
    private List<Side> forced(Side taker) {
        if (!trade.hasValue(LIQUIDATION)) {
            return List.of();
        }
        return switch (trade.code(LIQUIDATION)) {
            case "T" -> List.of(taker);
            case "M" -> List.of(taker.opposite());
            case "MT" -> List.of(taker, taker.opposite());
            case "none" -> List.of();
            default -> throw new JsonException("not a side of a liquidation: " + trade.code(LIQUIDATION));
        };
    }
}
