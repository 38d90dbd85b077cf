package io.basiswatch.indicator.liquidation;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Truth;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.InterestChange;
import io.basiswatch.indicator.window.ClosedLine;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;

/** The minutes of the last hour and the hours of a quarter of a year, of all perpetuals of an asset. */
final class CascadeState implements Indicator.State {
    private static final long HOUR = Resolution.HOUR.micros();
    /** The hour, and minutes that are closed while an earlier one is still revised. */
    private static final int MINUTES = 64;

    private final Series series;
    private final Unit unit;
    private final ClosedLine longs;
    private final ClosedLine shorts;
    private final LiquidationQuarter quarter;
    private final InterestChange interest;

    CascadeState(String asset, Unit unit) {
        Series ofLongs = Series.of(asset, LongLiquidations.ID);
        Series ofShorts = Series.of(asset, ShortLiquidations.ID);
        this.series = Series.of(asset, LiquidationCascade.ID);
        this.unit = unit;
        this.longs = new ClosedLine(ofLongs, Resolution.MINUTE, MINUTES);
        this.shorts = new ClosedLine(ofShorts, Resolution.MINUTE, MINUTES);
        this.quarter = new LiquidationQuarter(ofLongs, ofShorts);
        this.interest = new InterestChange(asset, Resolution.MINUTE, LiquidationCascade.HOUR);
    }

    @Override
    public void closed(ClosedValue value) {
        Series of = value.series();
        boolean isHour = value.resolution() == Resolution.HOUR;
        if (!of.dimension().isEmpty()) {
            interest.closed(value);
        } else if (of.indicator().equals(LongLiquidations.ID)) {
            (isHour ? quarter.longs() : longs).put(value);
        } else if (of.indicator().equals(ShortLiquidations.ID)) {
            (isHour ? quarter.shorts() : shorts).put(value);
        }
    }

    @Override
    public void values(Evaluation at) {
        long from = at.to() - HOUR;
        CascadeCheck.Minutes minutes =
                CascadeCheck.Minutes.of(longs.points(from, at.to()), shorts.points(from, at.to()));
        if (minutes.n() == 0) {
            return;
        }
        LiquidationQuarter.Hours hours = quarter.before(from);
        ValueDraft draft = at.draft(series, unit)
                .madeOf(longs.referred(from, at.to()))
                .madeOf(shorts.referred(from, at.to()))
                .madeOf(hours.longs())
                .madeOf(hours.shorts())
                .attribute("sum_1h_usd", minutes.dollars())
                .attribute("n_obs", (long) hours.found().n())
                .attribute(
                        "window_start",
                        Instant.EPOCH
                                .plus(hours.longs().from(), ChronoUnit.MICROS)
                                .toString());
        enterCompleteness(from, at.to(), draft);
        remark(hours.found(), draft);
        remarkMinute(at, draft);
        List<InterestChange.Market> markets = interest.at(at);
        OptionalDouble change = InterestChange.enter(markets, market -> true, draft);
        change.ifPresent(percent -> draft.attribute("interest_change_1h_pct", percent));
        publish(new CascadeCheck(minutes, hours.found(), change), draft);
    }

    private void enterCompleteness(long from, long to, ValueDraft draft) {
        boolean isLowerBound = longs.isPartial(from, to) || shorts.isPartial(from, to);
        draft.attribute(LiquidationParts.COMPLETENESS, isLowerBound ? LiquidationParts.LOWER_BOUND : "complete");
    }

    private static void remark(LiquidationQuarter.Usual usual, ValueDraft draft) {
        if (usual.isEnough()) {
            draft.attribute("threshold_usd", usual.threshold());
        }
        if (!usual.isWhole()) {
            draft.remark(Quality.PARTIAL, usual.n() + " of " + LiquidationQuarter.HOURS + " hours");
        }
    }

    /** What there is to say of the newest minute is said of the hour. */
    private void remarkMinute(Evaluation at, ValueDraft draft) {
        for (String side : List.of(LongLiquidations.ID, ShortLiquidations.ID)) {
            at.value(Series.of(series.asset(), side)).ifPresent(value -> remark(value, draft));
        }
    }

    private static void remark(IndicatorValue value, ValueDraft draft) {
        value.reasons().forEach(reason -> draft.remark(value.quality(), reason));
    }

    private static void publish(CascadeCheck check, ValueDraft draft) {
        check.number()
                .ifPresentOrElse(
                        draft::publish,
                        () -> draft.absent(
                                check.isUnusual() == Truth.UNKNOWN
                                        ? "too few minutes or hours of liquidations are known"
                                        : "open interest of an hour before is not known"));
    }
}
