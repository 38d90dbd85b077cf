package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Messages of Advanced Trade: an envelope around one or more events, each with one or more rows.
 *
 * <pre>{@code
 * {"channel":"market_trades","timestamp":"2026-08-09T21:05:48.228568804Z","sequence_num":0,"events":[{"type":"update",
 *  "trades":[{"product_id":"BTC-USD","trade_id":"1068572090","price":"65083.67","size":"0.002186",
 *             "time":"2026-08-09T21:05:42.514318Z","side":"SELL"}]}]}
 * {"channel":"ticker","timestamp":"2026-08-09T21:05:48.229198328Z","sequence_num":6,"events":[{"type":"update",
 *  "tickers":[{"type":"ticker","product_id":"BTC-USD","price":"65086.18",…,"best_bid":"65083.66",
 *              "best_bid_quantity":"0.20371215","best_ask":"65083.67","best_ask_quantity":"0.24290402"}]}]}
 * }</pre>
 *
 * <p>Levels are read by {@link AdvancedLevels}. The first {@code market_trades} after subscribing repeats recent trades; those not seen before count.
 * {@code sequence_num} counts all messages of the connection and is the sequence of quotes.
 *
 * @see <a href="https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-channels">Channels</a>
 */
final class AdvancedTradeMessages {
    private final CoinbaseEvents events;
    private final JsonCursor cursor = new JsonCursor();
    private final JsonCursor rowsCursor = new JsonCursor();
    private final JsonFields group = CoinbaseFields.create();
    private final JsonFields row = CoinbaseFields.create();
    private final List<MarketEvent> batch = new ArrayList<>();

    AdvancedTradeMessages(CoinbaseEvents events) {
        this.events = events;
    }

    Outcome interpret(String channel, Frame frame, JsonFields envelope, Consumer<MarketEvent> out) {
        return switch (channel) {
            case "market_trades" -> groups(frame, envelope, CoinbaseFields.TRADES, out);
            case "ticker", "ticker_batch" -> groups(frame, envelope, CoinbaseFields.TICKERS, out);
            case "subscriptions", "heartbeats" -> Outcome.CONTROL;
            case "candles", "status" -> Outcome.UNUSED;
            default -> Outcome.UNKNOWN;
        };
    }

    /** The same word as a constant, as only those of the venue may name a stream. */
    static String word(String channel) {
        return switch (channel) {
            case "market_trades" -> "market_trades";
            case "ticker" -> "ticker";
            case "ticker_batch" -> "ticker_batch";
            case "subscriptions" -> "subscriptions";
            case "heartbeats" -> "heartbeats";
            case "candles" -> "candles";
            case "status" -> "status";
            default -> "";
        };
    }

    /** What an answer over REST that holds no products is, by its form. */
    static String answer(JsonFields answer) {
        if (answer.has(CoinbaseFields.PRICE_BOOK) || answer.has(CoinbaseFields.BIDS)) {
            return "REST book";
        }
        if (answer.has(CoinbaseFields.CANDLES)) {
            return "REST candles";
        }
        return answer.has(CoinbaseFields.TRADES) ? "REST trades" : "REST";
    }

    private Outcome groups(Frame frame, JsonFields envelope, int rowsField, Consumer<MarketEvent> out) {
        if (!envelope.is(CoinbaseFields.EVENTS, JsonKind.ARRAY)) {
            throw new JsonException("no array of events");
        }
        long time = CoinbaseEvents.time(frame, envelope, CoinbaseFields.TIMESTAMP);
        long sequence = envelope.whole(CoinbaseFields.SEQUENCE_NUM);
        cursor.reset(envelope.text(), envelope.start(CoinbaseFields.EVENTS), envelope.end(CoinbaseFields.EVENTS));
        cursor.beginArray();
        while (cursor.nextElement()) {
            group.clear().read(cursor);
            if (!group.is(rowsField, JsonKind.ARRAY)) {
                throw new JsonException("an event without rows");
            }
            rowsCursor.reset(group.text(), group.start(rowsField), group.end(rowsField));
            if (rowsField == CoinbaseFields.TRADES) {
                trades(frame, out);
            } else {
                tickers(frame, time, sequence, out);
            }
        }
        return Outcome.EVENTS;
    }

    /** Trades come newest first and are told in the order in which they were made. */
    private void trades(Frame frame, Consumer<MarketEvent> out) {
        batch.clear();
        rowsCursor.beginArray();
        while (rowsCursor.nextElement()) {
            row.clear().read(rowsCursor);
            events.trade(frame, row, row.quotedWhole(CoinbaseFields.TRADE_ID), batch::add);
        }
        for (int i = batch.size() - 1; i >= 0; i--) {
            out.accept(batch.get(i));
        }
    }

    private void tickers(Frame frame, long time, long sequence, Consumer<MarketEvent> out) {
        rowsCursor.beginArray();
        while (rowsCursor.nextElement()) {
            row.clear().read(rowsCursor);
            events.quote(
                    frame,
                    row,
                    time,
                    sequence,
                    CoinbaseFields.BEST_BID_QUANTITY,
                    CoinbaseFields.BEST_ASK_QUANTITY,
                    out);
        }
    }
}
