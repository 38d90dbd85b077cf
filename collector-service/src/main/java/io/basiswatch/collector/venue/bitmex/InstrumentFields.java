package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.json.JsonFields;

/**
 * The fields of a row of the {@code instrument} table that are read.
 *
 * <pre>{@code
 * {"symbol":"XBTUSD","state":"Open","typ":"FFWCSX","listing":"2016-05-13T12:00:00.000Z","expiry":null,"underlying":"XBT","quoteCurrency":"USD",
 *  "multiplier":-100000000,"settlCurrency":"XBt","underlyingToPositionMultiplier":null,
 *  "underlyingToSettleMultiplier":-100000000,"quoteToSettleMultiplier":null,"isQuanto":false,"isInverse":true,
 *  "fundingTimestamp":"2021-07-23T04:00:00.000Z","fundingInterval":"2000-01-01T08:00:00.000Z","fundingRate":0.0001,
 *  "openInterest":574264600,"markPrice":32184.89,"indicativeSettlePrice":32182.72,
 *  "timestamp":"2021-07-22T22:36:05.000Z",…}
 * }</pre>
 *
 * @see <a href="https://www.bitmex.com/api/explorer/#!/Instrument/Instrument_get">Instrument</a>
 */
final class InstrumentFields {
    static final int SYMBOL = 0;
    static final int TIME = 1;
    static final int TYPE = 2;
    static final int STATE = 3;
    static final int UNDERLYING = 4;
    static final int QUOTE = 5;
    static final int SETTLEMENT = 6;
    static final int EXPIRY = 7;
    static final int MULTIPLIER = 8;
    static final int UNDERLYING_TO_POSITION = 9;
    static final int UNDERLYING_TO_SETTLE = 10;
    static final int QUOTE_TO_SETTLE = 11;
    static final int INVERSE = 12;
    static final int QUANTO = 13;
    static final int MARK = 14;
    static final int INDEX = 15;
    static final int INTEREST = 16;
    static final int FUNDING_RATE = 17;
    static final int FUNDING_TIME = 18;
    static final int FUNDING_INTERVAL = 19;
    static final int LISTING = 20;

    private InstrumentFields() {}

    static JsonFields create() {
        return JsonFields.of(
                "symbol",
                "timestamp",
                "typ",
                "state",
                "underlying",
                "quoteCurrency",
                "settlCurrency",
                "expiry",
                "multiplier",
                "underlyingToPositionMultiplier",
                "underlyingToSettleMultiplier",
                "quoteToSettleMultiplier",
                "isInverse",
                "isQuanto",
                "markPrice",
                "indicativeSettlePrice",
                "openInterest",
                "fundingRate",
                "fundingTimestamp",
                "fundingInterval",
                "listing");
    }
}
