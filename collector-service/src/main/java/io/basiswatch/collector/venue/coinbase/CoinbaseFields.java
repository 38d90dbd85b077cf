package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.json.JsonFields;

/** The fields of Coinbase's messages, by their place in {@link #create}; both feeds share most names. */
final class CoinbaseFields {
    static final int TYPE = 0;
    static final int PRODUCT = 1;
    static final int TRADE_ID = 2;
    static final int SIDE = 3;
    static final int SIZE = 4;
    static final int PRICE = 5;
    static final int TIME = 6;
    static final int SEQUENCE = 7;
    static final int BEST_BID = 8;
    static final int BEST_ASK = 9;
    static final int BEST_BID_SIZE = 10;
    static final int BEST_ASK_SIZE = 11;
    static final int CHANNEL = 12;
    static final int TIMESTAMP = 13;
    static final int SEQUENCE_NUM = 14;
    static final int EVENTS = 15;
    static final int BEST_BID_QUANTITY = 16;
    static final int BEST_ASK_QUANTITY = 17;
    static final int TRADES = 18;
    static final int TICKERS = 19;
    static final int BIDS = 20;
    static final int ASKS = 21;
    static final int CHANGES = 22;
    static final int PRICE_BOOK = 23;
    static final int CANDLES = 24;

    private CoinbaseFields() {}

    static JsonFields create() {
        return JsonFields.of(
                "type",
                "product_id",
                "trade_id",
                "side",
                "size",
                "price",
                "time",
                "sequence",
                "best_bid",
                "best_ask",
                "best_bid_size",
                "best_ask_size",
                "channel",
                "timestamp",
                "sequence_num",
                "events",
                "best_bid_quantity",
                "best_ask_quantity",
                "trades",
                "tickers",
                "bids",
                "asks",
                "changes",
                "pricebook",
                "candles");
    }
}
