package io.basiswatch.collector.venue.bybit;

import java.util.Arrays;

/** What a REST answer is about, by the end of the path that was asked. */
enum Answer {
    INSTRUMENTS("/market/instruments-info", true),
    TICKERS("/market/tickers", true),
    FUNDING("/market/funding/history", true),
    OPEN_INTEREST("/market/open-interest", true),
    ACCOUNTS("/market/account-ratio", true),
    CANDLES("/market/kline", true),
    MARK_CANDLES("/market/mark-price-kline", false),
    INDEX_CANDLES("/market/index-price-kline", false),
    PREMIUM_CANDLES("/market/premium-index-price-kline", false),

    /** Books come by socket; a symbol that is traded no more answers an empty one of the year 1970. */
    BOOK("/market/orderbook", false),
    TRADES("/market/recent-trade", true),
    DELIVERIES("/market/delivery-price", false),
    VOLATILITY("/market/historical-volatility", false),
    INSURANCE("/market/insurance", false),
    PRICE_LIMITS("/market/price-limit", false),
    RISK_LIMITS("/market/risk-limit", false),
    SPREAD_INSTRUMENTS("/spread/instrument", false),
    SPREAD_BOOK("/spread/orderbook", false),
    SPREAD_TRADES("/spread/recent-trade", false),
    SPREAD_TICKERS("/spread/tickers", false),
    ANNOUNCEMENTS("/announcements/index", false),
    STATUS("/system/status", false),

    /** Nothing that we recognise. */
    UNKNOWN("", false);

    private final String path;
    private final String word;
    private final boolean used;

    Answer(String path, boolean used) {
        this.path = path;
        this.word = path.isEmpty() ? "REST" : "REST " + path.substring(path.indexOf('/', 1) + 1);
        this.used = used;
    }

    /** What is answered at an address. */
    static Answer to(String address) {
        String asked = address.replaceFirst("\\?.*", "");
        return Arrays.stream(values())
                .filter(answer -> answer != UNKNOWN && asked.endsWith(answer.path))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The word for the stream. */
    String word() {
        return word;
    }

    /** Whether something comes out of it. */
    boolean isUsed() {
        return used;
    }
}
