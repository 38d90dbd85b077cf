package io.basiswatch.indicator.flow;

import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.RollUp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What takers bought against what they sold: of the two volumes of the same interval, by a formula. */
interface TakerRatio extends Indicator {
    /** What it makes of the two volumes. */
    TakerFormula formula();

    @Override
    default MinuteRule minuteRule() {
        return MinuteRule.WINDOW;
    }

    @Override
    default RollUp rollUp() {
        return RollUp.RECOMPUTED;
    }

    @Override
    default List<String> builtOn() {
        return List.of(TakerBuyVolume.ID, TakerSellVolume.ID);
    }

    @Override
    default State start(String asset) {
        return new TakerShare(asset, definition().id(), formula(), definition().unit());
    }

    @Override
    default Optional<Candles> candles(String asset) {
        return Optional.of(new CandleShare(
                asset, definition().id(), formula(), definition().unit()));
    }

    @Override
    default OptionalDouble recompute(Receipt receipt) {
        return formula().recompute(receipt);
    }

    @Override
    default String silence() {
        return TakerShare.NO_TRADES;
    }
}
