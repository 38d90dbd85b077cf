package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.json.JsonFields;
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
            "/api/v3",
            5_000,
            List.of(
                    "FDUSD", "USDT", "USDC", "TUSD", "BUSD", "USD1", "EUR", "TRY", "BRL", "GBP", "BTC", "ETH", "BNB",
                    "USD")),

    /** Perpetuals {@code BTCUSDT}, dated {@code BTCUSDT_261225}; linear. */
    USDM("binance-usdm", "/fapi/v1", 1_000, List.of("USDT", "USDC", "BUSD", "BTC")),

    /** Perpetuals {@code BTCUSD_PERP}, dated {@code BTCUSD_261225}; inverse: quantities are contracts of USD. */
    COINM("binance-coinm", "/dapi/v1", 1_000, List.of("USD"));

    private static final String PERPETUAL_SUFFIX = "_PERP";

    /** USD of one COIN-M contract where no metadata says so: 100 for BTC, 10 for every other coin. */
    private static final double BTC_CONTRACT = 100;

    private static final double OTHER_CONTRACT = 10;

    private final Venue venue;
    private final String restPath;
    private final int deepest;
    private final List<String> quotes;

    /**
     * @param restPath what all REST addresses begin with
     * @param deepest how many levels of each side a snapshot gives at most
     */
    Market(String venue, String restPath, int deepest, List<String> quotes) {
        this.venue = Venue.of(venue);
        this.restPath = restPath;
        this.deepest = deepest;
        this.quotes = quotes;
    }

    Venue venue() {
        return venue;
    }

    String restPath() {
        return restPath;
    }

    /** How many levels of each side a snapshot gives at most. */
    int deepest() {
        return deepest;
    }

    String metadataPath() {
        return restPath + "/exchangeInfo";
    }

    /** Where the deepest snapshot of a book is had. */
    String depthPath(String symbol) {
        return restPath + "/depth?symbol=" + symbol + "&limit=" + deepest;
    }

    String openInterestPath(String symbol) {
        return restPath + "/openInterest?symbol=" + symbol;
    }

    /** What funding was paid the last few times. */
    String fundingPath(String symbol) {
        return restPath + "/fundingRate?symbol=" + symbol + "&limit=10";
    }

    boolean isInverse() {
        return this == COINM;
    }

    /**
     * Whether a message says that it is about the other kind of futures: since June 2026 both share streams, and {@code st}
     * tells them apart, 1 for USD-M and 2 for COIN-M.
     */
    boolean isOther(JsonFields fields, int field) {
        return fields.has(field) && this != SPOT && fields.whole(field) != (this == USDM ? 1 : 2);
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
