package io.basiswatch.collector.venue.okx;

import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.feed.TradeRuns;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trades of OKX, streamed and asked for. Sizes are coins on spot and contracts everywhere else. */
final class OkxTrades {
    private static final int ID = 0;
    private static final int TRADE_ID = 1;
    private static final int PRICE = 2;
    private static final int SIZE = 3;
    private static final int SIDE = 4;
    private static final int TIME = 5;
    private static final int COUNT = 6;

    /**
     * One or more fills that were read and not told yet.
     *
     * @param first the id of the first one; the trade carries that of the last
     */
    private record Fills(Trade trade, long first) {}

    private final JsonFields trade = JsonFields.of("instId", "tradeId", "px", "sz", "side", "ts", "count");
    private final TradeRuns runs = new TradeRuns();

    /** Fills that were told as a part of a sum, under the id of another one. */
    private final TradeRuns summedUp = new TradeRuns();

    private final List<Fills> fills = new ArrayList<>();
    private final OkxInstruments instruments;
    private final FrameEvents events;
    private final Codes codes;

    OkxTrades(OkxInstruments instruments, FrameEvents events, Codes codes) {
        this.instruments = instruments;
        this.events = events;
        this.codes = codes;
    }

    /**
     * {@code {"instId":"BTC-USDT-SWAP","tradeId":"219066264","px":"43568.8","sz":"7","side":"buy","ts":"1646312440645"}}.
     *
     * <p>{@code side} is the taker's. A push sums up what one taker's order filled at one price: {@code count} fills, the last
     * of which is {@code tradeId}. Ids count up by one, so the others are those before it; REST tells each fill by itself. The
     * first push repeats the last trade. Nothing is changed before {@link #apply}.
     */
    void read(JsonCursor cursor) {
        fills.clear();
        cursor.beginArray();
        while (cursor.nextElement()) {
            trade.clear().read(cursor);
            double price = trade.quotedDecimal(PRICE);
            double size = trade.quotedDecimal(SIZE);
            Side taker = taker();
            long last = trade.quotedWhole(TRADE_ID);
            long first = trade.hasValue(COUNT) ? last - trade.quotedWhole(COUNT) + 1 : last;
            if (first > last || first < 0) {
                throw new JsonException("trade " + last + " sums up " + trade.quotedWhole(COUNT) + " fills");
            }
            Stamp stamp = events.stamp(trade.quotedWhole(TIME), last);
            Optional<Terms> terms = instruments.find(codes.code(trade, ID), events);
            terms.ifPresent(known -> fills.add(new Fills(
                    new Trade(
                            known.instrument(),
                            stamp,
                            trade.code(TRADE_ID),
                            price,
                            known.base(size, price),
                            known.notional(size, price),
                            taker),
                    first)));
        }
    }

    /** Makes events of the trades that were read, in the order in which they happened, and tells what is missing between. */
    void apply(Frame frame) {
        boolean isStream = frame.source() == Frame.Source.WEBSOCKET;
        for (Fills one : isStream ? fills : fills.reversed()) {
            Trade told = one.trade;
            if (isStream) {
                runs.missing(told.instrument(), frame.connection(), one.first, told.eventTime())
                        .ifPresent(hole -> events.add(new FeedGap(
                                told.instrument(),
                                events.stampOnReceipt(),
                                Channel.TRADES.word(),
                                hole.from(),
                                hole.reason(),
                                FeedGap.Scope.TRADES)));
            }
            long last = told.stamp().sequence();
            boolean isNews = runs.isNews(told.instrument(), one.first, last, told.eventTime());
            if (isStream && isNews && one.first < last) {
                summedUp.isNews(told.instrument(), one.first, last - 1, told.eventTime());
            }
            // How far a page of the past reaches shows in what is known, too; its hole decides what of it is news.
            if (frame.isPast() ? !summedUp.knows(told.instrument(), last) : isNews) {
                events.add(told);
            }
        }
    }

    /** A socket is gone. */
    void closed(String connection) {
        runs.closed(connection);
    }

    private Side taker() {
        return switch (trade.code(SIDE)) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new JsonException("neither buy nor sell: " + trade.code(SIDE));
        };
    }
}
