package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.RollUp;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.SpotIndex;
import io.basiswatch.indicator.window.ClosedWindow;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The square of what the spot index has gained or lost in five minutes: what realised volatility is added up from. Hours hold
 * the mean of their twelve, so that a month is made of 720 numbers and not of 8,640.
 */
@AutoService(Indicator.class)
public final class SquaredReturn5m implements Indicator {
    static final String ID = "return_squared_5m";
    /** How far apart prices are looked at, microseconds. */
    static final long STEP = 5 * Resolution.MINUTE.micros();
    /** Returns in an hour. */
    static final int PER_HOUR = 12;

    private static final String BEFORE = "value_before";
    private static final long MINUTE = Resolution.MINUTE.micros();

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Squared five-minute return",
            "The square of the logarithm of the spot index over itself five minutes before: what realised volatility is the"
                    + " root of.",
            Unit.RATIO,
            "ln(price / price five minutes before)²; an hour is the mean of its own",
            List.of(SpotIndex.ID + " of the minutes that end at :00, :05, … :55"),
            "five minutes, on the minute that ends with them; none in between, and none where one of the two prices is"
                    + " missing; an hour has none with fewer than ten of its twelve; there are no days",
            List.of("usd: of the index in US dollars", "usdt: of the index in USDT"),
            List.of(),
            List.of(
                    new Definition.Attribute("returns", "of an hour, how many of its twelve returns there are"),
                    new Definition.Attribute("n_obs", "of an hour, how many minutes of the index there are of 61"),
                    new Definition.Attribute("window_start", "of an hour, the minute of the first price, UTC")),
            "realised variance of five-minute returns, sampled without overlap on the clock's own five minutes");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public RollUp rollUp() {
        return RollUp.RECOMPUTED;
    }

    @Override
    public List<String> builtOn() {
        return List.of(SpotIndex.ID);
    }

    @Override
    public List<LookBack> looksBackOn() {
        return List.of(new LookBack(SpotIndex.ID, Resolution.MINUTE, Duration.ofMinutes(70)));
    }

    /** Between two times of the grid nothing is missing. */
    @Override
    public boolean isOver(Series series, long instant) {
        return true;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return receipt.value().resolution() == Resolution.HOUR
                ? mean(receipt.constituents(SpotIndex.ID).orElseThrow().points())
                : OptionalDouble.of(square(receipt.input("value"), receipt.input(BEFORE)));
    }

    @Override
    public State start(String asset) {
        return new Prices(asset);
    }

    /** StrictMath, because a receipt must give the same bits everywhere. */
    static double square(double price, double before) {
        double gained = StrictMath.log(price / before);
        return gained * gained;
    }

    static boolean isOnGrid(long minute) {
        return Math.floorMod(minute + MINUTE, STEP) == 0;
    }

    /** The mean square of the returns between minutes of the grid that follow each other; empty where there is none. */
    private static OptionalDouble mean(List<Constituents.Point> minutes) {
        double sum = 0;
        int count = 0;
        Constituents.Point before = null;
        for (Constituents.Point minute : minutes) {
            if (isOnGrid(minute.time())) {
                if (before != null && minute.time() - before.time() == STEP) {
                    sum += square(minute.value(), before.value());
                    count++;
                }
                before = minute;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    private static long returns(List<Constituents.Point> minutes) {
        return minutes.stream()
                .filter(minute -> isOnGrid(minute.time()))
                .filter(minute -> minutes.stream().anyMatch(other -> minute.time() - other.time() == STEP))
                .count();
    }

    /** The minutes of the index of one asset, of the last hour. */
    private static final class Prices implements State {
        private static final int MINUTES = 61;

        private final String asset;
        private final Map<String, ClosedWindow> byDimension = new TreeMap<>();

        Prices(String asset) {
            this.asset = asset;
        }

        @Override
        public void closed(ClosedValue price) {
            byDimension
                    .computeIfAbsent(price.series().dimension(), dimension -> window(price.series()))
                    .put(price);
        }

        private static ClosedWindow window(Series series) {
            return new ClosedWindow(series, Resolution.MINUTE, MINUTE, MINUTES * MINUTE);
        }

        @Override
        public void values(Evaluation at) {
            if (at.resolution() == Resolution.MINUTE && isOnGrid(at.time())) {
                at.values(SpotIndex.ID, asset).forEach(price -> minute(price, at));
            } else if (at.resolution() == Resolution.HOUR) {
                byDimension.forEach((dimension, window) -> hour(Series.of(asset, ID, dimension), window, at));
            }
        }

        private void minute(IndicatorValue price, Evaluation at) {
            String dimension = price.series().dimension();
            ClosedWindow window = byDimension.get(dimension);
            long before = at.time() - STEP;
            if (window == null || !window.has(before)) {
                return;
            }
            double known = window.at(before);
            long end = before + MINUTE;
            at.draft(Series.of(asset, ID, dimension), DEFINITION.unit())
                    .uses(price, 1)
                    .input(new Input(price.series().toString(), BEFORE, known, end, end, 1, ""))
                    .publish(square(price.value().orElseThrow(), known));
        }

        private static void hour(Series series, ClosedWindow window, Evaluation at) {
            long from = at.time() - MINUTE;
            List<Constituents.Point> minutes = window.between(from, at.to()).points();
            long returns = returns(minutes);
            if (returns * 5 < PER_HOUR * 4L) {
                return;
            }
            ValueDraft draft = window.enter(at.draft(series, DEFINITION.unit()), from, at.to(), MINUTES, "minutes")
                    .attribute("returns", returns);
            if (returns < PER_HOUR) {
                draft.remark(Quality.PARTIAL, returns + " of " + PER_HOUR + " returns");
            }
            draft.publish(mean(minutes).orElseThrow());
        }
    }
}
