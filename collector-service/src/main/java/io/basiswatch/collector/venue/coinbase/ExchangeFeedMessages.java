package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.function.Consumer;

/**
 * Messages of the Exchange feed.
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

    ExchangeFeedMessages(CoinbaseEvents events) {
        this.events = events;
    }

    Outcome interpret(Frame frame, JsonFields fields, Consumer<MarketEvent> out) {
        return switch (fields.code(CoinbaseFields.TYPE)) {
            case "match", "last_match" -> events.trade(frame, fields, fields.whole(CoinbaseFields.TRADE_ID), out);
            case "ticker" -> ticker(frame, fields, out);
            case "subscriptions", "heartbeat" -> Outcome.CONTROL;
            case "l2update", "snapshot", "received", "open", "done", "change", "activate", "status", "auction" ->
                Outcome.UNUSED;
            default -> Outcome.UNKNOWN;
        };
    }

    /** The first ticker after subscribing to a quiet product comes without a time. */
    private Outcome ticker(Frame frame, JsonFields fields, Consumer<MarketEvent> out) {
        long time = fields.has(CoinbaseFields.TIME)
                ? CoinbaseEvents.time(frame, fields, CoinbaseFields.TIME)
                : frame.receivedTime();
        return events.quote(
                frame, fields, time, sequence(fields), CoinbaseFields.BEST_BID_SIZE, CoinbaseFields.BEST_ASK_SIZE, out);
    }

    private static long sequence(JsonFields fields) {
        return fields.has(CoinbaseFields.SEQUENCE) ? fields.whole(CoinbaseFields.SEQUENCE) : Stamp.NO_SEQUENCE;
    }
}
