package io.basiswatch.collector.venue.binance;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of REST answers, for tables: of those that are read, and of those that are known and not used. */
final class RestWords {
    static final String EXCHANGE_INFO = "REST exchangeInfo";
    static final String DEPTH = "REST depth";
    static final String PREMIUM_INDEX = "REST premiumIndex";
    static final String OPEN_INTEREST = "REST openInterest";
    static final String FUNDING_RATE = "REST fundingRate";
    static final String BOOK_TICKER = "REST bookTicker";
    static final String ACCOUNTS = "REST globalLongShortAccountRatio";
    static final String TOP_ACCOUNTS = "REST topLongShortAccountRatio";
    static final String TOP_POSITIONS = "REST topLongShortPositionRatio";

    static final String CANDLES = "REST klines";
    static final String TRADES = "REST trades";
    static final String OPEN_INTEREST_PAST = "REST openInterestHist";

    private static final Map<String, String> WORDS = List.of(
                    EXCHANGE_INFO,
                    DEPTH,
                    PREMIUM_INDEX,
                    OPEN_INTEREST,
                    FUNDING_RATE,
                    BOOK_TICKER,
                    "REST 24hr",
                    "REST aggTrades",
                    "REST assetIndex",
                    "REST avgPrice",
                    "REST basis",
                    "REST constituents",
                    "REST continuousKlines",
                    "REST fundingInfo",
                    ACCOUNTS,
                    "REST historicalTrades",
                    "REST indexInfo",
                    "REST indexPriceKlines",
                    CANDLES,
                    "REST markPriceKlines",
                    OPEN_INTEREST_PAST,
                    "REST ping",
                    "REST premiumIndexKlines",
                    "REST referencePrice",
                    "REST price",
                    "REST ticker",
                    "REST takerBuySellVol",
                    "REST takerlongshortRatio",
                    "REST time",
                    TOP_ACCOUNTS,
                    TOP_POSITIONS,
                    TRADES,
                    "REST uiKlines")
            .stream()
            .collect(Collectors.toUnmodifiableMap(word -> word.substring("REST ".length()), Function.identity()));

    private RestWords() {}

    /** The name of the answers of an address; empty where it is none that we know. */
    static String of(String address) {
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        return WORDS.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "");
    }
}
