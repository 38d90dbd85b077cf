package io.basiswatch.collector.venue.bybit;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the first part of a topic says that it is about. */
enum Channel {
    BOOK("orderbook"),
    TRADES("publicTrade"),
    TICKERS("tickers"),
    LIQUIDATIONS("allLiquidation"),

    /** Trades of the retired v2 protocol. */
    LEGACY_TRADES("trade"),
    CANDLES("kline"),
    LEVERAGED_CANDLES("kline_lt"),
    LEVERAGED_TICKERS("tickers_lt"),
    LEVERAGED_VALUES("lt"),

    /** Throttled, and replaced by {@code allLiquidation}. */
    THROTTLED_LIQUIDATIONS("liquidation"),
    INSURANCE("insurance"),
    PRICE_LIMITS("priceLimit"),
    DELEVERAGING("adlAlert"),
    SYSTEM("system"),
    LEGACY_BOOK("orderBookL2_25"),
    LEGACY_DEEP_BOOK("orderBook_200"),
    LEGACY_TICKERS("instrument_info"),
    LEGACY_INVERSE_CANDLES("klineV2"),
    LEGACY_CANDLES("candle"),

    /** Nothing that we recognise. */
    UNKNOWN("");

    private static final Map<String, Channel> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Channel::word, Function.identity()));

    private final String word;

    Channel(String word) {
        this.word = word;
    }

    static Channel of(String word) {
        return BY_WORD.getOrDefault(word, UNKNOWN);
    }

    String word() {
        return word;
    }

    /** Whether something comes out of it. */
    boolean isUsed() {
        return ordinal() <= LEGACY_TRADES.ordinal();
    }
}
