package io.basiswatch.indicator;

import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes values of what a venue tells of its past beside candles: payments of funding, and what was open when an hour ended.
 *
 * <p>Each value follows from one of these facts alone, so nothing is remembered, and neither order nor repetition changes
 * anything: who stores a value tells whether it is new.
 */
final class PastDesk {
    private final List<Indicator> indicators;
    private final Simulations simulations;

    PastDesk(List<Indicator> indicators, Simulations simulations) {
        this.indicators = Indicators.inOrder(indicators).stream()
                .filter(indicator -> indicator.afterwards().isPresent())
                .toList();
        this.simulations = simulations;
    }

    /** Whether it is a fact of the past, of which no value of the present is made. */
    static boolean isPast(InstrumentEvent told) {
        return told.stamp().origin() == Origin.BACKFILL
                && (told instanceof OpenInterest
                        || told instanceof FundingRate rate && rate.kind() == FundingRate.Kind.SETTLED);
    }

    /** The values that are known because of this fact. */
    List<IndicatorValue> values(InstrumentEvent told) {
        List<IndicatorValue> values = new ArrayList<>(4);
        if (told instanceof FundingRate payment && payment.fundingTime() <= payment.receivedTime()) {
            // Of the present it is the minute in which a payment becomes known, which is the one in which it is due or
            // the next.
            ask(told, Resolution.MINUTE, Resolution.MINUTE.floor(payment.fundingTime()), values);
            if (outlastsDay(payment)) {
                ask(told, Resolution.DAY, dayEnd(payment) - Resolution.DAY.micros(), values);
            }
        } else if (told instanceof OpenInterest open && open.eventTime() <= open.receivedTime()) {
            for (Resolution resolution : List.of(Resolution.HOUR, Resolution.DAY)) {
                if (resolution.floor(open.eventTime()) == open.eventTime()) {
                    ask(told, resolution, open.eventTime() - resolution.micros(), values);
                }
            }
        }
        return values;
    }

    private static long dayEnd(FundingRate payment) {
        return Resolution.DAY.floor(payment.fundingTime());
    }

    /** Whether a day ended while the rate ran that was paid in the end: intervals follow each other, so one does for each day. */
    private static boolean outlastsDay(FundingRate payment) {
        return payment.interval()
                .filter(length -> payment.fundingTime() - dayEnd(payment) < length.toNanos() / 1_000)
                .isPresent();
    }

    private void ask(InstrumentEvent told, Resolution resolution, long time, List<IndicatorValue> values) {
        if (time < 0) {
            return;
        }
        CandleRound round = new CandleRound(resolution, time, IndicatorValue.HISTORY);
        for (Indicator indicator : indicators) {
            if (indicator.reads(told.instrument())) {
                indicator
                        .afterwards()
                        .orElseThrow()
                        .take(told, round.version(indicator.definition().version()));
            }
        }
        round.values().stream().map(simulations::marked).forEach(values::add);
    }
}
