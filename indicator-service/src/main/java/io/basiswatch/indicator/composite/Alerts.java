package io.basiswatch.indicator.composite;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Band;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Input;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;

/** Which of the {@link AlertRules} stand, each as a series of its own: 1 where it stands, 0 where it does not. */
@AutoService(Indicator.class)
public final class Alerts implements Indicator {
    static final String ID = "alerts";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Alerts",
            "1 while an alert stands, 0 while it does not, one series for each rule; absent while what it watches is not known.",
            Unit.COUNT,
            "raised by a number of intervals in a row at or beyond one threshold, cleared by one behind another, between the two"
                    + " as before",
            AlertRules.ALL.stream().map(Alerts::watched).distinct().toList(),
            "a minute, from what was closed before it began: 90 minutes, or 60 days; what those do not show any more is cleared",
            AlertRules.ALL.stream().map(Alerts::described).toList(),
            List.of(
                    new Band(OptionalDouble.empty(), "clear", "The alert does not stand."),
                    new Band(OptionalDouble.of(1), "raised", "The alert stands.")),
            List.of(
                    new Definition.Attribute("text", "what the alert means"),
                    new Definition.Attribute("watches", "the series that is watched"),
                    new Definition.Attribute("side", "above or below: where the values lie that raise it"),
                    new Definition.Attribute("raised_at", "threshold that raises it, in the unit of that series"),
                    new Definition.Attribute("cleared_at", "threshold that clears it"),
                    new Definition.Attribute("duration", "how many minutes or days in a row raise it"),
                    new Definition.Attribute("latest", "the newest value of that series"),
                    new Definition.Attribute(
                            "distance", "how far that is from raising it, positive where it is beyond"),
                    new Definition.Attribute(
                            "since", "since when the alert stands, where that is within what is looked at")),
            "thresholds of the indicators that are watched; rules of this project");

    private static String watched(AlertRule rule) {
        return rule.indicator() + " of closed " + (rule.resolution() == Resolution.DAY ? "days" : "minutes");
    }

    private static String described(AlertRule rule) {
        String unit = rule.resolution() == Resolution.DAY ? " d" : " min";
        return rule.id() + ": " + rule.indicator()
                + (rule.dimension().isEmpty() ? "" : " of " + rule.dimension())
                + (rule.side() == AlertRule.Side.ABOVE ? " >= " : " <= ") + rule.raisedAt() + " for " + rule.duration()
                + unit
                + ", cleared " + (rule.side() == AlertRule.Side.ABOVE ? "< " : "> ") + rule.clearedAt();
    }

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public List<LookBack> looksBackOn() {
        return AlertRules.ALL.stream()
                .map(rule -> new LookBack(
                        rule.indicator(),
                        rule.resolution(),
                        Duration.ofSeconds(rule.resolution().seconds() * (rule.memory() + 2))))
                .distinct()
                .toList();
    }

    @Override
    public State start(String asset) {
        SeriesOf series = new SeriesOf(asset, ID);
        return new Watches(AlertRules.ALL.stream()
                .map(rule -> new Watch(rule, series.dimension(rule.id())))
                .toList());
    }

    @Override
    public String silence() {
        return "nothing known of what is watched";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        String id = receipt.value().series().dimension();
        AlertRule rule = AlertRules.ALL.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no rule is called " + id));
        return OptionalDouble.of(number(
                rule, receipt.constituents(rule.indicator()).orElseThrow().points()));
    }

    private static double number(AlertRule rule, List<Constituents.Point> points) {
        return rule.raisedSince(points) == Long.MIN_VALUE ? 0 : 1;
    }

    private record Watches(List<Watch> all) implements State {
        @Override
        public void closed(ClosedValue value) {
            for (Watch watch : all) {
                watch.closed(value);
            }
        }

        @Override
        public void values(Evaluation at) {
            all.forEach(watch -> watch.publish(at));
        }
    }

    /** One rule, and what is known of what it watches. */
    private static final class Watch {
        private final AlertRule rule;
        private final Series series;
        private final Series watched;
        private final SeenLine line;

        Watch(AlertRule rule, Series series) {
            this.rule = rule;
            this.series = series;
            this.watched = Series.of(series.asset(), rule.indicator(), rule.dimension());
            this.line = new SeenLine(rule.resolution(), rule.memory());
        }

        void closed(ClosedValue value) {
            if (value.resolution() == rule.resolution() && value.series().equals(watched)) {
                line.put(value);
            }
        }

        void publish(Evaluation at) {
            long step = rule.resolution().micros();
            // What closes with this very minute may come before or after this, so it is the next minute that looks at
            // it.
            long last = rule.resolution().floor(at.time()) - step;
            long first = last - (rule.memory() - 1) * step;
            List<Constituents.Point> points = line.points(first, last, at.to());
            if (points.isEmpty()) {
                return;
            }
            ValueDraft draft = at.draft(series, Unit.COUNT)
                    .attribute("text", rule.text())
                    .attribute("watches", watched.toString())
                    .attribute("side", rule.side() == AlertRule.Side.ABOVE ? "above" : "below")
                    .attribute("raised_at", rule.raisedAt())
                    .attribute("cleared_at", rule.clearedAt())
                    .attribute("duration", (long) rule.duration());
            Constituents.Point latest = points.getLast();
            if (latest.time() != last) {
                draft.absent("no value of " + watched + " in the " + unit() + " before");
                return;
            }
            long end = last + step;
            draft.input(new Input(watched.toString(), "value", latest.value(), end, end, 1, ""))
                    .madeOf(Constituents.of(watched, rule.resolution(), first, end, points)
                            .referred())
                    .attribute("latest", latest.value())
                    .attribute("distance", rule.distance(latest.value()));
            long since = rule.raisedSince(points);
            // A row that begins with what is looked at may have begun before.
            if (since - (rule.duration() - 1) * step > first) {
                draft.attribute(
                        "since", Instant.ofEpochSecond(since / 1_000_000).toString());
            }
            draft.publish(number(rule, points));
        }

        private String unit() {
            return rule.resolution() == Resolution.DAY ? "day" : "minute";
        }
    }
}
