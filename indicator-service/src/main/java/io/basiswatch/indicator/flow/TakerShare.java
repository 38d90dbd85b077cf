package io.basiswatch.indicator.flow;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A number made of both taker volumes, for every series that these have. */
final class TakerShare implements Indicator.State {
    static final String NO_TRADES = "no trades in the window";

    /** The stream of a market was interrupted within the window. */
    static final String GAP = "feed_gap";
    /** Nobody can say what was traded before. */
    static final String FIRST_HEARD = "first heard within the window";

    private static final Map<String, Quality> OF_THE_TRADES =
            Map.of(GAP, Quality.PARTIAL, FIRST_HEARD, Quality.PARTIAL, ValueDraft.CLOCK_SKEW, Quality.DEGRADED);

    private final String asset;
    private final String id;
    private final TakerFormula formula;
    private final Unit unit;

    TakerShare(String asset, String id, TakerFormula formula, Unit unit) {
        this.asset = asset;
        this.id = id;
        this.formula = formula;
        this.unit = unit;
    }

    /** Why a volume in {@code quote} is degraded where nobody trades that for dollars. */
    static String unknownRate(String quote) {
        return quote.toLowerCase(Locale.ROOT) + "_usd unknown, taken at par";
    }

    @Override
    public void values(Evaluation at) {
        for (IndicatorValue buy : at.values(TakerBuyVolume.ID, asset)) {
            Series sold = Series.of(asset, TakerSellVolume.ID, buy.series().dimension());
            Optional<IndicatorValue> sell = at.value(sold);
            sell.ifPresent(value -> publish(at, buy, value));
        }
    }

    /** Minutes that are missing or partial; where they are degraded, that was for the rate, which cancels. */
    private static void remarkMinutes(ValueDraft draft, String reason) {
        if (!reason.endsWith(Quality.DEGRADED.code())) {
            draft.remark(Quality.PARTIAL, reason);
        }
    }

    private void publish(Evaluation at, IndicatorValue buy, IndicatorValue sell) {
        String dimension = buy.series().dimension();
        ValueDraft draft = at.draft(Series.of(asset, id, dimension), unit);
        double bought = buy.value().orElseThrow();
        double sold = sell.value().orElseThrow();
        for (String reason : buy.reasons()) {
            if (dimension.isEmpty()) {
                draft.remark(buy.quality(), reason);
            } else if (at.isOfMinutes()) {
                remarkMinutes(draft, reason);
            } else if (OF_THE_TRADES.containsKey(reason)) {
                // Within one market the rate cancels, and with it what there is to say about the rate.
                draft.remark(OF_THE_TRADES.get(reason), reason);
            }
        }
        draft.input(ValueDraft.valueInput(buy, 1)).input(ValueDraft.valueInput(sell, 1));
        draft.attribute("buy_usd", bought).attribute("sell_usd", sold);
        draft.attribute("n_obs", (Long) buy.attributes().get("n_obs"));
        Optional<String> missing = formula.missing(bought, sold);
        if (missing.isPresent()) {
            draft.absent(missing.get());
        } else {
            draft.publish(formula.of(bought, sold));
        }
    }
}
