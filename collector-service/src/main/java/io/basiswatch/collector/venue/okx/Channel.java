package io.basiswatch.collector.venue.okx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.json.JsonFields;
import java.util.Arrays;

/**
 * The channels of OKX, the busiest first. A REST answer is addressed by the last part of its path, which is close to the
 * name of the channel that has the same rows.
 */
enum Channel {
    BOOKS("books", true, true),
    BEST("bbo-tbt", true, true),
    TRADES("trades", true, true),
    TICKERS("tickers", true, true),
    BOOKS_5("books5", true, true),
    MARK_PRICES("mark-price", true, false),
    INDEX_PRICES("index-tickers", true, false),
    FUNDING("funding-rate", true, false),
    PAID_FUNDING("funding-rate-history", true, false),
    OPEN_INTEREST("open-interest", true, false),
    LIQUIDATIONS("liquidation-orders", true, false),
    ACCOUNTS("long-short-account-ratio-contract", true, false),
    TOP_ACCOUNTS("long-short-account-ratio-contract-top-trader", true, false),
    TOP_POSITIONS("long-short-position-ratio-contract-top-trader", true, false),
    INSTRUMENTS("instruments", true, true),

    /** One ticker, asked by REST. */
    TICKER("ticker", true, false),

    /** Single fills, asked by REST, newest first. */
    PAST_TRADES("history-trades", true, false),

    /** Candles of trades, asked by REST. */
    PAST_CANDLES("history-candles", true, false),

    /** Open interest of some months, asked by REST. */
    PAST_OPEN_INTEREST("open-interest-history", true, false),

    /** {@code candle1m}, {@code mark-price-candle1H}, REST {@code index-candles}. */
    CANDLES("candle", false, false),

    /** Repeats the fills that {@code trades} sums up per taker order. */
    ALL_TRADES("trades-all", false, false),

    /** Books of every order, for logins of a high fee tier. */
    ALL_BOOKS("books-l2-tbt", false, false),
    FIFTY_BOOKS("books50-l2-tbt", false, false),
    BINARY_BOOKS("books-sbe-tbt", false, false),
    WHOLE_BOOKS("books-full", false, false),
    OPTION_TRADES("option-trades", false, false),
    OPTION_SUMMARY("opt-summary", false, false),
    ESTIMATED_PRICE("estimated-price", false, false),
    PRICE_LIMIT("price-limit", false, false),
    STATUS("status", false, false),
    DELEVERAGING("adl-warning", false, false),
    BLOCK_TICKERS("block-tickers", false, false),
    BLOCK_TRADES("public-block-trades", false, false),
    STRUCTURED_BLOCK_TRADES("public-struc-block-trades", false, false),
    CALL_AUCTION("call-auction-details", false, false),

    /** Some other REST address of the venue, which nobody here asks. */
    OTHER_ANSWERS("other", false, false),

    /** Nothing that we recognise. */
    UNKNOWN("", false, false);

    private static final Channel[] ALL = values();

    private final String word;
    private final String restWord;
    private final byte[] name;
    private final boolean used;
    private final boolean readAtOnce;

    /**
     * @param used whether something comes out of it
     * @param readAtOnce whether its rows are read in the same pass as the envelope; then nothing may be changed by them
     *     before that was read to its end
     */
    Channel(String word, boolean used, boolean readAtOnce) {
        this.word = word;
        this.restWord = word.isEmpty() ? "REST" : "REST " + word;
        this.name = word.getBytes(ISO_8859_1);
        this.used = used;
        this.readAtOnce = readAtOnce;
    }

    /** The channel that a field names. */
    static Channel of(JsonFields fields, int field) {
        for (Channel channel : ALL) {
            if (channel.ordinal() < OTHER_ANSWERS.ordinal() && fields.is(field, channel.name)) {
                return channel;
            }
        }
        return fields.code(field).contains(CANDLES.word) ? CANDLES : UNKNOWN;
    }

    /** The channel whose rows stand in the answer of a REST address. */
    static Channel of(String address) {
        String path = address.replaceFirst("\\?.*", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        Channel otherwise = path.contains("/api/v5/") ? OTHER_ANSWERS : UNKNOWN;
        return Arrays.stream(ALL)
                .filter(channel -> channel != UNKNOWN && channel.word.equals(last))
                .findFirst()
                .orElse(last.contains(CANDLES.word) ? CANDLES : otherwise);
    }

    String word() {
        return word;
    }

    /** The word for rows that came by REST. */
    String restWord() {
        return restWord;
    }

    boolean isUsed() {
        return used;
    }

    boolean isReadAtOnce() {
        return readAtOnce;
    }
}
