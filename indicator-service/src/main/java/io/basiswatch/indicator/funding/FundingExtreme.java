package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.Truth;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.ClosedLine;
import io.basiswatch.indicator.window.KnownLater;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Band;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Whether shorts pay unusually much, or longs do. */
@AutoService(Indicator.class)
public final class FundingExtreme implements Indicator {
    static final String ID = "funding_extreme";
    static final double NEGATIVE = -1;

    private static final long DAY = Resolution.DAY.micros();
    private static final double POSITIVE = 1;

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Extreme funding",
            "-1 where shorts pay unusually much, 1 where longs do, 0 where neither does: a crowd leans to one side and pays for"
                    + " it.",
            Unit.RATIO,
            "-1 if r8h ≤ -0.01 %, or r8h ≤ 5th percentile and < median; else 1 if r8h ≥ 95th percentile and > median; else 0;"
                    + " percentiles (nearest rank) are those of the days before",
            List.of(
                    "funding_rate_8h (r8h) of one perpetual, or funding_rate_oi_weighted, of the minute",
                    "the same of the closed UTC days before: of each day its last minute, or where that was not heard what was paid"
                            + " for the interval in which the day ended"),
            "365 closed UTC days before the minute's day; below 90 of them only r8h ≤ -0.01 % can be told and all else is"
                    + " absent, below 292 the value is partial; taken when the minute closes",
            List.of(
                    "none: all perpetuals of the asset",
                    "stable: those margined in dollars and stablecoins; coin: those margined in a coin",
                    "<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(
                    new Band(
                            OptionalDouble.empty(),
                            "extreme_negative",
                            "Extreme — shorts pay more than they usually do."),
                    new Band(OptionalDouble.of(0), "usual", "Usual — funding is within what it usually is."),
                    new Band(
                            OptionalDouble.of(1),
                            "extreme_positive",
                            "Extreme — longs pay more than they usually do.")),
            List.of(
                    new Definition.Attribute("rate_8h_pct", "r8h, in percent"),
                    new Definition.Attribute("p05", "5th percentile of the days, in percent; from 90 days on"),
                    new Definition.Attribute("median", "their median"),
                    new Definition.Attribute("p95", "their 95th percentile"),
                    new Definition.Attribute("n_obs", "how many days are known"),
                    new Definition.Attribute("days_as_paid", "how many of them are known by their payment alone"),
                    new Definition.Attribute("window_start", "the first day looked at, UTC")),
            "deeply negative funding could spark squeezes: market articles of November 2025; the thresholds are this"
                    + " project's own");

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
        return List.of(EightHourFunding.ID, WeightedFunding.ID);
    }

    @Override
    public List<LookBack> looksBackOn() {
        Duration year = Duration.ofDays(FundingYear.DAYS + 1L);
        return List.of(
                new LookBack(EightHourFunding.ID, Resolution.DAY, year),
                new LookBack(WeightedFunding.ID, Resolution.DAY, year));
    }

    @Override
    public State start(String asset) {
        return new Extremes(asset);
    }

    @Override
    public String silence() {
        return RunningFunding.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        Input rate = receipt.findAny("value").orElseThrow();
        List<Constituents.Point> days = receipt.value().constituents().stream()
                .flatMap(each -> each.points().stream())
                .toList();
        return state(rate.value(), FundingYear.of(days));
    }

    /** The rates that are judged, of one perpetual each and of all together, by name. */
    static List<IndicatorValue> rates(Evaluation at, String asset) {
        List<IndicatorValue> rates = new ArrayList<>(at.values(EightHourFunding.ID, asset));
        rates.addAll(at.values(WeightedFunding.ID, asset));
        rates.sort(Comparator.comparing(rate -> rate.series().dimension()));
        return rates;
    }

    private static OptionalDouble state(double rate, FundingYear year) {
        if (year.isLow(rate) == Truth.MET) {
            return OptionalDouble.of(NEGATIVE);
        }
        return switch (year.isHigh(rate)) {
            case MET -> OptionalDouble.of(POSITIVE);
            case NOT_MET -> OptionalDouble.of(0);
            case UNKNOWN -> OptionalDouble.empty();
        };
    }

    private static final class Extremes implements State {
        private final String asset;
        private final SeriesOf series;
        private final Map<Series, Market> markets = new HashMap<>();
        private final KnownLater ofThePast = new KnownLater();

        /** The days of one rate, and what was last found in them. */
        private static final class Market {
            private final ClosedLine days;
            private Constituents seen;
            private FundingYear year;

            Market(Series series) {
                this.days = new ClosedLine(series, Resolution.DAY, FundingYear.DAYS + 2);
            }

            /** The days from {@code from} on and before {@code to}. */
            FundingYear year(long from, long to) {
                Constituents now = days.referred(from, to);
                if (now != seen) {
                    seen = now;
                    year = FundingYear.of(days.points(from, to));
                }
                return year;
            }
        }

        Extremes(String asset) {
            this.asset = asset;
            this.series = new SeriesOf(asset, ID);
        }

        private Market market(Series rate) {
            return markets.computeIfAbsent(rate, Market::new);
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
            market(value.series()).days.put(value);
        }

        @Override
        public void values(Evaluation at) {
            ofThePast.admit(at.instant(), this::put);
            for (IndicatorValue rate : rates(at, asset)) {
                publish(at, rate, market(rate.series()));
            }
        }

        private void publish(Evaluation at, IndicatorValue value, Market market) {
            // A minute that is revised after midnight must not know its own day.
            long to = Resolution.DAY.floor(at.time());
            long from = to - FundingYear.DAYS * DAY;
            FundingYear year = market.year(from, to);
            double rate = value.value().orElseThrow();
            ValueDraft draft = at.draft(series.dimension(value.series().dimension()), DEFINITION.unit())
                    .uses(value, 1)
                    .attribute("rate_8h_pct", rate)
                    .attribute("n_obs", (long) year.n())
                    .attribute("window_start", LocalDate.ofEpochDay(from / DAY).toString());
            if (year.n() > 0) {
                draft.madeOf(market.seen).attribute("days_as_paid", market.days.ofThePast(from, to));
            }
            if (year.isEnough()) {
                draft.attribute("p05", year.low())
                        .attribute("median", year.middle())
                        .attribute("p95", year.high());
            }
            if (!year.isWhole()) {
                draft.remark(Quality.PARTIAL, year.n() + " of " + FundingYear.DAYS + " days");
            }
            state(rate, year)
                    .ifPresentOrElse(
                            draft::publish, () -> draft.absent("fewer than " + FundingYear.LEAST + " days are known"));
        }
    }
}
