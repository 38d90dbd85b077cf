package io.basiswatch.indicator.premium;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.ClosedWindow;
import io.basiswatch.model.Band;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * A running mean of one form of the Coinbase premium: of its minutes over an hour, or of these means over closed hours, each of
 * which is that of an hour of its own. So a mean over a week is made of 168 numbers and not of 10,080.
 */
interface PremiumMean extends Indicator {
    /** What it is made of: the values, and over how long. */
    LookBack of();

    @Override
    default MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    default List<String> builtOn() {
        return List.of(of().indicator());
    }

    /** One value more than is looked at: the window ends where the last of them does, not at the minute. */
    @Override
    default List<LookBack> looksBackOn() {
        Duration step = Duration.ofSeconds(of().resolution().seconds());
        return List.of(
                new LookBack(of().indicator(), of().resolution(), of().length().plus(step.multipliedBy(2))));
    }

    @Override
    default String silence() {
        return "fewer than four fifths of the window";
    }

    @Override
    default OptionalDouble recompute(Receipt receipt) {
        return receipt.constituents(of().indicator()).map(made -> mean(made.points())).stream()
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    @Override
    default State start(String asset) {
        return new Running(asset, this);
    }

    private static double mean(List<Constituents.Point> points) {
        double sum = 0;
        for (Constituents.Point point : points) {
            sum += point.value();
        }
        return sum / points.size();
    }

    /** Says what the mean of {@code form} over {@code hours} is. */
    static Definition definition(
            String id, String name, String form, int hours, List<Band> bands, Definition.Attribute... more) {
        boolean isOfMinutes = hours == 1;
        List<Definition.Attribute> attributes = new ArrayList<>(List.of(
                new Definition.Attribute("n_obs", isOfMinutes ? "minutes that had a value" : "hours that had a value"),
                new Definition.Attribute("window_start", "the beginning of the window, UTC")));
        attributes.addAll(List.of(more));
        return new Definition(
                id,
                1,
                name + ", mean of " + hours + (isOfMinutes ? " hour" : " hours"),
                "The running mean of " + form + ": a single minute says little.",
                Unit.PERCENT,
                isOfMinutes ? "Σ minute / n" : "Σ hour / n, an hour being its own mean of minutes",
                List.of(isOfMinutes ? form + " of minutes" : form + "_sma_1h at the end of each hour"),
                isOfMinutes
                        ? "the 60 minutes up to and including its own; absent with fewer than four fifths of them"
                        : "the " + hours
                                + " last closed hours, each counted once; absent with fewer than four fifths of them",
                List.of("none: one series per asset"),
                bands,
                attributes,
                "averages of 1 h, 24 h and 168 h as analysts of CryptoQuant compare them");
    }

    /** The window of one asset. */
    final class Running implements State {
        private final Series series;
        private final PremiumMean mean;
        private final ClosedWindow window;

        Running(String asset, PremiumMean mean) {
            LookBack of = mean.of();
            this.series = Series.of(asset, mean.definition().id());
            this.mean = mean;
            this.window = new ClosedWindow(
                    Series.of(asset, of.indicator()),
                    of.resolution(),
                    of.resolution().micros(),
                    micros(of.length()));
        }

        private static long micros(Duration length) {
            return length.toMillis() * 1_000;
        }

        @Override
        public void closed(ClosedValue value) {
            if (value.series().indicator().equals(mean.of().indicator())) {
                window.put(value);
            }
        }

        @Override
        public void values(Evaluation at) {
            publish(at, draft -> {});
        }

        /** Publishes with what {@code more} has to say. */
        void publish(Evaluation at, Consumer<ValueDraft> more) {
            LookBack of = mean.of();
            boolean isOfMinutes = of.resolution() == Resolution.MINUTE;
            long to = isOfMinutes ? at.to() : of.resolution().floor(at.time());
            long from = to - micros(of.length());
            int wanted = (int) (micros(of.length()) / of.resolution().micros());
            if (window.isEnough(from, to, wanted)) {
                ValueDraft draft = at.draft(series, mean.definition().unit());
                window.enter(draft, from, to, wanted, isOfMinutes ? "minutes" : "hours");
                more.accept(draft);
                draft.publish(mean(window.between(from, to).points()));
            }
        }
    }
}
