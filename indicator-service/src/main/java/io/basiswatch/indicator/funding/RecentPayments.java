package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The payments of one perpetual that became known within the last days.
 *
 * <p>Payments are due on the hour and become known some seconds or minutes later, so they are counted by the hour: the mean is over
 * the hours that end with that of the newest payment, and does not waver while the next one is awaited.
 */
final class RecentPayments {
    static final int LEAST = 3;
    /** Above this age of the newest payment there is no mean. */
    static final Duration AWAITED = Duration.ofHours(24);

    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long HOUR = Resolution.HOUR.micros();
    private static final long WINDOW = 48 * HOUR;
    private static final long BEFORE = 24 * HOUR;
    /** Every payment that a mean depends on is at most this old. */
    static final Duration LOOK_BACK = Duration.ofHours(48 + 24 + 24 + 2);

    private final Series series;
    private final TreeMap<Long, Double> byMinute = new TreeMap<>();
    private Window newest;

    /**
     * The payments of 48 hours.
     *
     * @param last the minute of the newest
     * @param payments of these hours, by reference
     * @param rates the newest of each hour, in percent for eight hours
     * @param remarks what has to be said of them
     */
    private record Window(long last, Constituents payments, List<Double> rates, List<String> remarks) {}

    /** {@code series} is that of the payments. */
    RecentPayments(Series series) {
        this.series = series;
    }

    void put(ClosedValue payment) {
        byMinute.put(payment.time(), payment.value());
        byMinute.headMap(byMinute.lastKey() - LOOK_BACK.toHours() * HOUR).clear();
        newest = null;
    }

    /** Publishes the mean; nothing where no payment is known that is young enough. */
    void publish(Evaluation at, ValueDraft draft) {
        Map.Entry<Long, Double> last = byMinute.floorEntry(at.time());
        if (last == null || at.time() - last.getKey() > AWAITED.toHours() * HOUR) {
            return;
        }
        if (newest == null || newest.last != last.getKey()) {
            newest = window(last.getKey());
        }
        draft.madeOf(newest.payments)
                .attribute("n_obs", (long) newest.rates.size())
                .attribute("window_start", time(newest.payments.from()))
                .attribute("newest_payment", time(newest.last));
        newest.remarks.forEach(remark -> draft.remark(Quality.PARTIAL, remark));
        if (newest.rates.size() < LEAST) {
            draft.absent("fewer than " + LEAST + " payments");
        } else {
            draft.publish(mean(newest.rates));
        }
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private Window window(long last) {
        long from = Resolution.HOUR.floor(last) + HOUR - WINDOW;
        List<Constituents.Point> points = new ArrayList<>();
        byMinute.subMap(from, true, last, true)
                .forEach((minute, rate) -> points.add(new Constituents.Point(minute, rate, 1)));
        List<String> remarks = new ArrayList<>();
        if (byMinute.subMap(from - BEFORE, from).isEmpty()) {
            remarks.add("payments are known for less than 48 h");
        }
        if (hasHole(points)) {
            remarks.add("a payment is missing");
        }
        return new Window(
                last,
                Constituents.of(series, Resolution.MINUTE, from, last + MINUTE, points)
                        .referred(),
                rates(points),
                remarks);
    }

    /** The newest payment of each hour, oldest first. */
    private static List<Double> rates(List<Constituents.Point> points) {
        Map<Long, Double> byHour = new TreeMap<>();
        points.forEach(point -> byHour.put(Resolution.HOUR.floor(point.time()), point.value()));
        return List.copyOf(byHour.values());
    }

    static double mean(List<Double> rates) {
        double sum = 0;
        for (double rate : rates) {
            sum += rate;
        }
        return sum / rates.size();
    }

    /** The mean of the payments that a receipt refers to. */
    static double meanOf(List<Constituents.Point> points) {
        return mean(rates(points));
    }

    /** Whether two payments are further apart than both the two before and the two behind them. */
    private static boolean hasHole(List<Constituents.Point> points) {
        for (int i = 2; i + 1 < points.size(); i++) {
            long here = hours(points, i);
            if (here > Math.max(hours(points, i - 1), hours(points, i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static long hours(List<Constituents.Point> points, int i) {
        return (Resolution.HOUR.floor(points.get(i).time())
                        - Resolution.HOUR.floor(points.get(i - 1).time()))
                / HOUR;
    }
}
