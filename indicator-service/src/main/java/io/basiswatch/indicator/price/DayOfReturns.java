package io.basiswatch.indicator.price;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.SpotIndex;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The five-minute returns of a day, and what they make: those that were heard, and where one was not, that between two minutes
 * of the index of which at least one was imported.
 */
final class DayOfReturns implements Indicator.State {
    private static final long DAY = Resolution.DAY.micros();
    private static final int WANTED = (int) (DAY / SquaredReturn5m.STEP);
    /** A day, the price before its first return, and two hours until all has come. */
    private static final int MINUTES = 26 * 60 + 5;

    private final RealizedVolatility.Returns heard;
    private final IndexMinutes minutes = new IndexMinutes(MINUTES);

    DayOfReturns(RealizedVolatility.Returns heard) {
        this.heard = heard;
    }

    @Override
    public void closed(ClosedValue value) {
        if (value.series().indicator().equals(SpotIndex.ID)) {
            minutes.closed(value);
        } else {
            heard.closed(value);
        }
    }

    @Override
    public void values(Evaluation at) {
        heard.take(at);
        minutes.admit(at.instant());
        TreeSet<String> dimensions = new TreeSet<>(heard.dimensions());
        dimensions.addAll(minutes.dimensions());
        dimensions.forEach(dimension -> publish(dimension, heard.end(at), at));
    }

    private void publish(String dimension, long to, Evaluation at) {
        long from = to - DAY;
        Optional<Constituents> squares = heard.between(dimension, from, to);
        int known = squares.map(Constituents::count).orElse(0);
        Optional<Constituents> prices =
                known == WANTED ? Optional.empty() : minutes.between(dimension, from - SquaredReturn5m.STEP, to);
        List<Constituents.Point> all = all(squares, prices);
        if (all.size() == known) {
            heard.publish(dimension, to, at);
        } else if (all.size() * 5 >= WANTED * 4) {
            ValueDraft draft = heard.draft(dimension, at)
                    .attribute(
                            "window_start",
                            Instant.EPOCH.plus(from, ChronoUnit.MICROS).toString())
                    .attribute("n_obs", (long) all.size())
                    .attribute("n_imported", (long) all.size() - known);
            squares.filter(of -> of.count() > 0).ifPresent(of -> draft.madeOf(of.referred()));
            prices.ifPresent(of -> draft.madeOf(of.referred()));
            remark(draft, known, all.size());
            draft.publish(RealizedVolatility.annualized(all));
        }
    }

    private static void remark(ValueDraft draft, int known, int all) {
        if (all < WANTED) {
            draft.remark(Quality.PARTIAL, all + " of " + WANTED + " returns");
        }
        if ((all - known) * 5 > all) {
            draft.remark(Quality.DEGRADED, all - known + " of " + all + " returns imported");
        }
    }

    /** The squared returns, in the order of time: those told, and those between prices five minutes apart where none is told. */
    private static List<Constituents.Point> all(Optional<Constituents> squares, Optional<Constituents> prices) {
        Map<Long, Constituents.Point> returns = new TreeMap<>();
        Map<Long, Double> grid = new TreeMap<>();
        prices.map(Constituents::points).orElse(List.of()).stream()
                .filter(minute -> SquaredReturn5m.isOnGrid(minute.time()))
                .forEach(minute -> grid.put(minute.time(), minute.value()));
        grid.forEach((time, price) -> Optional.ofNullable(grid.get(time - SquaredReturn5m.STEP))
                .map(before -> new Constituents.Point(time, SquaredReturn5m.square(price, before), 1))
                .ifPresent(square -> returns.put(time, square)));
        squares.map(Constituents::points).orElse(List.of()).forEach(square -> returns.put(square.time(), square));
        return new ArrayList<>(returns.values());
    }

    /** What the receipt gives. */
    static OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(RealizedVolatility.annualized(
                all(receipt.constituents(SquaredReturn5m.ID), receipt.constituents(SpotIndex.ID))));
    }
}
