package io.basiswatch.indicator.positioning;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.positioning.HourHistory.Percentiles;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether most accounts are on one side and pay for it: a crowd that would have to leave through the same door. */
@AutoService(Indicator.class)
public final class LongShortRegime implements Indicator {
    static final String ID = "long_short_regime";

    private static final String FUNDING = "funding_rate_oi_weighted";
    /** A month. */
    private static final int LEAST = 30 * 24;

    private static final int HIGH_SHARE = 90;
    private static final int LOW_SHARE = 10;
    private static final int HIGH_FUNDING = 75;
    private static final int LOW_FUNDING = 25;

    private static final List<Band> BANDS = List.of(
            new Band(
                    OptionalDouble.empty(),
                    "crowded_short",
                    "Crowded short — unusually many accounts are short, and funding is low."),
            new Band(OptionalDouble.of(-0.5), "balanced", "Balanced — neither side is crowded."),
            new Band(
                    OptionalDouble.of(0.5),
                    "crowded_long",
                    "Crowded long — unusually many accounts are long, and funding is high."));

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Long/short regime",
            "1 where unusually many accounts are long while funding is high, −1 where unusually many are short while funding"
                    + " is low, else 0. Unusual is what it was in the hours before, never in later ones.",
            Unit.RATIO,
            "1 if x ≥ p90(x) and f ≥ p75(f); −1 if x ≤ p10(x) and f ≤ p25(f); else 0. The ratio x rises with the share of"
                    + " accounts that are long, so their percentiles are the same. Percentiles by nearest rank",
            List.of(
                    LongShortAccounts.ID + " (x) of all perpetuals, weighted by open interest",
                    FUNDING + " (f) of all perpetuals"),
            "the closed minute against the closed hours of the 90 days before; absent with fewer than 720 hours of either,"
                    + " partial with fewer than four fifths of 2160",
            List.of("none: all perpetuals of the asset"),
            BANDS,
            List.of(
                    new Definition.Attribute("state", "the code of the value's band"),
                    new Definition.Attribute("ratio", "x"),
                    new Definition.Attribute("ratio_p10", "10th percentile of x"),
                    new Definition.Attribute("ratio_p90", "90th percentile of x"),
                    new Definition.Attribute("long_share", "the part of the accounts that is long"),
                    new Definition.Attribute("funding", "f, percent for eight hours"),
                    new Definition.Attribute("funding_p25", "25th percentile of f"),
                    new Definition.Attribute("funding_p75", "75th percentile of f"),
                    new Definition.Attribute("n_ratio", "hours of x that are known"),
                    new Definition.Attribute("n_funding", "hours of f that are known")),
            "crowded-long, balanced, crowded-short as InfoHub names them; thresholds are defaults of this project");

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
        return List.of(LongShortAccounts.ID, FUNDING);
    }

    @Override
    public List<LookBack> looksBackOn() {
        Duration length = Duration.ofHours(HourHistory.HOURS + 1L);
        return List.of(
                new LookBack(LongShortAccounts.ID, Resolution.HOUR, length),
                new LookBack(FUNDING, Resolution.HOUR, length));
    }

    @Override
    public State start(String asset) {
        return new Crowd(asset);
    }

    @Override
    public String silence() {
        return "neither positions of accounts nor funding are known";
    }

    /** 1, −1 or 0. */
    private static double regime(double ratio, Percentiles ratios, double funding, Percentiles fundings) {
        if (ratio >= ratios.at(HIGH_SHARE) && funding >= fundings.at(HIGH_FUNDING)) {
            return 1;
        }
        return ratio <= ratios.at(LOW_SHARE) && funding <= fundings.at(LOW_FUNDING) ? -1 : 0;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(regime(
                told(receipt, LongShortAccounts.ID),
                percentiles(receipt, LongShortAccounts.ID),
                told(receipt, FUNDING),
                percentiles(receipt, FUNDING)));
    }

    private static double told(Receipt receipt, String indicator) {
        return receipt.valueOf(indicator)
                .orElseThrow(() -> new NoSuchElementException("no value of " + indicator))
                .value();
    }

    private static Percentiles percentiles(Receipt receipt, String indicator) {
        return Percentiles.of(receipt.constituents(indicator)
                .filter(found -> found.count() > 0)
                .orElseThrow(() -> new NoSuchElementException("no hours of " + indicator)));
    }

    /** The hours of one asset. */
    private static final class Crowd implements State {
        private final Series own;
        private final Series ratios;
        private final Series fundings;
        private final HourHistory ratioHours;
        private final HourHistory fundingHours;

        Crowd(String asset) {
            this.own = Series.of(asset, ID);
            this.ratios = Series.of(asset, LongShortAccounts.ID);
            this.fundings = Series.of(asset, FUNDING);
            this.ratioHours = new HourHistory(ratios);
            this.fundingHours = new HourHistory(fundings);
        }

        @Override
        public void closed(ClosedValue value) {
            ratioHours.closed(value);
            fundingHours.closed(value);
        }

        @Override
        public void values(Evaluation at) {
            Optional<IndicatorValue> ratio = at.value(ratios);
            Optional<IndicatorValue> funding = at.value(fundings);
            if (ratio.isEmpty()) {
                return;
            }
            ValueDraft draft = at.draft(own, DEFINITION.unit()).uses(ratio.get(), 1);
            if (funding.isEmpty()) {
                draft.absent("the funding rate is not known");
                return;
            }
            draft.uses(funding.get(), 1);
            publish(ratio.get(), ratioHours.before(at.time()), funding.get(), fundingHours.before(at.time()), draft);
        }

        private static void publish(
                IndicatorValue ratio,
                Percentiles ratios,
                IndicatorValue funding,
                Percentiles fundings,
                ValueDraft draft) {
            int known = Math.min(ratios.count(), fundings.count());
            draft.attribute("n_ratio", (long) ratios.count()).attribute("n_funding", (long) fundings.count());
            if (known < LEAST) {
                draft.absent(known + " of at least " + LEAST + " hours");
                return;
            }
            if (ratios.at(LOW_SHARE) == ratios.at(HIGH_SHARE)) {
                draft.absent("the hours before do not differ");
                return;
            }
            if (known * 5 < HourHistory.HOURS * 4) {
                draft.remark(Quality.PARTIAL, known + " of " + HourHistory.HOURS + " hours");
            }
            double x = ratio.value().orElseThrow();
            double f = funding.value().orElseThrow();
            double regime = regime(x, ratios, f, fundings);
            DEFINITION.band(regime).ifPresent(band -> draft.attribute("state", band.code()));
            if (ratio.attributes().get("long_share") instanceof Double share) {
                draft.attribute("long_share", share);
            }
            draft.attribute("ratio", x)
                    .attribute("ratio_p10", ratios.at(LOW_SHARE))
                    .attribute("ratio_p90", ratios.at(HIGH_SHARE))
                    .attribute("funding", f)
                    .attribute("funding_p25", fundings.at(LOW_FUNDING))
                    .attribute("funding_p75", fundings.at(HIGH_FUNDING))
                    .madeOf(ratios.constituents())
                    .madeOf(fundings.constituents())
                    .publish(regime);
        }
    }
}
