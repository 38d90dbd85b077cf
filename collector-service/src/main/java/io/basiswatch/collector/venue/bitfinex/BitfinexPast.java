package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the venue tells of the past. Times are milliseconds, both bounds inclusive; pages are cut to what was asked for, the
 * newest first unless {@code sort=1} asks for the oldest. A minute in which nobody traded has no candle.
 *
 * <p>Limits are told address by address, so one limit with weights stands for all of them: 90 a minute, of which the
 * statuses take 1, candles 3 and trades 6.
 */
final class BitfinexPast {
    static final int CAPACITY = 90;

    private static final int ROWS = 10_000;
    private static final int STATUSES = 5_000;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PAYMENT_INTERVAL = Duration.ofHours(8);

    /** The payment before the first one of a page must be seen too, and the last status before it. */
    private static final long AHEAD = PAYMENT_INTERVAL.plusMinutes(5).toNanos() / 1_000;

    /** Eight hours ahead and nine payments of eight hours are 4,805 statuses. */
    private static final int PAYMENTS = 9;

    private static final int OPEN_INTERESTS = 1_000;

    /** What is older the venue still has, and we have no use for. */
    private static final Duration OPEN_INTEREST_REACH = Duration.ofDays(30);

    private static final Duration ALL = Duration.ofDays(10 * 365);

    private final String root;

    BitfinexPast(VenueSettings settings) {
        this.root = settings.restUrl() + "/v2/";
    }

    List<Past> of(InstrumentListed listing) {
        List<Past> all = new ArrayList<>();
        all.add(candles(listing, Past.Kind.MINUTES, "1m", Duration.ofMinutes(1)));
        all.add(candles(listing, Past.Kind.HOURS, "1h", Duration.ofHours(1)));
        all.add(candles(listing, Past.Kind.DAYS, "1D", DAY));
        String trades = root + "trades/" + listing.symbol() + "/hist?";
        all.add(past(
                listing,
                Past.Kind.TRADES,
                Duration.ZERO,
                ROWS,
                ALL,
                (from, to, edge) -> trades + oldestFirst(from, to, ROWS)));
        if (listing.instrument().isPerpetual()) {
            String statuses = root + "status/deriv/" + listing.symbol() + "/hist?";
            all.add(past(
                    listing,
                    Past.Kind.FUNDING,
                    PAYMENT_INTERVAL,
                    PAYMENTS,
                    ALL,
                    (from, to, edge) -> statuses + oldestFirst(Math.max(0, from - AHEAD), to, STATUSES)));
            all.add(past(
                    listing,
                    Past.Kind.OPEN_INTEREST,
                    StatusHistory.OPEN_INTEREST_STEP,
                    OPEN_INTERESTS,
                    OPEN_INTEREST_REACH,
                    (from, to, edge) -> statuses + range(from, to, STATUSES)));
        }
        return all;
    }

    private Past candles(InstrumentListed listing, Past.Kind kind, String interval, Duration step) {
        String address = root + "candles/trade:" + interval + ':' + listing.symbol() + "/hist?";
        return past(listing, kind, step, ROWS, ALL, (from, to, edge) -> address + oldestFirst(from, to, ROWS));
    }

    private static Past past(
            InstrumentListed listing, Past.Kind kind, Duration step, int rows, Duration reach, Past.Page page) {
        return new Past(listing.instrument(), kind, step, rows, Past.Holds.OLDEST, reach, page);
    }

    private static String oldestFirst(long from, long to, int rows) {
        return range(from, to, rows) + "&sort=1";
    }

    private static String range(long from, long to, int rows) {
        return "start=" + Math.ceilDiv(from, 1_000) + "&end=" + (Math.ceilDiv(to, 1_000) - 1) + "&limit=" + rows;
    }

    /** What a question costs of {@link #CAPACITY}; 6 too where the venue does not say. */
    static int weight(String address) {
        if (address.contains("/v2/status/")) {
            return 1;
        }
        return address.contains("/v2/candles/") ? 3 : 6;
    }
}
