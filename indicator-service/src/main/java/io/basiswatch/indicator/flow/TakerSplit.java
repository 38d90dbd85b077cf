package io.basiswatch.indicator.flow;

import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.reference.StablecoinRate;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import java.util.Optional;

/**
 * What takers have bought and sold of a perpetual within a candle's interval. Only what the venue tells in the quote currency
 * counts: an amount of the base currency is none of money.
 *
 * @param candle of which
 * @param total everything traded, in the quote currency
 * @param bought the part of it that takers bought
 */
record TakerSplit(Candle candle, double total, double bought) {
    /** The kind of the input that is everything traded. */
    static final String TOTAL = "notional";
    /** The kind of the input that is what takers bought of it. */
    static final String BOUGHT = "taker_buy_notional";

    static final Definition.Attribute ORIGIN = new Definition.Attribute(
            IndicatorValue.DERIVED_FROM, "candle where imported candles were all there was; there is no n_obs then");

    /** Empty where the candle does not tell it, or contradicts itself. */
    static Optional<TakerSplit> of(Candle candle) {
        if (!candle.instrument().isPerpetual()
                || candle.notional().isEmpty()
                || candle.takerBuyNotional().isEmpty()) {
            return Optional.empty();
        }
        double total = candle.notional().getAsDouble();
        double bought = candle.takerBuyNotional().getAsDouble();
        return bought <= total ? Optional.of(new TakerSplit(candle, total, bought)) : Optional.empty();
    }

    double sold() {
        return sold(total, bought);
    }

    static double sold(double total, double bought) {
        return total - bought;
    }

    String quote() {
        return candle.instrument().quote();
    }

    /** Whether the quote currency is the dollar or a coin that stands for it; of others nobody knows the rate here. */
    boolean isInDollars() {
        return quote().equals("USD") || StablecoinRate.STABLECOINS.contains(quote());
    }

    /** Enters the candle's numbers into {@code draft}. */
    CandleDraft enter(CandleDraft draft) {
        String name = candle.instrument().toString();
        return draft.uses(name, TOTAL, total, candle.stamp(), 1)
                .uses(name, BOUGHT, bought, candle.stamp(), 1)
                .attribute("quote", quote());
    }

    /** A candle does not tell what its stablecoin was worth: one counts as a dollar, and the value says so. */
    void remarkRate(CandleDraft draft) {
        if (!quote().equals("USD")) {
            draft.remark(Quality.DEGRADED, TakerShare.unknownRate(quote()));
        }
    }
}
