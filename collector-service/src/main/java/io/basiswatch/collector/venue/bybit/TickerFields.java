package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.json.JsonFields;

/** The fields of a ticker that are read. */
final class TickerFields {
    static final int SYMBOL = 0;
    static final int BID = 1;
    static final int BID_SIZE = 2;
    static final int ASK = 3;
    static final int ASK_SIZE = 4;
    static final int MARK = 5;
    static final int INDEX = 6;
    static final int INTEREST = 7;
    static final int INTEREST_VALUE = 8;
    static final int SINGLE_INTEREST = 9;
    static final int SINGLE_INTEREST_VALUE = 10;
    static final int FUNDING_RATE = 11;
    static final int FUNDING_TIME = 12;
    static final int FUNDING_HOURS = 13;

    private TickerFields() {}

    static JsonFields create() {
        return JsonFields.of(
                "symbol",
                "bid1Price",
                "bid1Size",
                "ask1Price",
                "ask1Size",
                "markPrice",
                "indexPrice",
                "openInterest",
                "openInterestValue",
                "singleOpenInterest",
                "singleOpenInterestValue",
                "fundingRate",
                "nextFundingTime",
                "fundingIntervalHour");
    }
}
