package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.function.Consumer;

/**
 * Messages of the Exchange feed; its books are read by {@link ExchangeLevels}.
 *
 * <pre>{@code
 * {"type":"match","trade_id":280232,"maker_order_id":"…","taker_order_id":"…","side":"sell","size":"985",
 *  "price":"0.00001305","product_id":"SKL-BTC","sequence":177100030,"time":"2021-04-17T16:43:37.089723Z"}
 * {"type":"ticker","sequence":333938798,"product_id":"BAND-GBP","price":"14.7775",…,"best_bid":"14.7550",
 *  "best_ask":"14.8060","side":"buy","time":"2021-04-17T16:43:30.244075Z","trade_id":881613,"last_size":"0.04"}
 * }</pre>
 *
 * <p>{@code last_match} repeats the last trade before the subscription; it counts only if it was not seen before.
 * Newer tickers add {@code best_bid_size} and {@code best_ask_size}; older ones do not say.
 *
 * @see <a href="https://docs.cdp.coinbase.com/exchange/websocket-feed/channels">Channels</a>
 */
final class ExchangeFeedMessages {
    private final CoinbaseEvents events;
    private final ExchangeLevels levels;

    ExchangeFeedMessages(CoinbaseEvents events, ExchangeLevels levels) {
        this.events = events;
        this.levels = levels;
    }

    Outcome interpret(String type, Frame frame, JsonFields fields, Consumer<MarketEvent> out) {
        switch (type) {
            case "match", "last_match" -> events.trade(frame, fields, fields.whole(CoinbaseFields.TRADE_ID), out);
            case "ticker" -> ticker(frame, fields, out);
            case "snapshot" -> levels.snapshot(frame, fields);
            case "l2update" -> levels.update(frame, fields);
            case "subscriptions", "heartbeat", "error" -> {
                return Outcome.CONTROL;
            }
            case "received", "open", "done", "change", "activate", "status", "auction" -> {
                return Outcome.UNUSED;
            }
            default -> {
                return Outcome.UNKNOWN;
            }
        }
        if (fields.hasValue(CoinbaseFields.TIME)) {
            CoinbaseEvents.time(frame, fields, CoinbaseFields.TIME);
        }
        return Outcome.EVENTS;
    }

    /** The same word as a constant, as only those of the venue may name a stream; orders of the full feed share one. */
    static String word(String type) {
        return switch (type) {
            case "match" -> "match";
            case "last_match" -> "last_match";
            case "ticker" -> "ticker";
            case "snapshot" -> "snapshot";
            case "l2update" -> "l2update";
            case "subscriptions" -> "subscriptions";
            case "heartbeat" -> "heartbeat";
            case "error" -> "error";
            case "received", "open", "done", "change", "activate" -> "full";
            case "status" -> "status";
            case "auction" -> "auction";
            default -> "";
        };
    }

    static boolean isOfBook(String word) {
        return word.equals("snapshot") || word.equals("l2update");
    }

    /** The first ticker after subscribing to a quiet product comes without a time. */
    private void ticker(Frame frame, JsonFields fields, Consumer<MarketEvent> out) {
        long time = fields.has(CoinbaseFields.TIME)
                ? CoinbaseEvents.time(frame, fields, CoinbaseFields.TIME)
                : frame.receivedTime();
        events.quote(
                frame, fields, time, sequence(fields), CoinbaseFields.BEST_BID_SIZE, CoinbaseFields.BEST_ASK_SIZE, out);
    }

    private static long sequence(JsonFields fields) {
        return fields.has(CoinbaseFields.SEQUENCE) ? fields.whole(CoinbaseFields.SEQUENCE) : Stamp.NO_SEQUENCE;
    }
}
