package io.basiswatch.collector.venue.bitmex;

/** Rows of the {@code instrument} table, shortened to what is read. */
final class BitmexRows {
    private static final String PERPETUAL = """
            "state":"Open","typ":"FFWCSX","expiry":null,"fundingTimestamp":"2021-07-23T04:00:00.000Z",
            "fundingInterval":"2000-01-01T08:00:00.000Z","fundingRate":0.0001,"timestamp":"2021-07-22T22:36:05.000Z",""";

    static final String XBTUSD = "{\"symbol\":\"XBTUSD\"," + PERPETUAL + """
            "listing":"2016-05-13T12:00:00.000Z",
            "underlying":"XBT","quoteCurrency":"USD","multiplier":-100000000,"settlCurrency":"XBt",
            "underlyingToPositionMultiplier":null,"underlyingToSettleMultiplier":-100000000,"quoteToSettleMultiplier":null,
            "isQuanto":false,"isInverse":true,"openInterest":574264600,"openValue":1784268825430,"markPrice":32184.89,
            "indicativeSettlePrice":32182.72}""";

    static final String ETHUSD = "{\"symbol\":\"ETHUSD\"," + PERPETUAL + """
            "listing":"2018-08-01T12:00:00.000Z",
            "underlying":"ETH","quoteCurrency":"USD","multiplier":100,"settlCurrency":"XBt",
            "underlyingToPositionMultiplier":null,"underlyingToSettleMultiplier":null,"quoteToSettleMultiplier":3108,
            "isQuanto":true,"isInverse":false,"openInterest":1403475,"openValue":281246565675,"markPrice":2003.93,
            "indicativeSettlePrice":2003.18}""";

    static final String XBTUSDT = "{\"symbol\":\"XBTUSDT\"," + PERPETUAL + """
            "underlying":"XBT","quoteCurrency":"USDT","multiplier":1,"settlCurrency":"USDt",
            "underlyingToPositionMultiplier":1000000,"underlyingToSettleMultiplier":null,"quoteToSettleMultiplier":1000000,
            "isQuanto":false,"isInverse":false,"openInterest":1000000,"markPrice":30000,"indicativeSettlePrice":30001}""";

    static final String XBTM21 = """
            {"symbol":"XBTM21","state":"Open","typ":"FFCCSX","expiry":"2021-06-25T12:00:00.000Z","fundingTimestamp":null,
            "fundingInterval":null,"fundingRate":null,"timestamp":"2021-06-01T00:00:00.000Z","underlying":"XBT",
            "quoteCurrency":"USD","multiplier":-100000000,"settlCurrency":"XBt","underlyingToPositionMultiplier":null,
            "underlyingToSettleMultiplier":-100000000,"quoteToSettleMultiplier":null,"isQuanto":false,"isInverse":true,
            "openInterest":300,"markPrice":30000,"indicativeSettlePrice":30005}""";

    private BitmexRows() {}
}
