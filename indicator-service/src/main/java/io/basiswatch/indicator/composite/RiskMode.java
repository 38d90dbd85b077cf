package io.basiswatch.indicator.composite;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Which way most of four indicators point: basis, takers, Coinbase and funding, each with one vote. */
@AutoService(Indicator.class)
public final class RiskMode implements Indicator {
    static final String ID = "risk_mode";

    private static final String BASIS = "futures_basis";
    private static final String TAKERS = "taker_imbalance_z_90d";
    private static final String PREMIUM = "coinbase_premium_adj_pct";
    private static final String FUNDING = "funding_rate_oi_weighted";
    private static final String POLICY = ".next_quarter";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Risk mode",
            "Which way most of basis, takers, Coinbase premium and funding point: 1 risk-on, -1 risk-off, 0 neither. What is not"
                    + " known has no vote.",
            Unit.RATIO,
            "1 where more than half of the known votes are 1, -1 where more than half are -1, else 0",
            List.of(
                    BASIS
                            + " of each venue's next quarter: 1 where more of their regimes are risk-on than risk-off, -1 where"
                            + " fewer",
                    TAKERS + " of the day before: 1 above 0.5, -1 below -0.5, else 0",
                    PREMIUM + " of the minute: its sign",
                    FUNDING + " of the minute: its sign"),
            "the minute; of " + TAKERS
                    + " the closed UTC day before; absent with fewer than two votes, partial with fewer than" + " four",
            List.of("none: one series per asset"),
            List.of(
                    new Band(OptionalDouble.empty(), "risk_off", "Risk-off — most of what is known points down."),
                    new Band(OptionalDouble.of(0), "mixed", "Mixed — no direction has most of what is known."),
                    new Band(OptionalDouble.of(1), "risk_on", "Risk-on — most of what is known points up.")),
            List.of(
                    new Definition.Attribute("mode", "the code of the value's band"),
                    new Definition.Attribute("vote_basis", "1, 0 or -1; where it is known"),
                    new Definition.Attribute("vote_takers", "1, 0 or -1; where it is known"),
                    new Definition.Attribute("vote_premium", "1, 0 or -1; where it is known"),
                    new Definition.Attribute("vote_funding", "1, 0 or -1; where it is known"),
                    new Definition.Attribute("votes", "how many of the four are known"),
                    new Definition.Attribute("coverage", "the same as a share of four")),
            "regime and zones as in market articles of November 2025; the vote is a rule of this project");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public List<String> builtOn() {
        return List.of(BASIS, PREMIUM, FUNDING);
    }

    @Override
    public List<LookBack> looksBackOn() {
        return List.of(new LookBack(TAKERS, Resolution.DAY, Duration.ofDays(3)));
    }

    @Override
    public State start(String asset) {
        return new Votes(asset);
    }

    @Override
    public String silence() {
        return "nothing known of what votes";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return Ballot.of(receipt.used()).mode();
    }

    /** What the newest day of takers was, and where the other three are read. */
    private static final class Votes implements State {
        private final String asset;
        private final Series takers;
        private final SeenLine days = new SeenLine(Resolution.DAY, 1);

        Votes(String asset) {
            this.asset = asset;
            this.takers = Series.of(asset, TAKERS);
        }

        @Override
        public void closed(ClosedValue value) {
            if (value.series().equals(takers)) {
                days.put(value);
            }
        }

        @Override
        public void values(Evaluation at) {
            ValueDraft draft = at.draft(Series.of(asset, ID), Unit.RATIO);
            List<Input> inputs = new ArrayList<>();
            at.values(BASIS, asset).stream()
                    .filter(value -> value.series().dimension().endsWith(POLICY))
                    .sorted(Comparator.comparing(IndicatorValue::series))
                    .forEach(value -> inputs.add(input(Ballot.BASIS, regime(value), value, draft)));
            long day = Resolution.DAY.floor(at.time()) - Resolution.DAY.micros();
            days.at(day, at.to()).ifPresent(z -> {
                long end = day + Resolution.DAY.micros();
                inputs.add(new Input(takers.toString(), Ballot.TAKERS, z, end, end, 1, ""));
            });
            at.value(Series.of(asset, PREMIUM))
                    .ifPresent(value -> inputs.add(input(Ballot.PREMIUM, number(value), value, draft)));
            at.value(Series.of(asset, FUNDING))
                    .ifPresent(value -> inputs.add(input(Ballot.FUNDING, number(value), value, draft)));
            inputs.forEach(draft::input);
            publish(Ballot.of(inputs), draft);
        }

        private static double number(IndicatorValue value) {
            return value.value().orElseThrow();
        }

        private static Input input(String kind, double number, IndicatorValue value, ValueDraft draft) {
            if (value.quality() != Quality.OK) {
                draft.remark(
                        value.quality(),
                        value.series().indicator() + " is " + value.quality().code());
            }
            return new Input(value.series().toString(), kind, number, value.closeTime(), value.closeTime(), 1, "");
        }

        private static double regime(IndicatorValue value) {
            return switch (value.attributes().getOrDefault("regime", "").toString()) {
                case "risk-on" -> 1;
                case "risk-off" -> -1;
                default -> 0;
            };
        }

        private static void publish(Ballot ballot, ValueDraft draft) {
            Map<String, Integer> votes = ballot.votes();
            if (votes.isEmpty()) {
                return;
            }
            votes.forEach((kind, vote) -> draft.attribute("vote_" + kind, (long) vote));
            draft.attribute("votes", (long) votes.size()).attribute("coverage", votes.size() / (double) Ballot.ALL);
            if (votes.size() < Ballot.ALL) {
                draft.remark(Quality.PARTIAL, votes.size() + " of " + Ballot.ALL + " votes are known");
            }
            if (ballot.mode().isEmpty()) {
                draft.absent("one vote is no majority");
                return;
            }
            double mode = ballot.mode().getAsDouble();
            DEFINITION.band(mode).ifPresent(band -> draft.attribute("mode", band.code()));
            draft.publish(mode);
        }
    }
}
