package io.basiswatch.benchmarks.catalogue;

import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One instrument that every asset of the made-up market has, and how often it says what: as often as in the captures.
 *
 * <p>The three of Binance that have no expiry have the rates of ETH in the shipped captures, whole streams of 8 August 2024. The
 * others have the rates of the busiest captured instrument of their venue and kind, or of a like venue where none was captured
 * whole; most of those captures are half a minute of 2021.
 *
 * @param venue its id
 * @param quote what it is priced in
 * @param expiry in how many days it expires; {@link #SPOT} or {@link #PERPETUAL} where it does not
 * @param quotes per second
 * @param trades per second
 * @param marks per second, each with an index price and, of a perpetual, the running funding; 0 of spot
 * @param interests per second: told with the ticker, or asked for twice a minute; 0 of spot
 */
record Listing(String venue, String quote, int expiry, double quotes, double trades, double marks, double interests) {
    static final int SPOT = -2;
    static final int PERPETUAL = -1;

    /** What the book of each instrument says of itself, per second. */
    static final double DEPTHS = 1;
    /** Of a perpetual, per second: nothing was liquidated in the captures, so this is a guess for a busy hour. */
    static final double LIQUIDATIONS = 0.02;

    private static final double ASKED = 1 / 30.0;
    private static final double PUSHED = 0.11;

    /** 25 instruments: those of a large asset. */
    static final List<Listing> ALL = List.of(
            new Listing("binance-spot", "USDT", SPOT, 69.6, 17.7, 0, 0),
            new Listing("binance-usdm", "USDT", PERPETUAL, 156.6, 40.8, 1, ASKED),
            new Listing("binance-coinm", "USD", PERPETUAL, 46, 5, 1, ASKED),
            new Listing("binance-usdm", "USDT", 45, 11, 0.33, 1, ASKED),
            new Listing("binance-usdm", "USDT", 136, 11, 0.33, 1, ASKED),
            new Listing("binance-coinm", "USD", 45, 11, 0.33, 1, ASKED),
            new Listing("binance-coinm", "USD", 136, 11, 0.33, 1, ASKED),
            new Listing("bybit", "USDT", PERPETUAL, 3.5, 3.8, 0.7, PUSHED),
            new Listing("bybit", "USD", PERPETUAL, 3.5, 4.4, 0.7, PUSHED),
            new Listing("bybit", "USDT", SPOT, 1.9, 1, 0, 0),
            new Listing("okx", "USDT", PERPETUAL, 3.5, 3.8, 0.7, PUSHED),
            new Listing("okx", "USD", PERPETUAL, 3.5, 3.8, 0.7, PUSHED),
            new Listing("okx", "USDT", SPOT, 1.9, 1, 0, 0),
            new Listing("deribit", "USD", PERPETUAL, 4, 3.3, 1, PUSHED),
            new Listing("deribit", "USD", 17, 1.9, 0.3, 1, PUSHED),
            new Listing("deribit", "USD", 45, 1.9, 0.3, 1, PUSHED),
            new Listing("deribit", "USD", 136, 1.9, 0.3, 1, PUSHED),
            new Listing("kraken-futures", "USD", PERPETUAL, 4, 3.3, 1, PUSHED),
            new Listing("kraken-futures", "USD", 17, 1.9, 3.3, 1, PUSHED),
            new Listing("bitmex", "USD", PERPETUAL, 9.3, 0.5, 0.03, 0.03),
            new Listing("hyperliquid", "USDC", PERPETUAL, 3.5, 3.8, 0.7, PUSHED),
            new Listing("coinbase", "USD", SPOT, 1.8, 1.8, 0, 0),
            new Listing("kraken-spot", "USD", SPOT, 5.6, 0.2, 0, 0),
            new Listing("bitstamp", "USD", SPOT, 1.4, 0.3, 0, 0),
            new Listing("bitfinex", "USD", SPOT, 6.9, 1, 0, 0));

    /** The rates of stablecoins, which the others are converted by: Bitstamp's USDT. */
    static final List<Listing> STABLECOINS = List.of(
            new Listing("bitstamp", "USD", SPOT, 1.1, 0, 0, 0),
            new Listing("kraken-spot", "USD", SPOT, 1.1, 0, 0, 0),
            new Listing("coinbase", "USD", SPOT, 1.1, 0, 0, 0));

    Instrument of(String asset, Instant start) {
        Contract contract = switch (expiry) {
            case SPOT -> Contract.SPOT;
            case PERPETUAL -> Contract.PERPETUAL;
            default ->
                new Contract.Future(start.truncatedTo(ChronoUnit.DAYS)
                        .plus(expiry, ChronoUnit.DAYS)
                        .plus(8, ChronoUnit.HOURS));
        };
        return Instrument.of(Venue.of(venue), asset, quote, contract);
    }

    boolean isPerpetual() {
        return expiry == PERPETUAL;
    }
}
