package io.basiswatch.indicator.price;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.ClosedWindow;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** How much the spot index has moved over a time, per year: the root of the mean of its squared five-minute returns. */
interface RealizedVolatility extends Indicator {
    /** Said of every window. */
    Definition.Attribute START = new Definition.Attribute("window_start", "the beginning of the window, UTC");

    /** Five-minute returns in a year of 365 days. */
    int PER_YEAR = 365 * 288;

    /** The squared returns that it is made of: five minutes, or means of hours, and over how long. */
    LookBack of();

    @Override
    default MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    default List<String> builtOn() {
        return List.of(SquaredReturn5m.ID);
    }

    /** More than is looked at: the window ends where the last of its values does, not at the minute. */
    @Override
    default List<LookBack> looksBackOn() {
        return List.of(
                new LookBack(of().indicator(), of().resolution(), of().length().plus(Duration.ofHours(2))));
    }

    @Override
    default String silence() {
        return "fewer than four fifths of the window";
    }

    @Override
    default OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(annualized(
                receipt.constituents(SquaredReturn5m.ID).orElseThrow().points()));
    }

    @Override
    default State start(String asset) {
        return new Returns(asset, this);
    }

    /** Of mean squares of five-minute returns that count alike. */
    static double annualized(List<Constituents.Point> squares) {
        double sum = 0;
        for (Constituents.Point square : squares) {
            sum += square.value();
        }
        return Math.sqrt(PER_YEAR * (sum / squares.size()));
    }

    /** Says what the volatility over {@code days} is. */
    static Definition definition(String id, int days) {
        boolean isOfReturns = days == 1;
        return new Definition(
                id,
                1,
                "Realised volatility, " + days + (isOfReturns ? " day" : " days"),
                "How much the spot index has moved, as a standard deviation per year of 365 days: 0.5 is 50 % a year.",
                Unit.FRACTION,
                isOfReturns
                        ? "√(365 × 288) × √(Σ r² / N), r = ln of the index over itself five minutes before; no mean is"
                                + " subtracted"
                        : "√(365 × 288) × √(Σ hour / N), hour = mean of r² of its 12 five-minute log returns r; no mean is"
                                + " subtracted",
                isOfReturns
                        ? List.of(
                                SquaredReturn5m.ID + " of five minutes",
                                "where that was not heard, the same of spot_index of imported minutes; degraded where these are"
                                        + " more than a fifth")
                        : List.of(SquaredReturn5m.ID + " of hours"),
                isOfReturns
                        ? "the 288 five-minute returns up to the last :00, :05, … :55; absent with fewer than four fifths of"
                                + " them"
                        : "the " + days * 24
                                + " last closed hours, each counted once; absent with fewer than four fifths of them",
                List.of("usd: of the index in US dollars", "usdt: of the index in USDT"),
                List.of(),
                isOfReturns
                        ? List.of(
                                new Definition.Attribute("n_obs", "returns that there are"),
                                new Definition.Attribute(
                                        "n_imported", "those between imported minutes, where there are any"),
                                START)
                        : List.of(new Definition.Attribute("n_obs", "hours that there are"), START),
                "realised volatility of five-minute returns with zero mean; Coin Metrics takes ten minutes and N − 1,"
                        + " Glassnode days");
    }

    /** The squared returns of one asset. */
    final class Returns implements State {
        private final String asset;
        private final RealizedVolatility volatility;
        private final Map<String, ClosedWindow> byDimension = new TreeMap<>();

        Returns(String asset, RealizedVolatility volatility) {
            this.asset = asset;
            this.volatility = volatility;
        }

        @Override
        public void closed(ClosedValue square) {
            if (square.resolution() == volatility.of().resolution()) {
                byDimension
                        .computeIfAbsent(square.series().dimension(), dimension -> window(square.series()))
                        .put(square);
            }
        }

        private ClosedWindow window(Series series) {
            return new ClosedWindow(series, volatility.of().resolution(), step(), length());
        }

        private long step() {
            return volatility.of().resolution() == Resolution.MINUTE ? SquaredReturn5m.STEP : Resolution.HOUR.micros();
        }

        private long length() {
            return volatility.of().length().toMillis() * 1_000;
        }

        @Override
        public void values(Evaluation at) {
            take(at);
            byDimension.keySet().forEach(dimension -> publish(dimension, end(at), at));
        }

        private boolean isOfReturns() {
            return volatility.of().resolution() == Resolution.MINUTE;
        }

        /** Takes note of the returns of this very minute, which are told when it is over. */
        void take(Evaluation at) {
            if (isOfReturns()) {
                at.values(SquaredReturn5m.ID, asset)
                        .forEach(square -> closed(new ClosedValue(
                                square.series(),
                                square.resolution(),
                                square.time(),
                                square.value().orElseThrow(),
                                square.quality(),
                                square.knownAt(),
                                false)));
            }
        }

        /** Where the window ends that a value of this minute is made of. */
        long end(Evaluation at) {
            return isOfReturns()
                    ? at.to() - Math.floorMod(at.to(), SquaredReturn5m.STEP)
                    : Resolution.HOUR.floor(at.time());
        }

        Set<String> dimensions() {
            return byDimension.keySet();
        }

        /** The squares in [{@code from}, {@code to}); empty where nothing was heard of this index. */
        Optional<Constituents> between(String dimension, long from, long to) {
            return Optional.ofNullable(byDimension.get(dimension)).map(window -> window.between(from, to));
        }

        ValueDraft draft(String dimension, Evaluation at) {
            Definition definition = volatility.definition();
            return at.draft(Series.of(asset, definition.id(), dimension), definition.unit());
        }

        /** Publishes what was heard up to {@code to}, where that is enough. */
        void publish(String dimension, long to, Evaluation at) {
            ClosedWindow window = byDimension.get(dimension);
            long from = to - length();
            int wanted = (int) (length() / step());
            if (window != null && window.isEnough(from, to, wanted)) {
                window.enter(draft(dimension, at), from, to, wanted, isOfReturns() ? "returns" : "hours")
                        .publish(annualized(window.between(from, to).points()));
            }
        }
    }
}
