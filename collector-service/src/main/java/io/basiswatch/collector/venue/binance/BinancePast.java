package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What Binance tells of the past without a key, and how its pages are asked for.
 *
 * <p>Ranges are of milliseconds and include both ends. Single trades are told without a key as the newest 1000 only; the
 * older ones come as aggregates, which hide how many there were, and are not asked for.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api">Market data</a>
 */
final class BinancePast {
    static final String TRADES = "/trades?";
    static final String CANDLES = "/klines?";

    private static final long MICROS = 1_000;
    private static final int ROWS = 1_000;

    /** COIN-M answers nothing that spans more than 200 days. */
    private static final int COINM_DAYS = 199;

    /** The longest time for which a rate runs: so much earlier a page of payments begins, to measure its first one. */
    static final Duration LONGEST_RATE = Duration.ofHours(8);

    /** Payments come hourly at most; a page leaves room for those that only serve to measure. */
    private static final int PAYMENTS = ROWS - 8;

    private static final int OPEN_INTEREST_ROWS = 500;

    /** A month, says the venue, counts from its own now and refuses what begins before: an hour is left for that. */
    private static final Duration OPEN_INTEREST_REACH = Duration.ofDays(30).minusHours(1);

    private static final Duration FOR_EVER = Duration.ofDays(10 * 365);

    private final Market market;
    private final String address;

    /**
     * @param address the venue's REST address
     */
    BinancePast(Market market, String address) {
        this.market = market;
        this.address = address;
    }

    List<Past> of(InstrumentListed listed) {
        List<Past> pasts = new ArrayList<>(List.of(
                trades(listed),
                candles(listed, Past.Kind.MINUTES, Duration.ofMinutes(1), "1m"),
                candles(listed, Past.Kind.HOURS, Duration.ofHours(1), "1h"),
                candles(listed, Past.Kind.DAYS, Duration.ofDays(1), "1d")));
        if (market != Market.SPOT && listed.instrument().isPerpetual()) {
            pasts.add(payments(listed));
            pasts.add(openInterest(listed));
        }
        return pasts;
    }

    private Past trades(InstrumentListed listed) {
        String url = address + market.restPath() + TRADES + "symbol=" + listed.symbol() + "&limit=" + ROWS;
        return new Past(
                listed.instrument(),
                Past.Kind.TRADES,
                Duration.ZERO,
                ROWS,
                Past.Holds.NEWEST,
                Duration.ofDays(1),
                (from, to, edge) -> url);
    }

    private Past candles(InstrumentListed listed, Past.Kind kind, Duration step, String interval) {
        boolean narrow = market == Market.COINM && kind == Past.Kind.DAYS;
        int rows = narrow ? COINM_DAYS : ROWS;
        String url = address + market.restPath() + CANDLES + "symbol=" + listed.symbol() + "&interval=" + interval
                + "&limit=" + rows;
        return new Past(
                listed.instrument(),
                kind,
                step,
                rows,
                Past.Holds.OLDEST,
                FOR_EVER,
                (from, to, edge) -> url + range(from, to));
    }

    private Past payments(InstrumentListed listed) {
        String url = address + market.restPath() + "/fundingRate?symbol=" + listed.symbol() + "&limit=" + ROWS;
        return new Past(
                listed.instrument(),
                Past.Kind.FUNDING,
                Duration.ofHours(1),
                PAYMENTS,
                Past.Holds.OLDEST,
                FOR_EVER,
                (from, to, edge) -> url + range(from - LONGEST_RATE.toNanos() / MICROS, to));
    }

    private Past openInterest(InstrumentListed listed) {
        String url =
                address + "/futures/data/openInterestHist?" + market(listed) + "&period=1h&limit=" + OPEN_INTEREST_ROWS;
        return new Past(
                listed.instrument(),
                Past.Kind.OPEN_INTEREST,
                Duration.ofHours(1),
                OPEN_INTEREST_ROWS,
                Past.Holds.OLDEST,
                OPEN_INTEREST_REACH,
                (from, to, edge) -> url + range(from, to));
    }

    private String market(InstrumentListed listed) {
        Instrument of = listed.instrument();
        return market == Market.COINM
                ? "pair=" + of.base() + of.quote() + "&contractType=PERPETUAL"
                : "symbol=" + listed.symbol();
    }

    /** From the first millisecond of a range to its last. */
    private static String range(long from, long to) {
        return "&startTime=" + Math.ceilDiv(from, MICROS) + "&endTime=" + (Math.ceilDiv(to, MICROS) - 1);
    }
}
