package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.indicator.window.KnownLater;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What longs have paid shorts lately: of one perpetual, and of all of them, each weighted by what is open there. */
@AutoService(Indicator.class)
public final class FundingAverage implements Indicator {
    static final String ID = "funding_avg_48h_pct";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Funding paid, mean of 48 hours",
            "What longs have paid shorts for eight hours, on average of the last 48 hours: the running rate of a"
                    + " moment may be far from it.",
            Unit.PERCENT,
            "mean of the settled rates for eight hours; together Σ OI_usd · mean / Σ OI_usd",
            List.of(
                    "funding_rate_settled_8h of one perpetual, those asked for afterwards included; the newest of each"
                            + " hour",
                    "open_interest_usd (OI_usd) of the minute, for the means over markets; a market without one of"
                            + " both is left out, and the value is partial"),
            "payments known in the 48 clock hours that end with that of the newest payment, which is at most 24 h old;"
                    + " absent with fewer than 3, partial while nothing before the window is known, or where one seems to"
                    + " be missing; taken when the minute closes",
            List.of(
                    "none: all perpetuals of the asset",
                    "stable: those margined in dollars and stablecoins; coin: those margined in a coin",
                    "<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(
                    new Definition.Attribute("n_obs", "payments in the window, of one perpetual"),
                    new Definition.Attribute("window_start", "the beginning of the window, of one perpetual"),
                    new Definition.Attribute(
                            "newest_payment", "the minute in which the newest became known, of one perpetual"),
                    WeightedMean.ATTRIBUTES.get(0),
                    WeightedMean.ATTRIBUTES.get(1)),
            "mean of 48 h as beside the running rate on common funding pages; settled rates only");

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
        return List.of(EightHourPayments.ID, OpenInterestUsd.ID);
    }

    @Override
    public List<LookBack> looksBackOn() {
        return List.of(new LookBack(EightHourPayments.ID, Resolution.MINUTE, RecentPayments.LOOK_BACK));
    }

    @Override
    public State start(String asset) {
        return new Averages(asset);
    }

    @Override
    public String silence() {
        return "no payment of funding became known within a day";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        Optional<Constituents> payments = receipt.constituents(EightHourPayments.ID);
        return payments.isPresent()
                ? OptionalDouble.of(RecentPayments.meanOf(payments.get().points()))
                : WeightedMean.recompute(receipt, ID);
    }

    private static final class Averages implements State {
        private final SeriesOf series;
        private final Map<String, RecentPayments> markets = new TreeMap<>();
        private final KnownLater ofThePast = new KnownLater();
        private final Perpetuals perpetuals;
        private final List<WeightedMean.Group> groups;

        Averages(String asset) {
            this.series = new SeriesOf(asset, ID);
            this.perpetuals = new Perpetuals(asset, ID);
            this.groups = WeightedMean.Group.of(asset, ID);
        }

        @Override
        public void closed(ClosedValue value) {
            if (value.isOfCandles()) {
                ofThePast.put(value);
            } else {
                put(value);
            }
        }

        private void put(ClosedValue value) {
            markets.computeIfAbsent(value.series().dimension(), market -> new RecentPayments(value.series()))
                    .put(value);
        }

        @Override
        public void values(Evaluation at) {
            ofThePast.admit(at.instant(), this::put);
            markets.forEach(
                    (market, payments) -> payments.publish(at, at.draft(series.dimension(market), DEFINITION.unit())));
            List<Perpetual> all = perpetuals.at(at);
            for (WeightedMean.Group group : groups) {
                WeightedMean.of(all, group.holds()).publish(at.draft(group.series(), DEFINITION.unit()));
            }
        }
    }
}
