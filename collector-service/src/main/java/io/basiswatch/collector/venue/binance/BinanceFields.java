package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.json.JsonFields;

/**
 * The fields of Binance's messages, by their place in {@link #create}. Letters mean different things in different
 * messages and differ by case alone: {@code b} is a price, {@code B} its quantity.
 */
final class BinanceFields {
    static final int EVENT = 0;
    static final int EVENT_TIME = 1;
    static final int SYMBOL = 2;
    static final int TRANSACTION_TIME = 3;
    static final int PRICE = 4;
    static final int QUANTITY = 5;
    static final int BUYER_IS_MAKER = 6;
    static final int TRADE_TYPE = 7;
    static final int TRADE_ID = 8;
    static final int ASK = 9;
    static final int AGGREGATE_ID = 9;
    static final int BID = 10;
    static final int BID_QUANTITY = 11;
    static final int ASK_QUANTITY = 12;
    static final int UPDATE_ID = 13;
    static final int RATE = 14;
    static final int INDEX = 15;
    static final int STREAM = 16;
    static final int RESULT = 17;
    static final int ID = 18;
    static final int LAST_UPDATE_ID = 19;
    static final int ERROR = 20;
    static final int REST_SYMBOL = 21;
    static final int MARK_PRICE = 22;
    static final int INDEX_PRICE = 23;
    static final int LAST_FUNDING_RATE = 24;
    static final int NEXT_FUNDING_TIME = 25;
    static final int TIME = 26;
    static final int FIRST_UPDATE_ID = 27;
    static final int PREVIOUS_UPDATE_ID = 28;
    static final int ORDER = 29;
    static final int CANDLE = 30;
    static final int PRODUCT = 31;
    static final int DATA = 32;
    static final int SYMBOLS = 33;
    static final int OPEN_INTEREST = 34;
    static final int FUNDING_RATE = 35;
    static final int FUNDING_TIME = 36;
    static final int CODE = 37;
    static final int RATIO = 38;
    static final int LONG_SHARE = 39;
    static final int SHORT_SHARE = 40;
    static final int PERIOD_TIME = 41;

    private BinanceFields() {}

    static JsonFields create() {
        return JsonFields.of(
                "e",
                "E",
                "s",
                "T",
                "p",
                "q",
                "m",
                "X",
                "t",
                "a",
                "b",
                "B",
                "A",
                "u",
                "r",
                "i",
                "stream",
                "result",
                "id",
                "lastUpdateId",
                "error",
                "symbol",
                "markPrice",
                "indexPrice",
                "lastFundingRate",
                "nextFundingTime",
                "time",
                "U",
                "pu",
                "o",
                "k",
                "st",
                "data",
                "symbols",
                "openInterest",
                "fundingRate",
                "fundingTime",
                "code",
                "longShortRatio",
                "longAccount",
                "shortAccount",
                "timestamp");
    }
}
