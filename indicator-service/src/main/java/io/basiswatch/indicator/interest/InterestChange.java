package io.basiswatch.indicator.interest;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.ClosedLine;
import io.basiswatch.indicator.window.KnownLater;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How much less or more of an asset is open than some time ago, over the markets that are known at both times: a market that
 * has fallen silent, was added or has expired is no change of what traders hold.
 */
public final class InterestChange {
    /** The kind of the inputs of then. */
    private static final String BEFORE = "value_before";

    private final Resolution parts;
    private final long back;
    private final SeriesOf series;
    private final Map<String, ClosedLine> markets = new TreeMap<>();
    private final Map<String, ClosedLine> past = new TreeMap<>();
    private final KnownLater ofThePast = new KnownLater();

    /**
     * A market and what is known of it: at least one of both.
     *
     * @param name as a dimension has it
     * @param now its open interest
     * @param before the same of then
     */
    public record Market(String name, Optional<IndicatorValue> now, Optional<Input> before) {}

    /**
     * Of {@code asset}, since {@code back} ago. Then is told by closed {@code parts}: the last one that was over by that time.
     */
    public InterestChange(String asset, Resolution parts, Duration back) {
        this.parts = parts;
        this.back = back.toSeconds() * Resolution.SECOND.micros();
        this.series = new SeriesOf(asset, OpenInterestBase.ID);
    }

    /** What {@link #closed} has to be told. */
    public static LookBack lookBack(Resolution parts, Duration back) {
        return new LookBack(OpenInterestBase.ID, parts, back.plusSeconds(3 * parts.seconds()));
    }

    /** A value of {@link OpenInterestBase}; of other resolutions and of sums it is passed over. */
    public void closed(ClosedValue value) {
        String dimension = value.series().dimension();
        if (value.resolution() == parts && InterestBoard.instrument(dimension).isPresent()) {
            if (value.isOfCandles()) {
                ofThePast.put(value);
            } else {
                put(value, markets);
            }
        }
    }

    private void put(ClosedValue value, Map<String, ClosedLine> lines) {
        lines.computeIfAbsent(
                        value.series().dimension(),
                        market -> new ClosedLine(value.series(), parts, (int) (back / parts.micros()) + 3))
                .put(value);
    }

    /** What was heard counts; where nothing was, what was asked for afterwards. */
    private OptionalDouble then(String market, long time) {
        OptionalDouble heard = at(markets, market, time);
        return heard.isPresent() ? heard : at(past, market, time);
    }

    private static OptionalDouble at(Map<String, ClosedLine> lines, String market, long time) {
        ClosedLine line = lines.get(market);
        return line == null ? OptionalDouble.empty() : line.at(time);
    }

    /** The markets of which something is open now, or was then, by name. */
    public List<Market> at(Evaluation at) {
        long then = parts.floor(at.to() - back) - parts.micros();
        ofThePast.admit(at.instant(), value -> put(value, past));
        Map<String, Market> found = new TreeMap<>();
        Set<String> known = new TreeSet<>(markets.keySet());
        known.addAll(past.keySet());
        known.forEach(market -> {
            OptionalDouble before = then(market, then);
            if (before.isPresent() && !InterestBoard.isOver(series.dimension(market), at.instant())) {
                found.put(market, new Market(market, Optional.empty(), Optional.of(before(market, then, before))));
            }
        });
        for (IndicatorValue now : at.values(OpenInterestBase.ID, series.asset())) {
            if (now.attributes().containsKey(InterestBoard.MARGIN)) {
                found.compute(
                        now.series().dimension(),
                        (market, there) ->
                                new Market(market, Optional.of(now), there == null ? Optional.empty() : there.before));
            }
        }
        return List.copyOf(found.values());
    }

    private Input before(String market, long then, OptionalDouble value) {
        long end = then + parts.micros();
        return new Input(series.dimension(market).toString(), BEFORE, value.getAsDouble(), end, end, 1, "");
    }

    /**
     * Enters the open interest of now and of then of those of {@code found} that {@code holds} is true of into {@code draft} and
     * gives the change in percent; empty where no market is known at both times, or nothing was open.
     */
    public static OptionalDouble enter(List<Market> found, Predicate<String> holds, ValueDraft draft) {
        List<Double> pairs = new ArrayList<>();
        for (Market market : found) {
            if (!holds.test(market.name)) {
                continue;
            }
            if (market.now.isPresent() && market.before.isPresent()) {
                pairs.add(market.now.get().value().orElseThrow());
                pairs.add(market.before.get().value());
                draft.uses(market.now.get(), 1).input(market.before.get());
            } else {
                String unknown = market.now.isPresent() ? "of then" : "of now";
                draft.remark(Quality.PARTIAL, "open interest " + unknown + " is not known: " + market.name);
            }
        }
        return percent(pairs);
    }

    /** The change by the inputs of a receipt, as {@link #enter} has given it. */
    public static OptionalDouble recompute(Receipt receipt) {
        String prefix = receipt.value().asset() + ':' + OpenInterestBase.ID + ':';
        return percent(receipt.used().stream()
                .filter(input -> input.source().startsWith(prefix))
                .map(Input::value)
                .toList());
    }

    /** Of each market what is open now, and then what was. */
    private static OptionalDouble percent(List<Double> pairs) {
        double now = 0;
        double before = 0;
        for (int i = 0; i < pairs.size(); i += 2) {
            now += pairs.get(i);
            before += pairs.get(i + 1);
        }
        return before > 0 ? OptionalDouble.of((now - before) / before * 100) : OptionalDouble.empty();
    }
}
