package io.basiswatch.indicator.flow;

import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.CandleRound;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.Optional;

/** A number made of both taker volumes of one perpetual, from its candles. Whatever its quote currency is worth cancels. */
record CandleShare(String asset, String id, TakerFormula formula, Unit unit) implements Indicator.Candles {
    @Override
    public void take(Candle candle, CandleRound round) {
        TakerSplit.of(candle).ifPresent(split -> publish(split, round));
    }

    private void publish(TakerSplit split, CandleRound round) {
        String dimension = TakerVolume.dimension(split.candle().instrument());
        CandleDraft draft = split.enter(round.draft(Series.of(asset, id, dimension), unit));
        if (split.isInDollars()) {
            draft.attribute("buy_usd", split.bought()).attribute("sell_usd", split.sold());
        }
        Optional<String> missing = formula.missing(split.bought(), split.sold());
        if (missing.isPresent()) {
            draft.absent(missing.get());
        } else {
            draft.publish(formula.of(split.bought(), split.sold()));
        }
    }
}
