package io.basiswatch.collector.venue.deribit;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where Deribit tells the past of one instrument, and how it is paged. Open interest of the past is told nowhere.
 *
 * <p>Bounds are milliseconds, both inclusive. Trades come in the order that is asked for; a page of them begins with those of
 * the millisecond with which the one before ended.
 *
 * @see <a href="https://docs.deribit.com/api-reference/market-data/public-get_tradingview_chart_data">Candles</a>
 * @see <a href="https://docs.deribit.com/api-reference/market-data/public-get_funding_rate_history">Funding</a>
 * @see <a href="https://docs.deribit.com/api-reference/market-data/public-get_last_trades_by_instrument_and_time">Trades</a>
 */
final class DeribitHistory {
    static final String MINUTE = "1";
    static final String HOUR = "60";
    static final String DAY = "1D";

    /** The venue gives more, and says nowhere how many. */
    private static final int CANDLES = 1_000;

    /** It gives a month of hours. */
    private static final int PAYMENTS = 24 * 30;

    private static final int TRADES = 1_000;
    private static final Duration YEARS = Duration.ofDays(5 * 366);

    /** Trades that are older than a few days are kept elsewhere. */
    private static final Duration RECENT = Duration.ofDays(2);

    private static final long MICROS_PER_MILLI = 1_000;

    private final String address;
    private final InstrumentListed listed;

    private DeribitHistory(String address, InstrumentListed listed) {
        this.address = address;
        this.listed = listed;
    }

    /** All that the venue tells of {@code listed}. */
    static List<Past> of(String address, InstrumentListed listed) {
        DeribitHistory history = new DeribitHistory(address + "/api/v2/public/", listed);
        List<Past> told = new ArrayList<>();
        told.add(history.past(Past.Kind.TRADES, Duration.ZERO, TRADES, Past.Holds.OLDEST, RECENT, history::trades));
        told.add(history.candles(Past.Kind.DAYS, DAY, Duration.ofDays(1)));
        told.add(history.candles(Past.Kind.HOURS, HOUR, Duration.ofHours(1)));
        told.add(history.candles(Past.Kind.MINUTES, MINUTE, Duration.ofMinutes(1)));
        if (listed.instrument().isPerpetual()) {
            told.add(history.past(
                    Past.Kind.FUNDING,
                    Duration.ofHours(1),
                    PAYMENTS,
                    Past.Holds.NEWEST,
                    YEARS,
                    (from, to, edge) -> history.question("get_funding_rate_history", millis(from), to)));
        }
        return told;
    }

    private Past past(Past.Kind kind, Duration step, int rows, Past.Holds holds, Duration reach, Past.Page page) {
        return new Past(listed.instrument(), kind, step, rows, holds, reach, page);
    }

    private Past candles(Past.Kind kind, String resolution, Duration step) {
        return past(
                kind,
                step,
                CANDLES,
                Past.Holds.NEWEST,
                YEARS,
                (from, to, edge) ->
                        question("get_tradingview_chart_data", millis(from), to) + "&resolution=" + resolution);
    }

    private String trades(long from, long to, Optional<InstrumentEvent> edge) {
        long since = millis(edge.map(row -> row.stamp().eventTime()).orElse(from));
        return question("get_last_trades_by_instrument_and_time", since, to) + "&count=" + TRADES + "&sorting=asc";
    }

    private String question(String method, long fromMillis, long to) {
        return address + method + "?instrument_name=" + listed.symbol() + "&start_timestamp=" + fromMillis
                + "&end_timestamp=" + (millis(to) - 1);
    }

    /** The first millisecond that is not before. */
    private static long millis(long micros) {
        return Math.ceilDiv(micros, MICROS_PER_MILLI);
    }
}
