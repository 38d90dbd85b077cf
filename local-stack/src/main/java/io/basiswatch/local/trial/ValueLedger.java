package io.basiswatch.local.trial;

import io.basiswatch.indicator.ValueSink;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the engine made of the log, held against what the venues said: a minute of takers' volume that claims to be whole must
 * hold exactly the trades of that minute.
 *
 * <p>One indicator stands for all, because it counts what it is made of; a value that says of itself that something is missing
 * is not held against anybody.
 */
final class ValueLedger implements ValueSink {
    /** Bought by takers in one market; its attribute {@link #COUNT} counts the trades of both sides. */
    private static final String INDICATOR = "taker_buy_volume_usd";

    private static final String COUNT = "n_obs";
    /** The reasons that say that trades are missing; others are about what a coin is worth. */
    private static final Set<String> INCOMPLETE = Set.of("feed_gap", "first heard within the window");

    private static final String BOUGHT = "taker_buy_notional";
    private static final double CLOSE = 1e-9;

    private final Map<Minute, IndicatorValue> newest = new TreeMap<>();

    private record Minute(String market, long time) implements Comparable<Minute> {
        @Override
        public int compareTo(Minute other) {
            int order = market.compareTo(other.market);
            return order == 0 ? Long.compare(time, other.time) : order;
        }
    }

    /** The trades of one market and minute. */
    private static final class Sum {
        private long trades;
        private double bought;
    }

    /**
     * What the comparison has shown.
     *
     * @param whole minutes that claimed to be whole
     * @param marked minutes that said that they are not
     * @param wrong minutes that claimed to be whole and are not what the venues said; each an error
     */
    record Balance(long whole, long marked, List<String> wrong) {}

    @Override
    public void publish(String asset, long instant, List<IndicatorValue> values) {
        for (IndicatorValue value : values) {
            boolean counts = value.series().indicator().equals(INDICATOR)
                    && !value.series().dimension().isEmpty()
                    && value.resolution() == Resolution.MINUTE
                    && value.derivedFrom().isEmpty()
                    && value.value().isPresent();
            if (counts) {
                newest.put(new Minute(bought(value).source(), value.time()), value);
            }
        }
    }

    /** What takers bought, in the quote currency: beside it stands what that currency was worth. */
    private static Input bought(IndicatorValue value) {
        return value.inputs().stream()
                .filter(input -> input.kind().equals(BOUGHT))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Strikes the balance.
     *
     * @param said all trades of the time that is compared
     * @param from the start of the first whole minute to compare, microseconds since the epoch
     * @param to the end of the last one
     * @param isUncounted whether a venue left a trade out, and has nothing that shows it; its minute cannot know
     */
    Balance balance(List<SaidTrade> said, long from, long to, Predicate<SaidTrade> isUncounted) {
        Map<Minute, Sum> sums = sums(said);
        Set<Minute> unknowable =
                said.stream().filter(isUncounted).map(ValueLedger::minute).collect(Collectors.toSet());
        List<String> wrong = new ArrayList<>();
        long whole = 0;
        long marked = 0;
        for (Map.Entry<Minute, IndicatorValue> entry : newest.entrySet()) {
            Minute minute = entry.getKey();
            boolean isWithin = minute.time() >= from && minute.time() + Resolution.MINUTE.micros() <= to;
            if (!isWithin || unknowable.contains(minute)) {
                continue;
            }
            if (entry.getValue().reasons().stream().anyMatch(INCOMPLETE::contains)) {
                marked++;
                continue;
            }
            whole++;
            Sum sum = sums.getOrDefault(minute, new Sum());
            if (!isOf(entry.getValue(), sum)) {
                wrong.add(minute + ": " + entry.getValue().attributes().get(COUNT) + " trades of " + sum.trades + ", "
                        + bought(entry.getValue()).value() + " bought of " + sum.bought + ", revision "
                        + entry.getValue().revision());
            }
        }
        return new Balance(whole, marked, wrong);
    }

    private static Map<Minute, Sum> sums(List<SaidTrade> said) {
        Map<Minute, Sum> sums = new HashMap<>();
        for (SaidTrade trade : said) {
            Sum sum = sums.computeIfAbsent(minute(trade), key -> new Sum());
            sum.trades++;
            sum.bought += trade.aggressor() == Side.BUY ? notional(trade) : 0;
        }
        return sums;
    }

    private static Minute minute(SaidTrade trade) {
        return new Minute(trade.instrument().toString(), Resolution.MINUTE.floor(trade.time()));
    }

    /** In the quote currency. */
    static double notional(SaidTrade trade) {
        Instrument instrument = trade.instrument();
        double notional = trade.quantity() * trade.price();
        // The face value of inverse contracts is a whole number of dollars.
        return instrument.isInverse() ? Math.rint(notional) : notional;
    }

    private static boolean isOf(IndicatorValue value, Sum sum) {
        double bought = bought(value).value();
        // A trade of the other side that comes late changes no volume, so that no revision counts it.
        return Math.abs(bought - sum.bought) <= CLOSE * Math.max(1, sum.bought);
    }
}
