package io.basiswatch.indicator.flow;

import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.CandleRound;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.function.DoubleBinaryOperator;

/** A number made of both taker volumes of one perpetual, from its candles. Whatever its quote currency is worth cancels. */
record CandleShare(String asset, String id, DoubleBinaryOperator formula, Unit unit) implements Indicator.Candles {
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
        if (split.total() == 0) {
            draft.absent(TakerShare.NO_TRADES);
        } else {
            draft.publish(formula.applyAsDouble(split.bought(), split.sold()));
        }
    }
}
