package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.json.JsonFields;

/** The fields of the messages of Kraken Futures, by their place in {@link #create}. */
final class KrakenFuturesFields {
    static final int EVENT = 0;
    static final int FEED = 1;
    static final int PRODUCT = 2;
    static final int SEQUENCE = 3;
    static final int TIMESTAMP = 4;
    static final int TIME = 5;
    static final int SIDE = 6;
    static final int PRICE = 7;
    static final int QUANTITY = 8;
    static final int TYPE = 9;
    static final int UID = 10;
    static final int TRADES = 11;
    static final int BIDS = 12;
    static final int ASKS = 13;
    static final int BID = 14;
    static final int ASK = 15;
    static final int BID_SIZE = 16;
    static final int ASK_SIZE = 17;
    static final int MARK = 18;
    static final int INDEX = 19;
    static final int OPEN_INTEREST = 20;
    static final int RELATIVE_RATE = 21;
    static final int RELATIVE_PREDICTION = 22;
    static final int NEXT_FUNDING_TIME = 23;
    static final int MATURITY = 24;
    static final int SUSPENDED = 25;
    static final int RESULT = 26;
    static final int INSTRUMENTS = 27;
    static final int TICKERS = 28;
    static final int ORDER_BOOK = 29;
    static final int RATES = 30;
    static final int HISTORY = 31;
    static final int CANDLES = 32;
    static final int STATUS = 33;
    static final int NOTIFICATIONS = 34;
    static final int ERROR = 35;
    static final int ERRORS = 36;

    private KrakenFuturesFields() {}

    static JsonFields create() {
        return JsonFields.of(
                "event",
                "feed",
                "product_id",
                "seq",
                "timestamp",
                "time",
                "side",
                "price",
                "qty",
                "type",
                "uid",
                "trades",
                "bids",
                "asks",
                "bid",
                "ask",
                "bid_size",
                "ask_size",
                "markPrice",
                "index",
                "openInterest",
                "relative_funding_rate",
                "relative_funding_rate_prediction",
                "next_funding_rate_time",
                "maturityTime",
                "suspended",
                "result",
                "instruments",
                "tickers",
                "orderBook",
                "rates",
                "history",
                "candles",
                "instrumentStatus",
                "notifications",
                "error",
                "errors");
    }
}
