package io.basiswatch.indicator.flow;

import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.CandleRound;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Series;
import io.basiswatch.model.Side;
import io.basiswatch.model.Unit;

/**
 * What takers of one side traded on one perpetual, from its candles. Over all perpetuals nothing is summed up: nobody knows
 * whether the candles of all of them have come.
 */
record CandleVolume(String asset, String id, Side side) implements Indicator.Candles {
    @Override
    public void take(Candle candle, CandleRound round) {
        TakerSplit.of(candle).filter(TakerSplit::isInDollars).ifPresent(split -> publish(split, round));
    }

    private void publish(TakerSplit split, CandleRound round) {
        String dimension = TakerVolume.dimension(split.candle().instrument());
        CandleDraft draft = split.enter(round.draft(Series.of(asset, id, dimension), Unit.USD));
        if (split.total() == 0) {
            draft.absent(TakerShare.NO_TRADES);
            return;
        }
        split.remarkRate(draft);
        draft.publish(of(side, split.total(), split.bought()));
    }

    /** What takers of a side traded, of everything traded and what takers bought of it. */
    static double of(Side side, double total, double bought) {
        return side == Side.BUY ? bought : TakerSplit.sold(total, bought);
    }
}
