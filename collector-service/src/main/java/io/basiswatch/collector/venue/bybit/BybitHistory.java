package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where Bybit tells the past of one instrument, and how it is paged.
 *
 * <p>Bounds are milliseconds, both inclusive. Where a range has more rows than a page, the page is anchored on the end: it
 * holds the newest. Trades know no range at all: there are the newest, whenever one asks.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/kline">Kline</a>
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/history-fund-rate">Funding history</a>
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/recent-trade">Recent trades</a>
 */
final class BybitHistory {
    static final String MINUTE = "1";
    static final String HOUR = "60";
    static final String DAY = "D";

    /** So far back open interest is asked: it is valued at the closes of hours, which are asked no further. */
    static final int INTEREST_DAYS = 120;

    static final int TRADES = 1_000;
    static final int SPOT_TRADES = 60;

    private static final int CANDLES = 1_000;
    private static final int ROWS = 200;
    private static final Duration YEARS = Duration.ofDays(5 * 366);

    /** The venue keeps some trades and not some time; older ones than these are asked for in vain. */
    private static final Duration RECENT = Duration.ofDays(1);

    /** No interval of the venue is longer: so far a page of payments reaches back, for the one before the first asked. */
    private static final long LONGEST_FUNDING = 86_400_000;

    private static final long MICROS_PER_MILLI = 1_000;

    private final String address;
    private final Category category;
    private final InstrumentListed listed;

    private BybitHistory(String address, Category category, InstrumentListed listed) {
        this.address = address;
        this.category = category;
        this.listed = listed;
    }

    /** All that the venue tells of {@code listed}. */
    static List<Past> of(String address, Category category, InstrumentListed listed) {
        BybitHistory history = new BybitHistory(address, category, listed);
        List<Past> told = new ArrayList<>();
        int trades = category == Category.SPOT ? SPOT_TRADES : TRADES;
        told.add(history.past(
                Past.Kind.TRADES,
                Duration.ZERO,
                trades,
                RECENT,
                (from, to, edge) -> history.question("recent-trade", trades)));
        told.add(history.candles(Past.Kind.DAYS, DAY, Duration.ofDays(1)));
        told.add(history.candles(Past.Kind.HOURS, HOUR, Duration.ofHours(1)));
        told.add(history.candles(Past.Kind.MINUTES, MINUTE, Duration.ofMinutes(1)));
        if (listed.instrument().isPerpetual()) {
            told.add(history.past(Past.Kind.FUNDING, Duration.ZERO, ROWS, YEARS, history::funding));
        }
        if (category != Category.SPOT) {
            told.add(history.past(
                    Past.Kind.OPEN_INTEREST,
                    Duration.ofHours(1),
                    ROWS,
                    Duration.ofDays(INTEREST_DAYS),
                    (from, to, edge) -> history.question("open-interest", ROWS) + "&intervalTime=1h"
                            + times(millis(from), millis(to))));
        }
        return told;
    }

    private Past past(Past.Kind kind, Duration step, int rows, Duration reach, Past.Page page) {
        return new Past(listed.instrument(), kind, step, rows, Past.Holds.NEWEST, reach, page);
    }

    private Past candles(Past.Kind kind, String interval, Duration step) {
        return past(
                kind,
                step,
                CANDLES,
                YEARS,
                (from, to, edge) -> question("kline", CANDLES) + "&interval=" + interval + "&start=" + millis(from)
                        + "&end=" + (millis(to) - 1));
    }

    private String funding(long from, long to, Optional<InstrumentEvent> edge) {
        long until = edge.map(row -> row.stamp().eventTime()).orElse(to);
        return question("funding/history", ROWS) + times(millis(from) - LONGEST_FUNDING, millis(until));
    }

    private String question(String path, int limit) {
        return address + "/v5/market/" + path + "?category=" + category.code() + "&symbol=" + listed.symbol()
                + "&limit=" + limit;
    }

    private static String times(long from, long to) {
        return "&startTime=" + from + "&endTime=" + (to - 1);
    }

    /** The first millisecond that is not before. */
    private static long millis(long micros) {
        return Math.ceilDiv(micros, MICROS_PER_MILLI);
    }
}
