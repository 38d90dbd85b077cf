package io.basiswatch.indicator.leverage;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.OpenInterestBase;
import io.basiswatch.indicator.window.ExpectedSeries;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Open interest over reserve: of each exchange, and of all of which both are known. */
final class LeverageBoard implements Indicator.State {
    /** How many days before are looked at for the highest. */
    static final int DAYS = 90;

    static final String SILENCE = "open interest or reserve are not known";

    private static final int LEAST_DAYS = 30;
    private static final double RESET = 0.30;
    /** A fifth below the highest. */
    private static final double RESET_OF_MAX = 0.8;

    private static final long DAY = Resolution.DAY.micros();

    private final String asset;
    private final Series all;
    private final Map<Series, TreeMap<Long, Double>> days = new TreeMap<>();
    private final ExpectedSeries expected = new ExpectedSeries();

    /** One exchange with both. */
    private record Exchange(String name, IndicatorValue reserve, List<IndicatorValue> interests) {}

    LeverageBoard(String asset) {
        this.asset = asset;
        this.all = Series.of(asset, LeverageRatio.ID);
    }

    @Override
    public void closed(ClosedValue day) {
        TreeMap<Long, Double> line = days.computeIfAbsent(day.series(), series -> new TreeMap<>());
        line.put(day.time(), day.value());
        line.headMap(day.time() - (DAYS + 1) * DAY).clear();
    }

    @Override
    public void closed(Series series, long minute, double value) {
        if (!series.equals(all)) {
            expected.closed(series, minute);
        }
    }

    @Override
    public void values(Evaluation at) {
        List<IndicatorValue> interests = byName(at, OpenInterestBase.ID).stream()
                .filter(value -> Entities.isVenue(value.series().dimension()))
                .toList();
        Map<String, Exchange> exchanges = new TreeMap<>();
        byName(at, ReserveOfExchange.ID).forEach(reserve -> {
            String name = reserve.series().dimension();
            exchanges.put(name, new Exchange(name, reserve, new ArrayList<>()));
        });
        List<String> without = new ArrayList<>();
        for (IndicatorValue interest : interests) {
            String venue = interest.series().dimension();
            Optional<String> entity = Entities.of(venue, exchanges.keySet());
            entity.ifPresentOrElse(name -> exchanges.get(name).interests.add(interest), () -> without.add(venue));
        }
        List<Exchange> known = exchanges.values().stream()
                .filter(exchange -> !exchange.interests.isEmpty())
                .toList();
        known.forEach(exchange ->
                publish(at, Series.of(asset, LeverageRatio.ID, exchange.name), List.of(exchange), List.of()));
        if (!interests.isEmpty() || !exchanges.isEmpty()) {
            publishAll(at, known, exchanges.isEmpty(), without);
        }
    }

    /** In a fixed order, because sums are made in it. */
    private List<IndicatorValue> byName(Evaluation at, String indicator) {
        return at.values(indicator, asset).stream()
                .sorted(Comparator.comparing(value -> value.series().dimension()))
                .toList();
    }

    private void publishAll(Evaluation at, List<Exchange> known, boolean withoutReserves, List<String> without) {
        if (known.isEmpty()) {
            at.draft(all, Unit.RATIO)
                    .absent(
                            withoutReserves
                                    ? "no exchange reserve is known"
                                    : "no open interest of an exchange whose reserve is known");
            return;
        }
        // An exchange whose reserve is 0 has no ratio, so it is in none of both sums.
        publish(
                at,
                all,
                known.stream().filter(exchange -> reserve(exchange) > 0).toList(),
                without);
    }

    private static double reserve(Exchange exchange) {
        return exchange.reserve.value().orElseThrow();
    }

    private void publish(Evaluation at, Series series, List<Exchange> exchanges, List<String> without) {
        ValueDraft draft = at.draft(series, Unit.RATIO);
        double open = 0;
        double held = 0;
        for (Exchange exchange : exchanges) {
            for (IndicatorValue interest : exchange.interests) {
                draft.uses(interest, 1);
                open += interest.value().orElseThrow();
            }
            draft.uses(exchange.reserve, 1);
            held += reserve(exchange);
        }
        draft.attribute("denominator", "reserve_of_asset")
                .attribute("open_interest", open)
                .attribute("reserve", held)
                .attribute(
                        "exchanges",
                        String.join(",", exchanges.stream().map(Exchange::name).toList()));
        if (!without.isEmpty()) {
            draft.attribute("without_reserve", String.join(",", without));
        }
        if (series.equals(all)) {
            expected.missing(at).forEach(gone -> draft.remark(Quality.PARTIAL, "missing: " + gone.dimension()));
        }
        if (held > 0) {
            judge(at, series, open / held, draft);
            draft.publish(open / held);
        } else {
            draft.absent("the reserve is 0");
        }
    }

    /** Compares with the days before; a day counts when it was over as the minute began. */
    private void judge(Evaluation at, Series series, double ratio, ValueDraft draft) {
        long today = Resolution.DAY.floor(at.time());
        Map<Long, Double> before = days.getOrDefault(series, new TreeMap<>()).subMap(today - DAYS * DAY, today);
        double max = ratio;
        for (Map.Entry<Long, Double> day : before.entrySet()) {
            max = Math.max(max, day.getValue());
        }
        draft.attribute("n_days", (long) before.size());
        if (max > 0) {
            draft.attribute("max_90d", max).attribute("below_max_pct", (1 - ratio / max) * 100);
        }
        boolean isEnough = before.size() >= LEAST_DAYS;
        if (ratio > RESET || isEnough && ratio > max * RESET_OF_MAX) {
            draft.attribute("state", "normal");
        } else {
            draft.attribute("state", isEnough ? "reset" : "unknown");
        }
    }

    /** What the receipt gives: a ratio of sums, in the order of the inputs. */
    static OptionalDouble recompute(Receipt receipt) {
        double open = 0;
        double held = 0;
        String interest = receipt.value().asset() + ':' + OpenInterestBase.ID + ':';
        for (Input input : receipt.used("value")) {
            if (input.source().startsWith(interest)) {
                open += input.value();
            } else {
                held += input.value();
            }
        }
        if (!(held > 0)) {
            throw new NoSuchElementException("no reserve");
        }
        return OptionalDouble.of(open / held);
    }
}
