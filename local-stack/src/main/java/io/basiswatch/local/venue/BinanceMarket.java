package io.basiswatch.local.venue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What differs between Binance's markets. */
enum BinanceMarket {
    SPOT("/api/v3"),
    USD_M("/fapi/v1"),
    COIN_M("/dapi/v1");

    private static final List<String> QUOTES =
            List.of("USDT", "USDC", "FDUSD", "TUSD", "BUSD", "EUR", "TRY", "BRL", "BTC", "ETH", "BNB", "USD");
    private static final String NEVER = "4133404800000";

    private final String restBase;

    BinanceMarket(String restBase) {
        this.restBase = restBase;
    }

    String restBase() {
        return restBase;
    }

    /** Whether streams are asked for under {@code /public} and {@code /market}, each its own. */
    boolean splitsStreams() {
        return this != SPOT;
    }

    /**
     * The answer to {@code exchangeInfo} in the venue's form, for captures that do not hold it. Dated contracts are left
     * out: when they expire is not for us to guess.
     */
    String exchangeInfo(Set<String> symbols, long nowMillis) {
        return symbols.stream()
                .map(this::terms)
                .filter(terms -> !terms.isEmpty())
                .collect(Collectors.joining(
                        ",",
                        "{\"timezone\":\"UTC\",\"serverTime\":" + nowMillis
                                + ",\"rateLimits\":[],\"exchangeFilters\":[],\"symbols\":[",
                        "]}"));
    }

    private String terms(String symbol) {
        String pair = symbol.endsWith("_PERP") ? symbol.substring(0, symbol.length() - "_PERP".length()) : symbol;
        return QUOTES.stream()
                .filter(quote -> pair.endsWith(quote) && pair.length() > quote.length())
                .findFirst()
                .map(quote -> terms(symbol, pair, pair.substring(0, pair.length() - quote.length()), quote))
                .orElse("");
    }

    private String terms(String symbol, String pair, String base, String quote) {
        String common =
                "{\"symbol\":\"" + symbol + "\",\"baseAsset\":\"" + base + "\",\"quoteAsset\":\"" + quote + "\",";
        String perpetual = "\"pair\":\"" + pair + "\",\"contractType\":\"PERPETUAL\",\"deliveryDate\":" + NEVER
                + ",\"onboardDate\":1597042800000,";
        return common
                + switch (this) {
                    case SPOT ->
                        "\"status\":\"TRADING\",\"baseAssetPrecision\":8,\"quotePrecision\":8,"
                                + "\"isSpotTradingAllowed\":true,\"permissions\":[\"SPOT\"]}";
                    case USD_M -> perpetual + "\"status\":\"TRADING\",\"marginAsset\":\"" + quote + "\"}";
                    case COIN_M ->
                        perpetual + "\"contractStatus\":\"TRADING\",\"contractSize\":" + (base.equals("BTC") ? 100 : 10)
                                + ",\"marginAsset\":\"" + base + "\"}";
                };
    }
}
