package io.basiswatch.collector.archive;

import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.FundingRate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settled funding rates, as Binance's archive writes them, or its REST answers:
 *
 * <pre>{@code
 * calc_time,funding_interval_hours,last_funding_rate     symbol,funding_time,funding_rate,mark_price
 * 1704067200000,8,0.00037409                             BTCUSDT,2021-01-01 00:00:00.002000+00:00,0.00022753,
 * }</pre>
 *
 * <p>The interval is measured, as the time since the payment before: that of the first row is not known. A longer one than
 * the row tells, or than the venue ever had, means that a payment is missing, and is not known either.
 *
 * @see <a href="https://github.com/binance/binance-public-data">Binance public data</a>
 */
final class FundingRows implements RowReader {
    private static final Column TIME =
            Column.required("calc_time", "funding_time", "funding_timestamp", "timestamp", "time", "date");
    private static final Column RATE = Column.required("last_funding_rate", "funding_rate", "rate");
    private static final Column HOURS = Column.optional("funding_interval_hours");

    private static final long MINUTE = 60_000_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long LONGEST_HOURS = 8;

    /** 100 % at one payment is no rate, but a unit gone wrong. */
    private static final double LARGEST = 1;

    private final Terms terms;
    private final RowOrder order = new RowOrder();

    FundingRows(Terms terms) {
        this.terms = terms;
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.SYMBOL, TIME, RATE, HOURS);
    }

    @Override
    public List<Column> order() {
        return List.of(TIME, HOURS, RATE);
    }

    @Override
    public boolean passesOverOthers() {
        return false;
    }

    @Override
    public Reading read(Row row) {
        long time = row.time(TIME);
        if (Math.abs(time - hour(time)) > MINUTE) {
            throw new BrokenRow("no payment is due at " + RowOrder.shown(time));
        }
        double rate = row.number(RATE);
        if (Math.abs(rate) > LARGEST) {
            throw new BrokenRow("the rate is a fraction, which cannot be " + rate);
        }
        double hours = row.optionalNotNegative(HOURS).orElse(LONGEST_HOURS);
        Optional<Duration> interval = interval(order.next(time), time, hours);
        return Reading.of(
                time,
                stamp -> new FundingRate(terms.instrument(), stamp, FundingRate.Kind.SETTLED, rate, interval, time));
    }

    private static Optional<Duration> interval(long before, long time, double hours) {
        if (before == Long.MIN_VALUE) {
            return Optional.empty();
        }
        long measured = hour(time) - hour(before);
        return measured > 0 && measured <= hours * HOUR
                ? Optional.of(Duration.ofHours(measured / HOUR))
                : Optional.empty();
    }

    private static long hour(long time) {
        return (time + HOUR / 2) / HOUR * HOUR;
    }
}
