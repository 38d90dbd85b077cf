package io.basiswatch.collector.venue.binance;

import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.List;
import java.util.Optional;

/** The three markets of Binance, and how their symbols read where no metadata has been seen yet. */
enum Market {
    /** {@code BTCUSDT}. */
    SPOT(
            "binance-spot",
            "/api/v3/exchangeInfo",
            List.of(
                    "FDUSD", "USDT", "USDC", "TUSD", "BUSD", "USD1", "EUR", "TRY", "BRL", "GBP", "BTC", "ETH", "BNB",
                    "USD")),

    /** Perpetuals {@code BTCUSDT}, dated {@code BTCUSDT_261225}; linear. */
    USDM("binance-usdm", "/fapi/v1/exchangeInfo", List.of("USDT", "USDC", "BUSD", "BTC")),

    /** Perpetuals {@code BTCUSD_PERP}, dated {@code BTCUSD_261225}; inverse: quantities are contracts of USD. */
    COINM("binance-coinm", "/dapi/v1/exchangeInfo", List.of("USD"));

    private static final String PERPETUAL_SUFFIX = "_PERP";

    /** USD of one COIN-M contract where no metadata says so: 100 for BTC, 10 for every other coin. */
    private static final double BTC_CONTRACT = 100;

    private static final double OTHER_CONTRACT = 10;

    private final Venue venue;
    private final String metadataPath;
    private final List<String> quotes;

    Market(String venue, String metadataPath, List<String> quotes) {
        this.venue = Venue.of(venue);
        this.metadataPath = metadataPath;
        this.quotes = quotes;
    }

    Venue venue() {
        return venue;
    }

    String metadataPath() {
        return metadataPath;
    }

    boolean isInverse() {
        return this == COINM;
    }

    double defaultContractSize(String base) {
        if (!isInverse()) {
            return 1;
        }
        return base.equals("BTC") ? BTC_CONTRACT : OTHER_CONTRACT;
    }

    /**
     * The spot pair or the perpetual that a symbol stands for. A dated symbol gives nothing: its expiry stands in the
     * metadata only.
     */
    Optional<Instrument> derive(String symbol) {
        return switch (this) {
            case SPOT -> pair(symbol, Contract.SPOT);
            case USDM -> pair(symbol, Contract.PERPETUAL);
            case COINM ->
                symbol.endsWith(PERPETUAL_SUFFIX)
                        ? pair(symbol.substring(0, symbol.length() - PERPETUAL_SUFFIX.length()), Contract.PERPETUAL)
                        : Optional.empty();
        };
    }

    /** The index of a pair such as {@code BTCUSD}. */
    Optional<Instrument> index(String pair) {
        return pair(pair, Contract.INDEX);
    }

    private Optional<Instrument> pair(String text, Contract contract) {
        return quotes.stream()
                .filter(quote -> text.length() > quote.length() && text.endsWith(quote))
                .map(quote -> text.substring(0, text.length() - quote.length()) + ' ' + quote)
                .map(pair -> pair.split(" "))
                .filter(pair -> isCode(pair[0]))
                .map(pair -> Instrument.of(venue, pair[0], pair[1], contract))
                .findFirst();
    }

    /** Whether {@code text} can name a currency; some symbols of Binance are in Chinese. */
    static boolean isCode(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
    }
}
