package io.basiswatch.collector.archive;

import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Candle;
import java.time.Duration;
import java.util.List;

/**
 * Candles, as Binance's klines and the daily files of others:
 *
 * <pre>{@code
 * open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore
 * 1704067200000,42283.58,42554.57,42261.02,42475.23,1271.68,1704070799999,53957248.9,47134,682.57,28957416.8,0
 * }</pre>
 *
 * <p>A file writes the last instant of a candle as its close time; ours is the first instant after it.
 *
 * @see <a href="https://github.com/binance/binance-public-data#klines">Binance public data, klines</a>
 */
final class CandleRows implements RowReader {
    private static final Column OPEN_TIME =
            Column.required("open_time", "start_time", "start", "date", "datetime", "timestamp", "time");
    private static final Column OPEN = Column.required("open");
    private static final Column HIGH = Column.required("high");
    private static final Column LOW = Column.required("low");
    private static final Column CLOSE = Column.required("close");
    private static final Column CLOSE_TIME = Column.optional("close_time", "end_time");
    private static final Column COUNT = Column.optional("count", "trades", "number_of_trades");
    private static final Column IGNORED = Column.optional("ignore");

    /** Files write 23:59:59, 23:59:59.999 or midnight for one and the same end. */
    private static final long CLOSE_TOLERANCE = 1_000_000;

    private final Terms terms;
    private final String name;
    private final long interval;
    private final RowOrder order = new RowOrder();
    private long missing;

    CandleRows(Terms terms, String name, Duration interval) {
        this.terms = terms;
        this.name = name;
        this.interval = interval.toNanos() / 1_000;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.SYMBOL,
                OPEN_TIME,
                OPEN,
                HIGH,
                LOW,
                CLOSE,
                CLOSE_TIME,
                CandleAmounts.VOLUME,
                CandleAmounts.QUOTE_VOLUME,
                CandleAmounts.TAKER_BUY,
                CandleAmounts.TAKER_BUY_QUOTE);
    }

    @Override
    public List<Column> order() {
        return List.of(
                OPEN_TIME,
                OPEN,
                HIGH,
                LOW,
                CLOSE,
                CandleAmounts.VOLUME,
                CLOSE_TIME,
                CandleAmounts.QUOTE_VOLUME,
                COUNT,
                CandleAmounts.TAKER_BUY,
                CandleAmounts.TAKER_BUY_QUOTE,
                IGNORED);
    }

    @Override
    public boolean passesOverOthers() {
        return true;
    }

    @Override
    public Reading read(Row row) {
        long start = row.time(OPEN_TIME);
        long end = start + interval;
        requireInterval(row, start, end);
        double open = row.positive(OPEN);
        double high = row.positive(HIGH);
        double low = row.positive(LOW);
        double close = row.positive(CLOSE);
        if (high < Math.max(open, close) || low > Math.min(open, close)) {
            throw new BrokenRow(
                    "high " + high + " and low " + low + " do not hold open " + open + " and close " + close);
        }
        CandleAmounts amounts = CandleAmounts.read(row, terms, low, high);
        long before = order.next(start);
        missing += before == Long.MIN_VALUE ? 0 : (start - before) / interval - 1;
        return Reading.of(
                end,
                stamp -> new Candle(
                        terms.instrument(),
                        stamp,
                        start,
                        end,
                        open,
                        high,
                        low,
                        close,
                        amounts.volume(),
                        amounts.notional(),
                        amounts.takerBuyVolume(),
                        amounts.takerBuyNotional()));
    }

    private void requireInterval(Row row, long start, long end) {
        if (start % interval != 0) {
            throw new BrokenRow("no candle of " + name + " starts at " + RowOrder.shown(start));
        }
        row.optionalTime(CLOSE_TIME).ifPresent(told -> {
            if (told > end || told < end - CLOSE_TOLERANCE) {
                throw new BrokenRow("it ends at " + RowOrder.shown(told) + ", a candle of " + name + " would at "
                        + RowOrder.shown(end));
            }
        });
    }

    @Override
    public long takeMissing() {
        long taken = missing;
        missing = 0;
        return taken;
    }
}
